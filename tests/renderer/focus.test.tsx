// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Intent } from '../../src/core/app/intent.ts'
import { reduce } from '../../src/core/app/reduce.ts'
import { noSession, type State } from '../../src/core/app/state.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { FocusScreen } from '../../src/renderer/focus/FocusScreen.tsx'
import { stateWith } from '../fakes/state.ts'
import { show } from './screen.tsx'

const NOW = instantAt('2026-11-26', '09:06', 'Europe/Lisbon')
const base = stateWith()
const started = { type: 'started', at: NOW, session: 's1', until: NOW + 25 * MINUTE, title: 'Draft the spec' } as const
const running: State = {
  ...base,
  settings: { ...base.settings, clock: '24' },
  mute: { level: 'verified', label: 'dunst 1.9.0', held: true, alreadyMuted: false, problem: null },
  session: { ...noSession, current: [started] },
}

test('says what, how long still, until when and whether the computer is muted', async () => {
  const { pass } = await show(FocusScreen, running, NOW)
  expect(screen.getByRole('heading').textContent).toBe('Draft the spec')
  expect(screen.getByRole('timer').textContent).toBe('25 min left')
  expect(screen.getByText(/until 09:31/).textContent).toBe('until 09:31 · muted, verified')
  await pass(MINUTE + 100)
  expect(screen.getByRole('timer').textContent).toBe('24 min left')
})

test('the last minute goes by seconds', async () => {
  const short = { ...started, until: NOW + MINUTE }
  const { pass } = await show(FocusScreen, { ...running, session: { ...running.session, current: [short] } }, NOW)
  await pass(1100)
  expect(screen.getByRole('timer').textContent).toBe('59 s left')
})

test('one tap each: interrupted, five more minutes, pause and resume, end, and the way back', async () => {
  const { user, bridge } = await show(FocusScreen, running, NOW)
  await user.click(screen.getByRole('button', { name: 'Interrupted' }))
  expect(screen.getByText(/1 interruption$/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '+ 5 min' }))
  await user.click(screen.getByRole('button', { name: 'Pause' }))
  expect(screen.queryByRole('button', { name: 'Interrupted' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  await user.click(screen.getByRole('button', { name: 'End' }))
  expect(bridge.wishes.map(({ type }) => type)).toEqual([
    'focus.interrupt',
    'focus.extend',
    'focus.pause',
    'focus.resume',
    'focus.end',
  ])
  await user.click(screen.getByRole('button', { name: /Take it back/ }))
  expect(screen.getByRole('timer').textContent).toBe('30 min left')
})

test('keys do the same, but not while the intention is typed; Escape puts the view away', async () => {
  const close = vi.spyOn(window, 'close').mockReturnValue()
  const { user, bridge } = await show(FocusScreen, running, NOW)
  for (const key of ['i', '+', 'p', 'p']) fireEvent.keyDown(document.body, { key })
  fireEvent.keyDown(document.body, { key: 'e', ctrlKey: true })
  expect(bridge.wishes.map(({ type }) => type)).toEqual([
    'focus.interrupt',
    'focus.extend',
    'focus.pause',
    'focus.resume',
  ])
  await user.type(screen.getByRole('textbox'), 'pie{Escape}')
  expect(bridge.wishes).toHaveLength(4)
  expect(close).not.toHaveBeenCalled()
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(close).toHaveBeenCalledOnce()
})

test('the intention holds once it is left, is shortened to nothing, and a blank one is none', async () => {
  const { user, bridge } = await show(FocusScreen, running, NOW)
  const field = screen.getByRole('textbox', { name: 'What this session is for' })
  await user.type(field, 'Only the first chapter{Enter}')
  expect(bridge.wishes).toEqual([{ type: 'focus.intend', text: 'Only the first chapter' }])
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'Only the first chapter')
  await user.clear(screen.getByRole('textbox'))
  await user.type(screen.getByRole('textbox'), '  {Enter}')
  expect(bridge.wishes.at(-1)).toEqual({ type: 'focus.intend', text: '' })
})

test('nothing runs: starts for the usual length, or until a time of the clock', async () => {
  const { user, bridge } = await show(FocusScreen, { ...running, session: base.session }, NOW)
  await user.type(screen.getByLabelText('Focus until'), '8')
  await user.click(screen.getByRole('button', { name: 'Start' }))
  expect(bridge.wishes).toEqual([{ type: 'focus.start', until: instantAt('2026-11-27', '08:00', 'Europe/Lisbon') }])
})

test('a session that is over says what came of it, aloud as well', async () => {
  const over = { type: 'ended', at: NOW + 25 * MINUTE, session: 's1', how: 'completed' } as const
  const state: State = { ...running, session: { ...running.session, current: [started, over] } }
  await show(FocusScreen, state, NOW + 30 * MINUTE)
  expect(screen.getByText('25 min of focus.')).toBeTruthy()
  expect(screen.queryByRole('timer')).toBeNull()
})

test('a hidden view does nothing: no timer of ours is left', async () => {
  await show(FocusScreen, running, NOW)
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  fireEvent(document, new Event('visibilitychange'))
  expect(vi.getTimerCount()).toBe(0)
})

test('offers what the rules of the session allow: no pause where it is strict, and a second question before its end', async () => {
  const strict = { ...started, strict: true } as const
  const { user, bridge } = await show(
    FocusScreen,
    { ...running, session: { ...running.session, current: [strict] } },
    NOW,
  )
  expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull()
  fireEvent.keyDown(document.body, { key: 'p' })
  expect(bridge.wishes).toEqual([])
  await user.click(screen.getByRole('button', { name: 'End' }))
  const end = screen.getByRole<HTMLButtonElement>('button', { name: 'End with this reason' })
  expect(end.disabled).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Keep going' }))
  await user.click(screen.getByRole('button', { name: 'End' }))
  await user.type(screen.getByLabelText('Why? One line, only for you'), 'The school called{Enter}')
  expect(bridge.wishes.at(-1)).toEqual({ type: 'focus.end', reason: 'The school called' })
  expect(screen.getByText(/Ended/)).toBeTruthy()
})

/** What came of these, each so many minutes before now. */
const lived = (...steps: readonly (readonly [before: number, intent: Intent])[]): State =>
  steps.reduce((state, [before, intent]) => reduce(state, intent, NOW - before * MINUTE).state, base)

test('asks about a gap, and says that the end is near: a muted desktop holds the notice back', async () => {
  const slept = lived(
    [46, { type: 'focus.start', minutes: 50 }],
    [0, { type: 'gap', kind: 'sleep', from: NOW - 10 * MINUTE }],
  )
  const { user, bridge } = await show(FocusScreen, slept, NOW)
  expect(screen.getByText(/landing/)).toBeTruthy()
  expect(screen.getByText(/^This computer slept/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Count it as focus' }))
  expect(bridge.wishes).toEqual([{ type: 'focus.settleGap', how: 'keep' }])
  expect(screen.queryByText(/^This computer slept/)).toBeNull()
})

test('a suggested break can be taken', async () => {
  const flowing = lived([91, { type: 'focus.start', mode: 'flow' }], [0, { type: 'look' }])
  const { user } = await show(FocusScreen, flowing, NOW)
  await user.click(screen.getByRole('button', { name: 'Take 10 min' }))
  expect(screen.getByText(/break until/)).toBeTruthy()
})

test('nothing runs any more: the last focus still says what was held back, and is asked what came of it', async () => {
  const over = lived([30, { type: 'focus.start', minutes: 50 }], [2, { type: 'focus.end' }], [1, { type: 'look' }])
  const session = over.ledger.digest?.session ?? ''
  const { user, bridge } = await show(FocusScreen, over, NOW)
  await act(async () => void bridge.report({ type: 'digest.report', session, held: { count: 2, senders: [] } }))
  expect(screen.getByText('2 notices were held back.')).toBeTruthy()
  await user.type(screen.getByLabelText('What came of it?'), 'Half of it{Enter}')
  expect(bridge.wishes).toEqual([{ type: 'focus.outcome', session, text: 'Half of it' }])
})

test('the other lengths open here too', async () => {
  const { user, bridge } = await show(FocusScreen, base, NOW)
  await user.click(await screen.findByRole('button', { name: 'Other lengths' }))
  await user.click(screen.getByRole('menuitem', { name: '25 minutes' }))
  expect(bridge.wishes).toEqual([{ type: 'focus.start', minutes: 25 }])
})

test('in a break it says so, and one tap leads back to work', async () => {
  const { user, bridge } = await show(FocusScreen, { ...running, session: base.session }, NOW)
  await act(async () => void bridge.report({ type: 'focus.start', mode: 'pomodoro' }))
  await act(async () => void bridge.report({ type: 'focus.break' }))
  expect(screen.getByText(/break until/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Interrupted' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Back to work' }))
  expect(bridge.wishes).toEqual([{ type: 'focus.skipBreak' }])
  expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy()
})
