// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Shown, showScreen } from '../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import type { FakeBridgeOptions } from '../../../tests/fakes/bridge.ts'
import type { MuteSlice, State } from '../../core/app/state.ts'
import { instantAt } from '../../core/time/zone.ts'
import { WelcomeScreen } from './WelcomeScreen.tsx'

const DATE = '2026-11-26'
const lunch = block('rest', DATE, '12:00', 30, { id: 'lunch' })

beforeEach(() => {
  vi.useFakeTimers({ now: instantAt(DATE, '09:06', 'Europe/Lisbon'), toFake: ['Date'] })
  vi.spyOn(window, 'close').mockImplementation(() => {})
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const show = (change: Partial<State> = {}, options?: FakeBridgeOptions): Promise<Shown> =>
  showScreen('welcome', <WelcomeScreen />, stateWith(change), options)
const next = (shown: Shown): Promise<void> => shown.user.click(screen.getByRole('button', { name: 'Next' }))
const blocks = (shown: Shown): number => Object.keys(shown.bridge.state().plan).length

test('a rhythm is dropped on today, another pick replaces it, and what was there stays', async () => {
  const shown = await show({ plan: planOf(lunch) })
  await shown.user.click(screen.getByRole('radio', { name: 'Today only' }))
  await shown.user.click(screen.getByRole('button', { name: /^Early bird/ }))
  await waitFor(() => expect(blocks(shown)).toBe(8))
  await shown.user.click(screen.getByRole('button', { name: /^Classic/ }))
  await waitFor(() => expect(blocks(shown)).toBe(7))
  expect(shown.bridge.state().plan['lunch']).toEqual(lunch)
})

test("a rhythm is for the weekdays unless told otherwise, replaced by one's own, and then by one for today", async () => {
  const shown = await show({ plan: planOf(lunch) })
  const rules = () => Object.values(shown.bridge.state().rhythm.blocks)
  await shown.user.click(screen.getByRole('button', { name: /^Early bird/ }))
  await waitFor(() => expect(rules()).toHaveLength(7))
  expect(rules()[0]).toMatchObject({ days: [1, 2, 3, 4, 5], from: DATE, zone: 'Europe/Lisbon' })
  await shown.user.click(screen.getByText('Make my own in three questions'))
  await shown.user.click(screen.getByRole('button', { name: 'Use it' }))
  await waitFor(() => expect(rules().some(({ start }) => start === '06:00')).toBe(false))
  expect(rules().length).toBeGreaterThan(0)
  await shown.user.click(screen.getByRole('radio', { name: 'Today only' }))
  await shown.user.click(screen.getByRole('button', { name: /^Classic/ }))
  await waitFor(() => expect(rules()).toEqual([]))
  expect(blocks(shown)).toBe(7)
})

const trying = (level: MuteSlice['level'], label: string): FakeBridgeOptions => ({
  errand: (_errand, bridge) => {
    bridge.report({ type: 'mute.report', mute: { level, label, held: false, alreadyMuted: false, problem: null } })
    return { ok: true, value: level }
  },
})

test.each([
  ['No, nothing came', false, /It works: KDE was muted/],
  ['Yes, I saw it', true, /still showed a notice/],
] as const)('the mute test asks whether the notice was seen: %s', async (label, seen, said) => {
  const shown = await show({}, trying('requested', 'KDE'))
  await next(shown)
  await shown.user.click(screen.getByRole('button', { name: 'Test it now' }))
  expect(await screen.findByText(/Did you see it\?$/)).toBeTruthy()
  await shown.user.click(screen.getByRole('button', { name: label }))
  expect(await screen.findByText(said)).toBeTruthy()
  expect(shown.bridge.wishes).toEqual([{ type: 'mute.selfTest' }, { type: 'mute.saw', seen }])
  expect(screen.getByRole('button', { name: 'Test again' })).toBeTruthy()
})

test('nothing is asked where nothing can be muted', async () => {
  const shown = await show({}, trying('unsupported', ''))
  await next(shown)
  await shown.user.click(screen.getByRole('button', { name: 'Test it now' }))
  expect(await screen.findByText(/cannot mute this desktop/)).toBeTruthy()
  expect(screen.queryByText(/Did you see it/)).toBeNull()
})

test('a mute test that fails says why and can be done again', async () => {
  const shown = await show({}, { errand: () => ({ ok: false, code: 'mute_locked' }) })
  await next(shown)
  await shown.user.click(screen.getByRole('button', { name: 'Test it now' }))
  expect(await screen.findByText(/An administrator fixed this setting/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Test again' })).toBeTruthy()
})

test('the team step hosts a team and offers to start at login', async () => {
  const shown = await show({}, { errand: () => ({ ok: true, value: 'atlas' }) })
  await next(shown)
  await next(shown)
  await shown.user.click(screen.getByRole('switch', { name: 'Start Tideline at login' }))
  await shown.user.click(screen.getByRole('radio', { name: 'Host one here' }))
  await shown.user.type(screen.getByLabelText('Team name'), 'Atlas')
  await shown.user.type(screen.getByLabelText('Your name'), 'Ana')
  await shown.user.click(screen.getByRole('button', { name: 'Host team' }))
  expect(shown.bridge.state().settings.startAtLogin).toBe(true)
  expect(shown.bridge.wishes).toContainEqual({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
})

test('it can be left at once, and does not come back', async () => {
  const shown = await show()
  await shown.user.click(screen.getByRole('button', { name: 'Skip all' }))
  expect(shown.bridge.state().settings.welcomed).toBe(true)
  expect(shown.bridge.wishes.at(-1)).toEqual({ type: 'window.open', window: 'planner' })
  await waitFor(() => expect(window.close).toHaveBeenCalledOnce())
})

test('each step is read from its title on, and axe finds nothing wrong with any', async () => {
  const shown = await show()
  for (const title of ['What is your day like?', 'Does muting work here?', 'Your team']) {
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: title }))
    const { violations } = await axe.run(shown.container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    if (title !== 'Your team') await next(shown)
  }
})
