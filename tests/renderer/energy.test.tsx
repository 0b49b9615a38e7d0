// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { outgoingFor } from '../../src/core/app/desired.ts'
import { noSession, type State } from '../../src/core/app/state.ts'
import { SessionEvent } from '../../src/core/focus/session.ts'
import { addDays, instantAt } from '../../src/core/time/zone.ts'
import { PlannerScreen } from '../../src/renderer/planner/PlannerScreen.tsx'
import { type Shown, showScreen, testsAt } from '../fakes/screen.tsx'
import { block, planOf, stateWith } from '../fakes/state.ts'

const DATE = '2026-11-26'
const at = (time: string, date = DATE): number => instantAt(date, time, 'Europe/Lisbon')

testsAt(at('08:00'), 90)

const tapped = (date: string, time: string, level: number): SessionEvent[] => {
  const start = at(time, date)
  const session = `${date} ${time}`
  return [
    { type: 'started', at: start, session, until: start + 3_600_000 },
    { type: 'ended', at: start + 3_600_000, session, how: 'completed' },
    { type: 'energy', at: start + 3_600_000, session, level },
  ].map((event) => SessionEvent.parse(event))
}
const owl = [1, 2, 3, 4, 5, 6].flatMap((day) => [
  ...tapped(addDays('2026-11-01', day), '09:00', 1),
  ...tapped(addDays('2026-11-01', day), '20:00', 3),
])

const over: State['session'] = {
  ...noSession,
  past: [
    [
      { type: 'started', at: at('06:30'), session: 's', until: at('07:30') },
      { type: 'ended', at: at('07:30'), session: 's', how: 'completed' },
    ],
  ],
}
const nothing = { count: 0, senders: [] }
const digest = { session: 's', endedAt: at('07:30'), held: nothing }

function show(change: Partial<State> = {}, earlier: readonly SessionEvent[] = []): Promise<Shown> {
  const base = stateWith()
  const settings: State['settings'] = { ...base.settings, clock: '24', reflow: false }
  return showScreen(
    'planner',
    <PlannerScreen />,
    stateWith({ settings, ledger: { ...base.ledger, digest }, ...change }),
    {
      now: () => Date.now(),
      earlier,
    },
  )
}

test('one tap after a session is noted and said; another one replaces it; nobody else hears of it', async () => {
  const shown = await show({ session: over })
  const levels = await screen.findByRole('radiogroup', { name: 'Your energy?' }, { timeout: 10_000 })
  const before = outgoingFor(shown.bridge.state(), { shares: { place: true } }, Date.now())
  await shown.user.click(within(levels).getByRole('radio', { name: 'high' }))
  await waitFor(() => expect(shown.spoken()).toBe('Noted: high'))
  expect(shown.bridge.state().session.past[0]?.at(-1)).toMatchObject({ type: 'energy', level: 3 })
  await waitFor(() =>
    expect(within(levels).getByRole('radio', { name: 'high' }).getAttribute('aria-checked')).toBe('true'),
  )
  expect(outgoingFor(shown.bridge.state(), { shares: { place: true } }, Date.now())).toEqual(before)
})

test('an end by hand asks in its strip, and can still be taken back', async () => {
  const [session] = over.past
  const current = session === undefined ? null : session
  const shown = await show({ session: { ...over, past: [], current, undoUntil: Date.now() + 10_000 } })
  const strip = screen.getByRole('button', { name: /^Take it back/ }).parentElement
  if (strip === null) throw new Error('no strip')
  await shown.user.click(await within(strip).findByRole('radio', { name: 'low' }, { timeout: 10_000 }))
  await waitFor(() => expect(shown.bridge.state().session.current?.at(-1)).toMatchObject({ type: 'energy', level: 1 }))
  expect(within(strip).getByRole('button', { name: /^Take it back/ })).toBeTruthy()
  // The card of the last focus asks when the strip is gone, not beside it.
  expect(await screen.findByText('Your last focus')).toBeTruthy()
  expect(screen.getAllByRole('radiogroup', { name: 'Your energy?' })).toHaveLength(1)
})

test('who does not want to be asked is not', async () => {
  const { settings } = stateWith()
  await show({ session: over, settings: { ...settings, energy: false } })
  expect(await screen.findByLabelText(/what came of it/i, {}, { timeout: 10_000 })).toBeTruthy()
  expect(screen.queryByRole('radiogroup', { name: 'Your energy?' })).toBeNull()
})

test('enough taps are a curve, and one suggestion that can be left', async () => {
  const plan = planOf(
    block('focus', DATE, '09:00', 60, { id: 'draft', title: 'Draft' }),
    block('open', DATE, '20:00', 60, { id: 'mail', title: 'Mail' }),
  )
  const shown = await show({ plan }, owl)
  expect((await screen.findByRole('img', { name: /^Highest around 20/ }, { timeout: 10_000 })).children).toHaveLength(
    24,
  )
  const strip = await screen.findByRole('region', { name: 'A proposal' }, { timeout: 10_000 })
  expect(strip.textContent).toContain('Draft (09:00–10:00) lies outside your own peak.')
  expect([...strip.querySelectorAll('li')].map((one) => one.textContent)).toEqual([
    'Draft 20:00 to 21:00',
    'Mail 09:00 to 10:00',
  ])
  fireEvent.keyDown(document.body, { key: 'l' })
  await waitFor(() => expect(screen.queryByRole('region', { name: 'A proposal' })).toBeNull())
  expect(shown.bridge.wishes).toEqual([])
})
