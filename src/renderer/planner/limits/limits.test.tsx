// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { type Shown, showScreen, windowWidth, testsAt } from '../../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../../tests/fakes/state.ts'
import type { State } from '../../../core/app/state.ts'
import type { Block } from '../../../core/planner/block.ts'
import type { Limits } from '../../../core/planner/limits.ts'
import { instantAt } from '../../../core/time/zone.ts'
import { PlannerScreen } from '../PlannerScreen.tsx'

const DATE = '2026-11-26'
const evening = block('focus', '2026-11-25', '20:00', 120, { id: 'evening' })
const morning = block('focus', DATE, '09:05', 120, { id: 'morning', title: 'Draft' })

testsAt(instantAt(DATE, '08:00', 'Europe/Lisbon'), 90)

function show(blocks: readonly Block[], limits: Partial<Limits> = {}): Promise<Shown> {
  const { settings } = stateWith()
  const own: State['settings'] = { ...settings, clock: '24', limits: { ...settings.limits, ...limits } }
  return showScreen('planner', <PlannerScreen />, stateWith({ plan: planOf(...blocks), settings: own }))
}
const limits = (): string[] =>
  [...(screen.queryByRole('list', { name: 'Your limits' })?.querySelectorAll('li') ?? [])].map(
    (one) => one.textContent ?? '',
  )
const face = (): HTMLElement => screen.getByRole('button', { name: /^Draft/ })

test('a day within its limits says how long the rest before it is, and nothing else', async () => {
  await show([evening, morning])
  expect(limits()).toEqual([])
  expect(screen.getByText('rest before', { exact: false }).textContent).toBe('rest before 11 h 05')
})

test('a move that makes the rest too short shows it while it is held, and says it when it is let go', async () => {
  const shown = await show([evening, morning])
  act(() => face().focus())
  fireEvent.keyDown(face(), { key: 'ArrowUp', shiftKey: true })
  expect(limits()).toEqual(['Rest 10 h 50, less than your 11 h'])
  expect(document.querySelector('.limit-trace[data-limit="rest"]')).not.toBeNull()
  fireEvent.keyUp(face(), { key: 'ArrowUp', shiftKey: true })
  await waitFor(() => expect(shown.spoken()).toBe('Draft, 08:50 to 10:50 · Rest 10 h 50, less than your 11 h'))
  expect(shown.bridge.state().plan['morning']?.start).toContain('08:50')
})

test('what was so before is not said with each change', async () => {
  const shown = await show([evening, { ...morning, start: block('focus', DATE, '08:00', 5).start }])
  fireEvent.keyDown(face(), { key: 'ArrowDown' })
  fireEvent.keyUp(face(), { key: 'ArrowDown' })
  await waitFor(() => expect(shown.spoken()).toBe('Draft, 08:05 to 10:05'))
})

test('the day before says that its evening leaves too little rest', async () => {
  const late = block('focus', DATE, '21:00', 120)
  await show([morning, late, block('open', '2026-11-27', '08:00', 60)])
  expect(limits()).toEqual(['Fri: Rest 9 h, less than your 11 h'])
})

test('a limit that is switched off is not there, and a promise of reachable time is kept or not', async () => {
  await show([evening, { ...morning, start: block('focus', DATE, '07:00', 5).start }], { rest: 0, reachable: 60 })
  expect(limits()).toEqual(['Reachable for 0 min, less than your 1 h'])
})

test('in the week each day has its own, and the week its sum', async () => {
  await show([evening, { ...morning, start: block('focus', DATE, '06:00', 5).start }], { week: 180 })
  fireEvent.keyDown(document.body, { key: 'v' })
  await waitFor(() => expect(document.querySelector('.limit-mark')).not.toBeNull())
  expect(limits()).toEqual(['4 h of work in this week, more than your 3 h'])
  const marks = [...document.querySelectorAll('.limit-mark')].map((mark) => mark.getAttribute('title'))
  expect(marks).toEqual(['Rest 8 h, less than your 11 h'])
})

test('axe finds nothing, also in a small window', async () => {
  windowWidth(23)
  await show([evening, { ...morning, start: block('focus', DATE, '06:00', 5).start }])
  expect(limits()).toHaveLength(1)
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
})
