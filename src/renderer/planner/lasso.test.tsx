// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type Shown, showScreen, testsAt } from '../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import { instantAt } from '../../core/time/zone.ts'
import { PlannerScreen } from './PlannerScreen.tsx'

const DATE = '2026-11-26'
const plan = planOf(
  block('focus', DATE, '09:00', 60, { id: 'a', title: 'Draft' }),
  block('open', DATE, '10:00', 60, { id: 'b', title: 'Mail' }),
  block('rest', DATE, '13:00', 60, { id: 'c', title: 'Lunch' }),
)
const MOUSE = { pointerType: 'mouse', pointerId: 1, button: 0 }

testsAt(instantAt(DATE, '08:00', 'Europe/Lisbon'), 90)

const part = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`There is no ${selector}.`)
  return found
}
const box = (left: number, top: number, width: number, height: number): (() => DOMRect) => {
  return () => ({ left, top, width, height, right: left + width, bottom: top + height }) as DOMRect
}

/** A minute is a pixel, and the hours' margin the first fifty across. */
async function show(): Promise<Shown> {
  const shown = await showScreen(
    'planner',
    <PlannerScreen />,
    stateWith({ plan, settings: { ...stateWith().settings, clock: '24' } }),
  )
  await waitFor(() => part('.plan-lasso'))
  const canvas = part('.plan-canvas')
  canvas.getBoundingClientRect = box(0, 0, 450, 1440)
  canvas.setPointerCapture = () => {}
  for (const face of document.querySelectorAll<HTMLElement>('.plan-face')) {
    const [hour = 0] = /(?<=: |, )\d\d/.exec(face.textContent ?? '')?.map(Number) ?? []
    face.getBoundingClientRect = box(50, hour * 60, 400, 60)
  }
  return shown
}
const chosen = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[data-chosen]')].map((one) => one.dataset['block'] ?? '')

function drag(
  on: HTMLElement,
  from: readonly [number, number],
  to: readonly [number, number],
  more: object = {},
): void {
  fireEvent.pointerDown(on, { ...MOUSE, ...more, clientX: from[0], clientY: from[1] })
  fireEvent.pointerMove(part('.plan-canvas'), { ...MOUSE, ...more, clientX: to[0], clientY: to[1] })
  fireEvent.pointerUp(part('.plan-canvas'), { ...MOUSE, ...more, clientX: to[0], clientY: to[1] })
}

test('Shift on empty time draws a frame that chooses, not a block; then the keys act on all of them', async () => {
  const shown = await show()
  drag(part('.plan-layer'), [100, 500], [200, 630], { shiftKey: true })
  await waitFor(() => expect(chosen()).toEqual(['a', 'b']))
  expect(shown.spoken()).toBe('2 blocks selected')
  expect(shown.bridge.wishes).toEqual([])
  expect(part('.plan-lasso').hidden).toBe(true)
  await shown.user.keyboard('{Delete}')
  await waitFor(() => expect(Object.keys(shown.bridge.state().plan)).toEqual(['c']))
})

test('the margin needs no key; Ctrl adds to what is chosen; a click in the margin lets go of all', async () => {
  await show()
  drag(part('.plan-axis'), [10, 500], [60, 560])
  await waitFor(() => expect(chosen()).toEqual(['a']))
  drag(part('.plan-layer'), [60, 700], [90, 800], { ctrlKey: true })
  await waitFor(() => expect(chosen()).toEqual(['a', 'c']))
  drag(part('.plan-axis'), [10, 500], [10, 500])
  await waitFor(() => expect(chosen()).toEqual([]))
})

test('Escape gives up a frame; a finger and a block begin none', async () => {
  const shown = await show()
  fireEvent.pointerDown(part('.plan-axis'), { ...MOUSE, clientX: 10, clientY: 500 })
  fireEvent.pointerMove(part('.plan-canvas'), { ...MOUSE, clientX: 80, clientY: 700 })
  expect(document.querySelectorAll('[data-lassoed]')).toHaveLength(2)
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(document.querySelectorAll('[data-lassoed]')).toHaveLength(0)
  fireEvent.pointerUp(part('.plan-canvas'), { ...MOUSE, clientX: 80, clientY: 700 })
  drag(part('.plan-axis'), [10, 500], [60, 560], { pointerType: 'touch' })
  drag(screen.getByRole('button', { name: /^Draft/ }), [60, 560], [60, 561], { shiftKey: true })
  expect(chosen()).toEqual([])
  expect(shown.bridge.wishes).toEqual([])
})
