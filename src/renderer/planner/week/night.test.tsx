// @vitest-environment happy-dom
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { showScreen, type Shown, testsAt } from '../../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../../tests/fakes/state.ts'
import type { Task } from '../../../core/planner/task.ts'
import type { State } from '../../../core/app/state.ts'
import { instantAt } from '../../../core/time/zone.ts'
import { PlannerScreen } from '../PlannerScreen.tsx'

const NOW = instantAt('2026-11-26', '09:06', 'Europe/Lisbon')
const night = block('rest', '2026-11-24', '23:00', 450, { id: 'night', title: 'Sleep' })

testsAt(NOW, 70)

async function show(state: Partial<State>): Promise<Shown> {
  const { settings } = stateWith()
  const shown = await showScreen(
    'planner',
    <PlannerScreen />,
    stateWith({ settings: { ...settings, clock: '24' }, ...state }),
    {
      now: () => NOW,
    },
  )
  await shown.user.click(shown.getByRole('radio', { name: 'Week' }))
  await screen.findByRole('list', { name: /^Blocks of Tuesday/ })
  return shown
}
const inColumn = (day: string): HTMLElement => screen.getByRole('list', { name: new RegExp(`^Blocks of ${day}`) })
/** A layer of seven columns of a hundred pixels, a hundred pixels an hour. */
function layer(): HTMLElement {
  const found = document.querySelector<HTMLElement>('.week-layer')
  if (found === null) throw new Error('There is no week.')
  found.getBoundingClientRect = () =>
    ({ left: 0, top: 0, width: 700, height: 2400, right: 700, bottom: 2400 }) as DOMRect
  found.setPointerCapture = () => {}
  return found
}
const tails = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.week-tail')]

test('a night is one block with two pieces, told once, on the day it begins', async () => {
  await show({ plan: planOf(night) })
  expect(screen.getAllByRole('button', { name: /^Sleep/ })).toHaveLength(1)
  expect(within(inColumn('Tuesday')).getAllByRole('listitem')).toHaveLength(1)
  expect(within(inColumn('Wednesday')).queryAllByRole('listitem')).toEqual([])
  expect(tails().map(({ textContent }) => textContent)).toEqual(['Sleepuntil 06:30'])
  expect(tails()[0]?.style.height).toBe('calc(var(--hour) * 6.5000)')
})

test('one over three days is joined at each midnight, beside others too', async () => {
  const trip = block('personal', '2026-11-23', '20:00', 36 * 60, { id: 'trip', title: 'Trip' })
  await show({ plan: planOf(trip, block('open', '2026-11-24', '10:00', 60)) })
  expect(tails()).toHaveLength(2)
  const joints = [...document.querySelectorAll<HTMLElement>('.week-joint')]
  // From the foot of Monday, and from the foot of Tuesday, where it has half the width.
  expect(joints.map(({ style }) => [style.left, style.width])).toEqual([
    ['100%', 'calc(0.0000 * (100% + 2px) + 2px + 1px)'],
    ['calc(1.5000 * (100% + 2px) + 1 * 1px - 2px)', 'calc(0.5000 * (100% + 2px) + 2px + 1px)'],
  ])
})

test('its tail opens it, moves it and ends it as its head does', async () => {
  const shown = await show({ plan: planOf(night) })
  layer()
  const [tail] = tails()
  const edge = tail?.querySelector('[data-edge]')
  if (tail === undefined || edge == null) throw new Error('The night has no tail.')
  fireEvent.pointerDown(tail, { button: 0, clientX: 350, clientY: 300, pointerType: 'mouse' })
  fireEvent.pointerMove(layer(), { clientX: 450, clientY: 400 })
  fireEvent.pointerUp(layer(), { clientX: 450, clientY: 400 })
  await waitFor(() => expect(shown.bridge.state().plan['night']?.start.slice(0, 16)).toBe('2026-11-26T00:00'))
  expect(tails()).toEqual([])
  await shown.user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(tails()).toHaveLength(1))
  fireEvent.pointerDown(tails()[0]?.querySelector('[data-edge]') ?? edge, { button: 0, clientX: 350, clientY: 650 })
  fireEvent.pointerMove(layer(), { clientX: 350, clientY: 800 })
  fireEvent.pointerUp(layer(), { clientX: 350, clientY: 800 })
  await waitFor(() => expect(shown.bridge.state().plan['night']?.minutes).toBe(540))
  fireEvent.click(tails()[0] ?? document.body)
  expect(await screen.findByRole('dialog')).toBeTruthy()
})

test('one that began before the days in sight has its whole in the first of them', async () => {
  await show({ plan: planOf(block('rest', '2026-11-21', '23:00', 480, { title: 'Sleep' })) })
  expect(within(inColumn('Sunday')).getByRole('button', { name: /^Sleep/ })).toBeTruthy()
  expect(tails()).toEqual([])
})

test('a task of the inbox is drawn onto a day of the week', async () => {
  const task: Task = { id: 't', title: 'Write', done: false, estimate: 60 }
  const shown = await show({ inbox: { t: task } })
  const row = (await screen.findByText('Write', { selector: '.plan-task-title' })).closest('li')
  const onto = layer()
  const event = createEvent.dragOver(onto)
  // This page's drag events know no places.
  Object.defineProperties(event, { clientX: { value: 550 }, clientY: { value: 1400 } })
  fireEvent.dragStart(row ?? document.body)
  fireEvent(onto, event)
  await waitFor(() => expect(within(inColumn('Friday')).getByRole('button', { name: /^Write/ })).toBeTruthy())
  fireEvent.drop(onto)
  await waitFor(() =>
    expect(Object.values(shown.bridge.state().plan)).toMatchObject([{ title: 'Write', task: 't', minutes: 60 }]),
  )
  expect(Object.values(shown.bridge.state().plan)[0]?.start).toContain('2026-11-27T14:00')
})
