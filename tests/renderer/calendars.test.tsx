// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Calendar } from '../../src/core/calendar/calendar.ts'
import { refused } from '../../src/core/app/intent.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { SettingsScreen } from '../../src/renderer/settings/SettingsScreen.tsx'
import { stateWith } from '../fakes/state.ts'
import { show } from './screen.tsx'

const NOW = instantAt('2026-11-26', '09:06', 'Europe/Lisbon')

test('a calendar is subscribed to by its address; what was wrong with it is told at the field', async () => {
  const errand = () => refused('calendar_not_ics')
  const { user, bridge } = await show(SettingsScreen, stateWith(), NOW, errand)
  const field = screen.getByLabelText('Subscribe to a calendar')
  await user.type(field, 'https://example.com/page{Enter}')
  expect(await screen.findByText(/is no calendar/)).toBeTruthy()
  expect(bridge.wishes).toEqual([{ type: 'calendar.add', from: 'https://example.com/page' }])
  await user.type(field, '2')
  expect(screen.queryByText(/is no calendar/)).toBeNull()
})

test('what a calendar means is chosen; its problem and its age are told', async () => {
  const source = { kind: 'url', host: 'calendar.example' } as const
  const calendar = Calendar.parse({
    id: 'c',
    name: 'Work',
    source,
    freshAt: NOW - 3_600_000,
    skipped: 1,
    problem: 'calendar_silent',
  })
  const { user, bridge } = await show(SettingsScreen, stateWith({ calendars: { c: calendar } }), NOW)
  expect(screen.getByText(/did not answer in time/)).toBeTruthy()
  expect(screen.getByText(/1 event could not be read/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /During its appointments others read/ }))
  await user.click(screen.getByRole('option', { name: /^away/ }))
  expect(bridge.state().calendars['c']?.means).toBe('away')
  await user.click(screen.getByRole('button', { name: 'Remove Work' }))
  expect(bridge.wishes.at(-1)).toEqual({ type: 'calendar.remove', id: 'c' })
})
