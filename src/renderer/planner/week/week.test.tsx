// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { block, planOf, rhythmBlock, rhythmOf, stateWith } from '../../../../tests/fakes/state.ts'
import { showScreen, type Shown, windowWidth, testsAt } from '../../../../tests/fakes/screen.tsx'
import type { State } from '../../../core/app/state.ts'
import { dayWindow } from '../../../core/planner/day.ts'
import { plannedIn } from '../../../core/planner/planned.ts'
import { addDays, instantAt } from '../../../core/time/zone.ts'
import { PlannerScreen } from '../PlannerScreen.tsx'

const TODAY = '2026-11-26'
const NOW = instantAt(TODAY, '09:06', 'Europe/Lisbon')
const deep = rhythmBlock('deep', '08:00', '10:30', { days: [1, 2, 3, 4, 5], title: 'Deep work' })
const lived = stateWith({ rhythm: rhythmOf(deep) })

testsAt(NOW, 70)

async function show(view: 'Week' | 'Rhythm', state: State = lived): Promise<Shown> {
  const shown = await showScreen('planner', <PlannerScreen />, state, { now: () => NOW })
  await shown.user.click(shown.getByRole('radio', { name: view }))
  return shown
}
const columns = (shown: Shown, name: string | RegExp): HTMLElement => shown.getByRole('list', { name })
const startsOn = (shown: Shown, date: string): string[] =>
  plannedIn(shown.bridge.state(), dayWindow(date, 'Europe/Lisbon')).map(({ start }) => start.slice(0, 16))
const faces = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.plan-face')]
async function violations(shown: Shown): Promise<string[]> {
  const { violations: found } = await axe.run(shown.container, { rules: { 'color-contrast': { enabled: false } } })
  return found.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)
}

describe('the week', () => {
  test('has seven days, the rhythm on its weekdays, and names for all of it', async () => {
    const shown = await show('Week')
    await shown.findByRole('list', { name: /^Blocks of Monday/ })
    const lists = [...document.querySelectorAll<HTMLElement>('.week-column ul')]
    expect(lists.map((list) => faces(list).length)).toEqual([0, 1, 1, 1, 1, 1, 0])
    expect(await violations(shown)).toEqual([])
  })

  test('an arrow to the side moves a block to the next day, for this day only, and says so', async () => {
    const shown = await show('Week')
    await shown.findByRole('list', { name: /^Blocks of Thursday/ })
    const face = faces(columns(shown, /^Blocks of Thursday/))[0]!
    face.focus()
    fireEvent.keyDown(face, { key: 'ArrowRight' })
    await waitFor(() => expect(faces(columns(shown, /^Blocks of Friday/))).toHaveLength(2))
    const moved = document.activeElement as HTMLElement
    expect(columns(shown, /^Blocks of Friday/).contains(moved)).toBe(true)
    fireEvent.keyUp(moved, { key: 'ArrowRight' })
    await waitFor(() => expect(startsOn(shown, '2026-11-27')).toEqual(['2026-11-27T08:00', '2026-11-27T08:00']))
    expect(startsOn(shown, TODAY)).toEqual([])
    expect(startsOn(shown, '2026-12-03')).toEqual(['2026-12-03T08:00'])
    expect(shown.spoken()).toContain('Deep work')
  })

  test('in a smaller window the inbox is one press away: beside the days, or in their place', async () => {
    const state = stateWith({ inbox: { a: { id: 'a', title: 'Review PR 418', done: false } } })
    windowWidth(50)
    const shown = await show('Week', state)
    expect(shown.queryByText('Review PR 418')).toBeNull()
    await shown.user.click(shown.getByRole('radio', { name: 'Inbox' }))
    expect(await shown.findByText('Review PR 418')).toBeTruthy()
    expect(columns(shown, /^Blocks of Thursday/)).toBeTruthy()
    expect(await violations(shown)).toEqual([])
    shown.unmount()
    windowWidth(30)
    const narrow = await show('Week', state)
    await narrow.user.click(narrow.getByRole('radio', { name: 'Inbox' }))
    expect(await narrow.findByText('Review PR 418')).toBeTruthy()
    expect(narrow.queryByRole('list', { name: /^Blocks of Thursday/ })).toBeNull()
    await narrow.user.click(narrow.getByRole('radio', { name: 'Blocks' }))
    expect(await narrow.findByRole('list', { name: /^Blocks of Thursday/ })).toBeTruthy()
  })

  test('the pointer moves a block across days at the same time of the clock', async () => {
    const shown = await show('Week', { ...lived, plan: planOf(block('open', TODAY, '12:00', 60, { id: 'lunch' })) })
    await shown.findByRole('list', { name: /^Blocks of Thursday/ })
    const layer = document.querySelector<HTMLElement>('.week-layer')!
    layer.getBoundingClientRect = () =>
      ({ left: 0, top: 0, width: 700, height: 2400, right: 700, bottom: 2400 }) as DOMRect
    layer.setPointerCapture = () => {}
    const face = document.querySelector<HTMLElement>('[data-block="lunch"] .plan-face')!
    fireEvent.pointerDown(face, { button: 0, clientX: 350, clientY: 1250, pointerType: 'mouse' })
    fireEvent.pointerMove(layer, { clientX: 150, clientY: 1350 })
    fireEvent.pointerUp(layer, { clientX: 150, clientY: 1350 })
    await waitFor(() => expect(shown.bridge.state().plan['lunch']?.start.slice(0, 16)).toBe('2026-11-24T13:00'))
  })

  test('a small window shows three days from the one in sight, and goes on by three', async () => {
    windowWidth(23)
    const shown = await show('Week')
    await shown.findByRole('list', { name: /^Blocks of Thursday/ })
    expect(document.querySelectorAll('.week-column')).toHaveLength(3)
    await shown.user.click(shown.getByRole('button', { name: 'Later days' }))
    expect(columns(shown, /^Blocks of Sunday/)).toBeTruthy()
  })
})

describe('a block of the rhythm in the editor', () => {
  async function openOn(name: RegExp, state = lived): Promise<Shown> {
    const shown = await show('Week', state)
    await shown.findByRole('list', { name })
    await shown.user.click(faces(columns(shown, name))[0]!)
    await shown.findByRole('radio', { name: 'Only this day' })
    return shown
  }
  const retitle = async (shown: Shown, title: string): Promise<void> => {
    const field = shown.getByRole('textbox', { name: 'Title' })
    await shown.user.clear(field)
    await shown.user.type(field, title)
    await shown.user.click(shown.getByRole('button', { name: 'Save' }))
  }
  const titles = (shown: Shown, ...dates: string[]): (string | undefined)[] =>
    dates.map((date) => plannedIn(shown.bridge.state(), dayWindow(date, 'Europe/Lisbon'))[0]?.title)
  const DATES = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-12-04'] as const

  test.each([
    [null, ['Deep work', 'Deep work', 'Else', 'Deep work']],
    ['This and following', ['Deep work', 'Deep work', 'Else', 'Else']],
    ['Every week', ['Deep work', 'Else', 'Else', 'Else']],
  ])('%s', async (scope, after) => {
    const shown = await openOn(/^Blocks of Friday/)
    if (scope !== null) await shown.user.click(shown.getByRole('radio', { name: scope }))
    await retitle(shown, 'Else')
    await waitFor(() => expect(titles(shown, ...DATES)).toEqual(after))
    expect(shown.bridge.state().history.past).toHaveLength(1)
  })

  test('what was moved for one day becomes the rule, or goes back', async () => {
    const moved = block('focus', '2026-11-27', '13:00', 60, { id: '2026-11-27@deep', title: 'Deep work' })
    const shown = await openOn(/^Blocks of Friday/, { ...lived, plan: planOf(moved) })
    await shown.user.click(shown.getByRole('radio', { name: 'This and following' }))
    await shown.user.click(shown.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(startsOn(shown, addDays(TODAY, 8))).toEqual(['2026-12-04T13:00']))
    expect(shown.bridge.state().plan).toEqual({})
    expect(startsOn(shown, TODAY)).toEqual(['2026-11-26T08:00'])
  })

  test('back to the rhythm', async () => {
    const moved = block('focus', '2026-11-27', '13:00', 60, { id: '2026-11-27@deep', title: 'Deep work' })
    const shown = await openOn(/^Blocks of Friday/, { ...lived, plan: planOf(moved) })
    await shown.user.click(shown.getByRole('button', { name: 'Back to the rhythm' }))
    await waitFor(() => expect(startsOn(shown, '2026-11-27')).toEqual(['2026-11-27T08:00']))
  })
})

describe('the rhythm', () => {
  test('alt and an arrow that are let go one after the other are one change of it', async () => {
    const shown = await show('Rhythm')
    const face = faces(await shown.findByRole('list', { name: /Monday/ }))[0]!
    fireEvent.keyDown(face, { key: 'ArrowDown', altKey: true })
    fireEvent.keyUp(face, { key: 'ArrowDown', altKey: true })
    fireEvent.keyUp(face, { key: 'Alt' })
    await waitFor(() =>
      expect(Object.values(shown.bridge.state().rhythm.blocks).some(({ end }) => end === '10:35')).toBe(true),
    )
    expect(shown.bridge.wishes.filter(({ type }) => type === 'rhythm.change')).toHaveLength(1)
  })

  test('a ready rhythm on the weekdays chosen, by the keyboard alone, and taken back', async () => {
    const shown = await show('Rhythm', stateWith())
    const pick = await shown.findByRole('button', { name: /^Split day/ })
    await shown.user.click(shown.getByRole('button', { name: 'Fri' }))
    pick.focus()
    await shown.user.keyboard('{Enter}')
    await waitFor(() => expect(Object.values(shown.bridge.state().rhythm.blocks)).toHaveLength(8))
    expect(startsOn(shown, TODAY).length).toBe(8)
    expect([startsOn(shown, '2026-11-25'), startsOn(shown, '2026-11-27')]).toEqual([[], []])
    expect(shown.spoken()).toContain('Split day: 8 blocks in your rhythm')
    expect(await violations(shown)).toEqual([])
    await shown.user.click(shown.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(shown.bridge.state().rhythm.blocks).toEqual({}))
  })

  test('three questions make a rhythm', async () => {
    const shown = await show('Rhythm', stateWith())
    await shown.findByText('Make my own in three questions')
    fireEvent.click(shown.getByText('Make my own in three questions'))
    await shown.user.click(shown.getByRole('radio', { name: 'Late at night' }))
    await shown.user.click(shown.getByRole('button', { name: 'Use it' }))
    await waitFor(() => expect(startsOn(shown, TODAY).at(-1)).toBe('2026-11-26T21:30'))
  })

  test('the arrows move all weekdays of a block, from today on; the sides one weekday', async () => {
    const shown = await show('Rhythm')
    const list = await shown.findByRole('list', { name: 'Blocks of each Thursday' })
    const face = faces(list)[0]!
    face.focus()
    fireEvent.keyDown(face, { key: 'ArrowDown', shiftKey: true })
    fireEvent.keyUp(face, { key: 'ArrowDown' })
    await waitFor(() => expect(startsOn(shown, '2026-11-27')).toEqual(['2026-11-27T08:15']))
    expect(startsOn(shown, '2026-11-25')).toEqual(['2026-11-25T08:00'])
    const friday = faces(columns(shown, 'Blocks of each Friday'))[0]!
    friday.focus()
    fireEvent.keyDown(friday, { key: 'ArrowRight' })
    await waitFor(() => expect(faces(columns(shown, 'Blocks of each Saturday'))).toHaveLength(1))
    fireEvent.keyUp(document.activeElement!, { key: 'ArrowRight' })
    await waitFor(() => expect(startsOn(shown, '2026-11-28')).toEqual(['2026-11-28T08:15']))
    expect(startsOn(shown, '2026-11-27')).toEqual([])
  })

  test('a block is added, edited in words, and deleted from one weekday', async () => {
    const shown = await show('Rhythm')
    await shown.findByRole('list', { name: 'Blocks of each Monday' })
    fireEvent.keyDown(document.body, { key: 'n' })
    await shown.findByRole('dialog', { name: /in the rhythm/ })
    await shown.user.click(within(shown.getByRole('dialog')).getByRole('button', { name: 'Sat' }))
    await shown.user.click(shown.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(startsOn(shown, '2026-11-28')).toEqual(['2026-11-28T09:00']))
    const face = faces(columns(shown, 'Blocks of each Saturday'))[0]!
    face.focus()
    fireEvent.keyDown(face, { key: 'Delete' })
    await waitFor(() => expect(startsOn(shown, '2026-11-28')).toEqual([]))
    expect(startsOn(shown, '2026-11-29')).toEqual(['2026-11-29T09:00'])
  })

  test('days off', async () => {
    const shown = await show('Rhythm')
    fireEvent.click(await shown.findByText('Days off'))
    fireEvent.change(shown.getByLabelText('Last day, if another'), { target: { value: '2026-11-27' } })
    await shown.user.type(shown.getByLabelText('Called'), 'Trip')
    await shown.user.click(shown.getByRole('button', { name: 'Add' }))
    await waitFor(() => expect([startsOn(shown, TODAY), startsOn(shown, '2026-11-27')]).toEqual([[], []]))
    await shown.user.click(shown.getByRole('button', { name: /No day off any more/ }))
    await waitFor(() => expect(startsOn(shown, TODAY)).toHaveLength(1))
  })
})
