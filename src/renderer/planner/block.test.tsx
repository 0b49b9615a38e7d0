// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { testsAt } from '../../../tests/fakes/screen.tsx'
import { MINUTE } from '../../core/time/instant.ts'
import { instantOf } from '../../core/time/zone.ts'
import { NOW, at, show, planner, face, startOf, press } from '../../../tests/fakes/planner.tsx'

testsAt(NOW, 80)

describe('a block by keyboard', () => {
  test('arrows move it by 5 minutes, with shift by 15; the change is said', async () => {
    const shown = await planner()
    act(() => face().focus())
    press('ArrowDown')
    await waitFor(() => expect(startOf(shown)).toBe(at('09:05')))
    expect(shown.spoken()).toBe('Draft, 09:05 to 10:05')
    press('ArrowUp', { shiftKey: true })
    await waitFor(() => expect(startOf(shown)).toBe(at('08:50')))
  })

  test('a held arrow is one step to undo, however long it was held', async () => {
    const shown = await planner()
    press('ArrowDown', {}, 6)
    await waitFor(() => expect(startOf(shown)).toBe(at('09:30')))
    expect(shown.bridge.wishes).toHaveLength(1)
    await shown.user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(startOf(shown)).toBe(at('09:00')))
    await shown.user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    await waitFor(() => expect(startOf(shown)).toBe(at('09:30')))
  })

  test('alt changes its length at either edge', async () => {
    const shown = await planner()
    press('ArrowDown', { altKey: true }, 3)
    await waitFor(() => expect(shown.bridge.state().plan['nine']?.minutes).toBe(75))
    press('ArrowLeft', { altKey: true })
    await waitFor(() => expect(shown.bridge.state().plan['nine']?.minutes).toBe(80))
    expect(startOf(shown)).toBe(at('08:55'))
  })

  test('alt and an arrow that are let go one after the other are one wish', async () => {
    const shown = await planner()
    fireEvent.keyDown(face(), { key: 'ArrowDown', altKey: true })
    fireEvent.keyUp(face(), { key: 'ArrowDown', altKey: true })
    fireEvent.keyUp(face(), { key: 'Alt' })
    await waitFor(() => expect(shown.bridge.state().plan['nine']?.minutes).toBe(65))
    expect(shown.bridge.wishes).toHaveLength(1)
  })

  test('escape takes a move under way back', async () => {
    const shown = await planner()
    fireEvent.keyDown(face(), { key: 'ArrowDown' })
    fireEvent.keyDown(face(), { key: 'Escape' })
    fireEvent.keyUp(face(), { key: 'ArrowDown' })
    expect(shown.bridge.wishes).toEqual([])
    expect(face(/09:00 to 10:00/)).toBeTruthy()
  })

  test('digits set the kind, D duplicates, S splits at now, Delete removes and goes on to the next', async () => {
    const shown = await planner()
    press('4')
    await waitFor(() => expect(shown.bridge.state().plan['nine']?.kind).toBe('personal'))
    fireEvent.keyDown(face(), { key: 'd' })
    await waitFor(() => expect(Object.values(shown.bridge.state().plan)).toHaveLength(2))
    fireEvent.keyDown(face(/09:00 to 10:00/), { key: 's' })
    await waitFor(() => expect(shown.bridge.state().plan['nine']?.minutes).toBe(5))
    expect(Object.values(shown.bridge.state().plan)).toHaveLength(3)
    fireEvent.keyDown(face(/09:00 to 09:05/), { key: 'Delete' })
    await waitFor(() => expect(shown.bridge.state().plan['nine']).toBeUndefined())
    expect(shown.spoken()).toBe('Draft removed')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('09:05 to 10:00'))
  })

  test('N adds one at now and opens its editor', async () => {
    const shown = await show()
    fireEvent.keyDown(document.body, { key: 'n' })
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByLabelText('Start')).toHaveProperty('value', '09:05')
    expect(Object.values(shown.bridge.state().plan)).toMatchObject([{ kind: 'focus', minutes: 50 }])
  })

  test('no key of the planner works while someone types', async () => {
    const shown = await planner()
    await shown.user.type(screen.getByLabelText('Add to the inbox'), 'n?t')
    expect(shown.bridge.wishes).toEqual([])
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('a block by pointer', () => {
  const HEIGHT = 1440

  /** One pixel is one minute. */
  function layer(): HTMLElement {
    const element = document.querySelector<HTMLElement>('.plan-layer')!
    element.getBoundingClientRect = () => ({
      top: 0,
      bottom: HEIGHT,
      height: HEIGHT,
      left: 0,
      right: 1,
      width: 1,
      x: 0,
      y: 0,
      toJSON: () => '',
    })
    element.setPointerCapture = () => {}
    return element
  }
  const y = (time: string): number => (at(time) - at('00:00')) / MINUTE
  const down = (target: Element, time: string): boolean =>
    fireEvent.pointerDown(target, { button: 0, clientY: y(time), pointerType: 'mouse' })
  const move = (time: string): boolean => fireEvent.pointerMove(layer(), { clientY: y(time) })
  const up = (time: string): boolean => fireEvent.pointerUp(layer(), { clientY: y(time) })

  test('dragging over empty time draws one, on the five minutes, and opens its editor', async () => {
    const shown = await planner()
    down(layer(), '13:02')
    move('13:20')
    expect(shown.bridge.wishes).toEqual([])
    move('14:13')
    up('14:13')
    await screen.findByRole('dialog')
    const drawn = Object.values(shown.bridge.state().plan).find(({ id }) => id !== 'nine')
    expect([instantOf(drawn?.start ?? ''), drawn?.minutes]).toEqual([at('13:00'), 75])
    await shown.user.type(screen.getByLabelText('Title'), 'Letter{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.activeElement?.textContent).toContain('Letter, focus, 13:00 to 14:15')
  })

  test('dragging a block moves it with one wish at the end, from where it was taken', async () => {
    const shown = await planner()
    layer()
    down(face(), '09:40')
    for (const time of ['09:50', '10:30', '11:41']) move(time)
    expect(face(/11:00 to 12:00/)).toBeTruthy()
    up('11:41')
    await waitFor(() => expect(startOf(shown)).toBe(at('11:00')))
    expect(shown.bridge.wishes).toHaveLength(1)
  })

  test('dragging an edge changes the length', async () => {
    const shown = await planner()
    layer()
    down(document.querySelector('[data-edge="end"]')!, '09:59')
    move('10:44')
    up('10:44')
    await waitFor(() => expect(shown.bridge.state().plan['nine']?.minutes).toBe(105))
  })

  test('escape during a drag leaves everything as it was', async () => {
    const shown = await planner()
    layer()
    down(face(), '09:30')
    move('11:00')
    fireEvent.keyDown(document, { key: 'Escape' })
    up('11:00')
    expect(face(/09:00 to 10:00/)).toBeTruthy()
    expect(shown.bridge.wishes).toEqual([])
  })

  test('a click that trembles by a pixel is a click', async () => {
    const shown = await planner()
    layer()
    down(face(), '09:30')
    move('09:32')
    up('09:32')
    expect(shown.bridge.wishes).toEqual([])
  })
})

describe('the editor', () => {
  test('changes title, times, kind and place at once', async () => {
    const shown = await planner()
    await shown.user.click(face())
    const dialog = within(await screen.findByRole('dialog'))
    const title = dialog.getByLabelText('Title')
    await shown.user.clear(title)
    await shown.user.type(title, 'Review')
    fireEvent.change(dialog.getByLabelText('End'), { target: { value: '11:30' } })
    await shown.user.type(dialog.getByLabelText('Place'), 'home')
    await shown.user.click(dialog.getByLabelText('Open'))
    await shown.user.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(shown.bridge.state().plan['nine']).toMatchObject({
        title: 'Review',
        minutes: 150,
        place: 'home',
        kind: 'open',
      }),
    )
    expect(shown.bridge.wishes).toHaveLength(1)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('takes times as people type them, and steps them by five minutes', async () => {
    const shown = await planner()
    await shown.user.click(face())
    const dialog = within(await screen.findByRole('dialog'))
    const start = dialog.getByLabelText('Start')
    await shown.user.clear(start)
    await shown.user.type(start, '8.30')
    await shown.user.click(dialog.getByLabelText('End'))
    expect(start).toHaveProperty('value', '08:30')
    await shown.user.keyboard('{ArrowUp}{ArrowUp}')
    expect(dialog.getByLabelText('End')).toHaveProperty('value', '10:10')
    await shown.user.clear(start)
    await shown.user.type(start, 'soon')
    expect(dialog.getByRole('alert').textContent).toContain('such as 09:00')
  })

  test('says what is wrong with the times and saves nothing', async () => {
    const shown = await planner()
    await shown.user.click(face())
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByLabelText('End'), { target: { value: '09:00' } })
    expect(dialog.getByRole('alert').textContent).toContain('at least 5 minutes')
    await shown.user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(shown.bridge.wishes).toEqual([])
  })
})
