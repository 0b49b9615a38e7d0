// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { type Shown, showScreen, testsAt } from '../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import type { Block } from '../../core/planner/block.ts'
import { instantAt, zoneOf } from '../../core/time/zone.ts'
import { PlannerScreen } from './PlannerScreen.tsx'

const DATE = '2026-11-26'
const a = block('focus', DATE, '09:00', 60, { id: 'a', title: 'Draft' })
const b = block('open', DATE, '10:00', 60, { id: 'b', title: 'Mail' })
const c = block('rest', DATE, '13:00', 60, { id: 'c', title: 'Lunch' })

testsAt(instantAt(DATE, '08:00', 'Europe/Lisbon'), 90)

function show(...blocks: readonly Block[]): Promise<Shown> {
  const { settings } = stateWith()
  return showScreen(
    'planner',
    <PlannerScreen />,
    stateWith({ plan: planOf(...blocks), settings: { ...settings, clock: '24' } }),
  )
}
const face = (name: RegExp): HTMLElement => screen.getByRole('button', { name })
const press = (name: RegExp, key: string, more: object = {}): void => {
  const element = face(name)
  act(() => element.focus())
  fireEvent.keyDown(element, { key, ...more })
  fireEvent.keyUp(element, { key, ...more })
}
const starts = ({ bridge }: Shown): string[] =>
  Object.values(bridge.state().plan)
    .map(({ title, kind, start, minutes }) => `${title} ${kind} ${start.slice(11, 16)} ${minutes}`)
    .toSorted()

describe('several at once', () => {
  test('are chosen with X and with Ctrl and a click, told, and moved as one step', async () => {
    const shown = await show(a, b, c)
    press(/^Draft/, 'x')
    fireEvent.click(face(/^Lunch/), { ctrlKey: true })
    expect(shown.spoken()).toBe('2 blocks selected')
    expect(face(/^Lunch/).getAttribute('aria-pressed')).toBe('true')
    press(/^Draft/, 'ArrowDown', { shiftKey: true })
    await waitFor(() => expect(shown.spoken()).toBe('2 blocks moved'))
    expect(starts(shown)).toEqual(['Draft focus 09:15 60', 'Lunch rest 13:15 60', 'Mail open 10:00 60'])
    expect(shown.bridge.state().history.past).toHaveLength(1)
  })

  test('all move along while one is held', async () => {
    await show(a, b, c)
    press(/^Draft/, 'a', { ctrlKey: true })
    act(() => face(/^Draft/).focus())
    fireEvent.keyDown(face(/^Draft/), { key: 'ArrowDown' })
    expect(face(/^Lunch/).textContent).toContain('13:05')
  })

  test('get another kind, are duplicated after themselves and deleted, each one step', async () => {
    const shown = await show(a, b)
    press(/^Draft/, 'a', { ctrlKey: true })
    press(/^Draft/, '5')
    await waitFor(() => expect(shown.spoken()).toBe('2 blocks are Rest now'))
    press(/^Mail/, 'd')
    await waitFor(() =>
      expect(starts(shown)).toEqual([
        'Draft rest 09:00 60',
        'Draft rest 11:00 60',
        'Mail rest 10:00 60',
        'Mail rest 12:00 60',
      ]),
    )
    await waitFor(() => expect(document.activeElement?.closest('[data-chosen]')).not.toBeNull())
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Delete' })
    await waitFor(() => expect(shown.spoken()).toBe('2 blocks removed'))
    expect(starts(shown)).toEqual(['Draft rest 09:00 60', 'Mail rest 10:00 60'])
    expect(shown.bridge.state().history.past).toHaveLength(3)
  })

  test('M merges neighbours, and says where there is none', async () => {
    const shown = await show(a, b, c)
    press(/^Lunch/, 'm')
    await waitFor(() => expect(shown.spoken()).toContain('No block touches this one'))
    press(/^Mail/, 'm')
    await waitFor(() => expect(shown.spoken()).toMatch(/^Merged: Draft/))
    expect(starts(shown)).toEqual(['Draft focus 09:00 120', 'Lunch rest 13:00 60'])
    await act(async () => void shown.bridge.report({ type: 'plan.undo' }))
    expect(starts(shown)).toHaveLength(3)
  })

  test('Ctrl+Shift with an arrow takes the next one too, Escape lets go of all, and axe finds nothing', async () => {
    const shown = await show(a, b, c)
    press(/^Draft/, 'ArrowDown', { ctrlKey: true, shiftKey: true })
    expect(shown.spoken()).toBe('2 blocks selected')
    expect((await axe.run(shown.container)).violations.map(({ id }) => id)).toEqual([])
    press(/^Mail/, 'Escape')
    expect(shown.spoken()).toBe('Nothing selected')
    expect(document.querySelectorAll('[data-chosen]')).toHaveLength(0)
  })
})

describe('a finger on empty time', () => {
  const finger = { pointerType: 'touch', pointerId: 1, button: 0 }
  const layer = (): HTMLElement => {
    const found = document.querySelector<HTMLElement>('.plan-layer')
    if (found === null) throw new Error('There is no timeline.')
    found.getBoundingClientRect = () => ({ top: 0, left: 0, width: 400, height: 1440 }) as DOMRect
    found.setPointerCapture = () => {}
    return found
  }

  test('draws once it has rested', async () => {
    const shown = await show(a)
    fireEvent.pointerDown(layer(), { ...finger, clientX: 50, clientY: 900 })
    await waitFor(() => expect(document.querySelector('[data-draft]')).not.toBeNull())
    fireEvent.pointerMove(layer(), { ...finger, clientX: 50, clientY: 990 })
    fireEvent.pointerUp(layer(), { ...finger, clientX: 50, clientY: 990 })
    await waitFor(() => expect(starts(shown)).toContain(' focus 15:00 90'))
  })

  test('scrolls where it moves at once', async () => {
    const shown = await show(a)
    fireEvent.pointerDown(layer(), { ...finger, clientX: 50, clientY: 900 })
    fireEvent.pointerMove(layer(), { ...finger, clientX: 50, clientY: 940 })
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)))
    fireEvent.pointerUp(layer(), { ...finger, clientX: 50, clientY: 990 })
    expect(starts(shown)).toHaveLength(1)
    expect(document.querySelector('[data-draft]')).toBeNull()
  })
})

test('a journey is seen and told where its clock begins', async () => {
  const there = block('together', DATE, '15:00', 60, { id: 'there', zone: 'Europe/Berlin' })
  await show(a, there)
  expect(zoneOf(there.start)).toBe('Europe/Berlin')
  expect(screen.getByRole('list', { name: 'Changes of time zone' }).textContent).toBe('Berlin: 15:00 there')
})
