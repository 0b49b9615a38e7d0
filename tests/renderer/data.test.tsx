// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Outcome, Wish } from '../../src/core/app/intent.ts'
import type { ImportPreview } from '../../src/core/data/preview.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { SettingsScreen } from '../../src/renderer/settings/SettingsScreen.tsx'
import { stateWith } from '../fakes/state.ts'
import { show } from './screen.tsx'

const NOW = instantAt('2026-11-26', '09:06', 'Europe/Lisbon')

const preview: ImportPreview = {
  from: '/home/noor/all.json',
  seen: 'abc',
  addresses: 2,
  brings: { merge: true, replace: true },
  rows: [{ row: 'plan', theirs: 12, mine: 3, fresh: 10, different: 1 }],
}
const answers =
  (imported: Outcome, brings = preview.brings) =>
  (wish: Wish): Outcome => {
    if (wish.type === 'data.look') return { ok: true, value: JSON.stringify({ ...preview, brings }) }
    return wish.type === 'data.export' ? { ok: true, value: '/home/noor/out.json' } : imported
  }

test('writes everything, and says where', async () => {
  const { user, bridge } = await show(SettingsScreen, stateWith(), NOW, answers({ ok: true }))
  await user.click(screen.getByRole('button', { name: 'Export everything…' }))
  expect(bridge.wishes).toEqual([{ type: 'data.export', what: 'all' }])
  expect(screen.getByText('Written to /home/noor/out.json').getAttribute('role')).toBe('status')
  await user.click(screen.getByRole('button', { name: 'Export sessions as a table…' }))
  expect(bridge.wishes.at(-1)).toEqual({ type: 'data.export', what: 'sessions' })
})

test('shows what would come before anything changes; adding is what is offered first', async () => {
  const { user, bridge } = await show(SettingsScreen, stateWith(), NOW, answers({ ok: true, value: '/data/before' }))
  await user.click(screen.getByRole('button', { name: 'Import…' }))
  const dialog = within(screen.getByRole('dialog', { name: 'What this file would bring' }))
  expect(dialog.getByRole('row', { name: 'Planned blocks 12 3 10 1' })).toBeTruthy()
  expect(dialog.getByText(/^2 calendars need to be subscribed to again/)).toBeTruthy()
  expect(dialog.getByRole('radio', { name: 'Add what is missing' })).toHaveProperty('checked', true)
  await user.click(dialog.getByRole('radio', { name: 'Replace what is here' }))
  await user.click(dialog.getByRole('button', { name: 'Import' }))
  expect(bridge.wishes.at(-1)).toEqual({ type: 'data.import', from: preview.from, seen: 'abc', how: 'replace' })
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByText('Imported. What was here before is kept in /data/before')).toBeTruthy()
})

test('a file that brings nothing new says so and cannot be taken in; one that only replaces offers that alone', async () => {
  const nothing = { merge: false, replace: false }
  const { user } = await show(SettingsScreen, stateWith(), NOW, answers({ ok: true }, nothing))
  await user.click(screen.getByRole('button', { name: 'Import…' }))
  expect(screen.getByRole('button', { name: 'Import' })).toHaveProperty('disabled', true)
  expect(screen.getByText('All of this file is here already: there is nothing to import.')).toBeTruthy()
  cleanup()
  const one = await show(SettingsScreen, stateWith(), NOW, answers({ ok: true }, { ...nothing, replace: true }))
  await one.user.click(screen.getByRole('button', { name: 'Import…' }))
  expect(screen.getByRole('button', { name: 'Import' })).toHaveProperty('disabled', true)
  expect(screen.getByText('Nothing is missing here that this file has.')).toBeTruthy()
  await one.user.click(screen.getByRole('radio', { name: 'Replace what is here' }))
  expect(screen.getByRole('button', { name: 'Import' })).toHaveProperty('disabled', false)
})

test('a refusal is said in the dialog, which stays', async () => {
  const { user } = await show(SettingsScreen, stateWith(), NOW, answers({ ok: false, code: 'import_session_running' }))
  await user.click(screen.getByRole('button', { name: 'Import…' }))
  await user.click(screen.getByRole('button', { name: 'Import' }))
  expect(screen.getByText('A focus session is under way. End it, then import.').getAttribute('role')).toBe('alert')
})
