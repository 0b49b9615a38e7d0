// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { showScreen, testsAt } from '../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { instantAt, instantOf } from '../../core/time/zone.ts'
import { PlannerScreen } from './PlannerScreen.tsx'

const DATE = '2026-11-26'
const at = (time: string): number => instantAt(DATE, time, 'Europe/Lisbon')
const nine = block('focus', DATE, '09:00', 60, { id: 'nine', title: 'Draft' })
const noon = block('open', DATE, '12:00', 60, { id: 'noon', title: 'Mail' })

testsAt(at('08:00'), 80)

const show = () => {
  const { settings } = stateWith()
  const limits = { ...settings.limits, spread: 5 * 60 }
  const state = stateWith({ plan: planOf(nine, noon), settings: { ...settings, clock: '24', limits } })
  return showScreen('planner', <PlannerScreen />, state, { now: () => Date.now() })
}
const face = (name: RegExp): HTMLElement => screen.getByRole('button', { name })
const widthOf = (id: string): string | undefined =>
  document.querySelector<HTMLElement>(`[data-block="${id}"]`)?.style.width

/** One pixel is one minute. */
function layer(): HTMLElement {
  const found = document.querySelector<HTMLElement>('.plan-layer')
  if (found === null) throw new Error('There is no timeline.')
  found.getBoundingClientRect = () => ({ top: 0, left: 0, width: 1, height: 1440 }) as DOMRect
  found.setPointerCapture = () => {}
  return found
}
const y = (time: string): number => (at(time) - at('00:00')) / MINUTE
const move = (time: string): boolean => fireEvent.pointerMove(layer(), { clientY: y(time) })

test('under a moving hand the block follows at once, and what follows from its place when the hand rests', async () => {
  const shown = await show()
  layer()
  fireEvent.pointerDown(face(/^Draft/), { button: 0, clientY: y('09:00'), pointerType: 'mouse' })
  move('10:00')
  move('12:30')
  expect(face(/12:30 to 13:30/)).toBeTruthy()
  expect(widthOf('noon')).toBe('')
  expect(shown.bridge.wishes).toEqual([])
  await waitFor(() => expect(widthOf('noon')).not.toBe(''))
  move('15:00')
  move('18:00')
  await waitFor(() => expect(screen.getByRole('list', { name: 'Your limits' }).textContent).toContain('7 h'))
  fireEvent.pointerUp(layer(), { clientY: y('18:00') })
  await waitFor(() => expect(instantOf(shown.bridge.state().plan['nine']?.start ?? '')).toBe(at('18:00')))
  expect(shown.bridge.wishes).toHaveLength(1)
})

test('a block that was let go before the hand rested is where it was let go', async () => {
  const shown = await show()
  layer()
  fireEvent.pointerDown(face(/^Draft/), { button: 0, clientY: y('09:00'), pointerType: 'mouse' })
  for (const time of ['09:30', '10:00', '12:30']) move(time)
  fireEvent.pointerUp(layer(), { clientY: y('12:30') })
  await waitFor(() => expect(instantOf(shown.bridge.state().plan['nine']?.start ?? '')).toBe(at('12:30')))
  await waitFor(() => expect(widthOf('noon')).not.toBe(''))
  expect(document.querySelector('[data-draft]')).toBeNull()
})
