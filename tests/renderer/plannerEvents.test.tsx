// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, expect, test, vi } from 'vitest'
import { Calendar } from '../../src/core/calendar/calendar.ts'
import type { SeenEvent } from '../../src/core/calendar/event.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { PlannerScreen } from '../../src/renderer/planner/PlannerScreen.tsx'
import { type Shown, showScreen, testsAt } from '../fakes/screen.tsx'
import { block, planOf, stateWith } from '../fakes/state.ts'

const DATE = '2026-11-26'
const at = (time: string): number => instantAt(DATE, time, 'Europe/Lisbon')
const event = (title: string, start: string, end: string, more: Partial<SeenEvent> = {}): SeenEvent => ({
  title,
  start: at(start),
  end: at(end),
  allDay: false,
  weight: 'busy',
  calendar: 'c',
  ...more,
})
const work = Calendar.parse({ id: 'c', name: 'Work', source: { kind: 'url', host: 'calendar.example' } })
const base = stateWith()
const state = stateWith({
  settings: { ...base.settings, clock: '24' },
  calendars: { c: work },
  plan: planOf(block('focus', DATE, '10:00', 60, { title: 'Draft' })),
})

testsAt(at('09:06'), 80)
afterEach(async () => {
  // What the planner loads after its first picture.
  await vi.dynamicImportSettled()
})
const show = async (...seen: SeenEvent[]): Promise<Shown> => {
  const shown = await showScreen('planner', <PlannerScreen />, state, { now: () => Date.now(), seen })
  await act(async () => {})
  return shown
}

test('appointments are read with their calendar, beside the blocks, and are no buttons', async () => {
  const { container } = await show(
    event('Review', '10:30', '11:30'),
    event('Perhaps', '14:00', '15:00', { weight: 'tentative' }),
    event('Conference', '00:00', '23:59', { allDay: true }),
  )
  const list = within(screen.getByRole('list', { name: /^Appointments on/ }))
  expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Review, appointment, 10:30 to 11:30, from Work',
    'Perhaps, appointment, 14:00 to 15:00, from Work · tentative',
  ])
  expect(list.queryAllByRole('button')).toEqual([])
  expect(within(screen.getByRole('list', { name: 'All day' })).getByText('Conference')).toBeTruthy()
  expect(screen.getByRole('button', { name: /Draft/ }).textContent).toContain('over “Review” at 10:30')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations).toEqual([])
})

test('what is planned over an appointment is done, and told', async () => {
  const { spoken, bridge } = await show(
    event('Review', '11:00', '12:00'),
    event('Lunch', '11:00', '12:00', { weight: 'free' }),
  )
  const draft = screen.getByRole('button', { name: /Draft/ })
  expect(draft.textContent).not.toContain('over')
  fireEvent.keyDown(draft, { key: 'ArrowDown', shiftKey: true })
  fireEvent.keyUp(draft, { key: 'ArrowDown', shiftKey: true })
  await act(async () => {})
  expect(bridge.state().plan).not.toEqual(state.plan)
  expect(spoken()).toContain('over “Review” at 11:00')
  expect(draft.textContent).toContain('over “Review” at 11:00')
})

test('what others read of a private block counts the appointments that lie over it', async () => {
  const family = planOf(block('personal', DATE, '15:00', 60, { title: 'Family' }), block('open', DATE, '18:00', 60))
  const busy = { c: [{ start: at('15:00'), end: at('15:30'), as: 'together' as const }] }
  const screenOf = (calendars: typeof state.calendars) =>
    showScreen('planner', <PlannerScreen />, { ...state, plan: family, calendars, busy }, { now: () => Date.now() })
  await screenOf({ c: { ...work, means: 'nothing' } })
  expect(screen.getByRole('button', { name: /Family/ }).textContent).toContain('others see “away, back 18:00”')
  cleanup()
  await screenOf({ c: work })
  expect(screen.getByRole('button', { name: /Family/ }).textContent).toContain('others see “together until 15:30”')
})
