// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Outcome, Wish } from '../../src/core/app/intent.ts'
import type { Calendar } from '../../src/core/calendar/calendar.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { SettingsScreen } from '../../src/renderer/settings/SettingsScreen.tsx'
import { stateWith } from '../fakes/state.ts'
import { show } from './screen.tsx'

const NOW = instantAt('2026-11-26', '09:06', 'Europe/Lisbon')

const home = 'https://dav.example.org/noor/'
const found = { home, calendars: [{ url: `${home}work/`, name: 'Work' }] }
const account = { address: 'dav.example.org', user: 'noor', password: 'sand' }
const answers =
  (looked: Outcome) =>
  (wish: Wish): Outcome =>
    wish.type === 'calendar.discover' ? looked : { ok: true, value: 'c1' }

async function signIn(looked: Outcome) {
  const shown = await show(SettingsScreen, stateWith(), NOW, answers(looked))
  const { user } = shown
  await user.click(screen.getByRole('button', { name: 'Connect to a server…' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Calendars on a server' }))
  await user.type(dialog.getByLabelText('Server'), account.address)
  await user.type(dialog.getByLabelText('User name'), account.user)
  await user.type(dialog.getByLabelText('App password'), account.password)
  await user.click(dialog.getByRole('button', { name: 'Look for calendars' }))
  return { ...shown, dialog }
}

test('name and password, then what is there: subscribe to one, and put my blocks there', async () => {
  const { user, bridge, dialog } = await signIn({ ok: true, value: JSON.stringify(found) })
  expect(dialog.getByText('1 calendar was found.')).toBeTruthy()
  await user.click(dialog.getByRole('button', { name: 'Subscribe to Work' }))
  expect(dialog.getByText('subscribed')).toBeTruthy()
  await user.click(dialog.getByRole('switch', { name: 'With the titles of blocks' }))
  await user.click(dialog.getByRole('button', { name: 'Put my blocks there' }))
  expect(bridge.wishes).toEqual([
    { type: 'calendar.discover', ...account },
    { type: 'calendar.subscribe', ...account, url: `${home}work/`, name: 'Work' },
    { type: 'calendar.make', ...account, home, titles: true },
  ])
  expect(dialog.getByText('The calendar “Tideline” is there now.').getAttribute('role')).toBe('status')
})

test('the password is not on the screen, and a refusal is said', async () => {
  const { dialog } = await signIn({ ok: false, code: 'caldav_auth' })
  expect(dialog.getByLabelText('App password').getAttribute('type')).toBe('password')
  expect(dialog.getByRole('alert').textContent).toMatch(/^The server does not accept this name and password/)
})

test('one of ours: titles or not, and deleting it there', async () => {
  const own: Calendar = {
    id: 'c1',
    name: 'Tideline',
    source: { kind: 'caldav', host: 'dav.example.org' },
    means: 'nothing',
    own: { titles: false },
    freshAt: NOW,
    triedAt: NOW,
    coveredTo: NOW,
    skipped: 0,
    problem: null,
    etag: '',
    modified: '',
    wholeAt: NOW,
  }
  const { user, bridge } = await show(SettingsScreen, stateWith({ calendars: { c1: own } }), NOW, answers({ ok: true }))
  await user.click(screen.getByRole('switch', { name: 'With the titles of blocks' }))
  expect(bridge.wishes).toEqual([{ type: 'calendar.change', id: 'c1', titles: true }])
  await user.click(screen.getByRole('button', { name: 'Delete this calendar on the server, and here…' }))
  expect(bridge.wishes).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Delete it with all that is in it' }))
  expect(bridge.wishes.at(-1)).toEqual({ type: 'calendar.remove', id: 'c1', there: true })
})
