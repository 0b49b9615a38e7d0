// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test, vi } from 'vitest'
import { type Shown, showScreen, windowWidth, testsAt } from '../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import { SCENES } from '../../../tests/preview/scenes.ts'
import { outgoingFor } from '../../core/app/desired.ts'
import type { State } from '../../core/app/state.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { instantAt, instantOf } from '../../core/time/zone.ts'
import { PlannerScreen } from './PlannerScreen.tsx'

const DATE = '2026-11-26'
const NOW = instantAt(DATE, '09:06', 'Europe/Lisbon')
const at = (time: string): number => instantAt(DATE, time, 'Europe/Lisbon')
const nine = block('focus', DATE, '09:00', 60, { id: 'nine', title: 'Draft' })
const settings24: State['settings'] = { ...stateWith().settings, clock: '24' }

testsAt(NOW, 80)

const show = (change: Partial<State> = {}): Promise<Shown> =>
  showScreen('planner', <PlannerScreen />, stateWith({ settings: settings24, ...change }), { now: () => Date.now() })
const planner = (): Promise<Shown> => show({ plan: planOf(nine) })
const face = (name = /^Draft/): HTMLElement => screen.getByRole('button', { name })
const startOf = ({ bridge }: Shown, id = 'nine'): number => instantOf(bridge.state().plan[id]?.start ?? '')

/** Holds and lets go, as a finger does. */
function press(key: string, options: object = {}, times = 1): void {
  for (let count = 0; count < times; count += 1) fireEvent.keyDown(face(), { key, ...options })
  fireEvent.keyUp(face(), { key, ...options })
}

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

describe('the session', () => {
  const scene = (name: keyof typeof SCENES): Partial<State> => ({ ...SCENES[name]?.state, settings: settings24 })

  test('runs on its block, with time left, end and the mute in plain words', async () => {
    await show(scene('session'))
    expect(screen.getByRole('group', { name: 'Focus session' }).textContent).toContain(
      '24 min left of 45 · until 09:30 · muted, verified',
    )
    expect(document.querySelector('[data-block="draft"] .plan-session')).not.toBeNull()
  })

  test.each([
    ['requested', { level: 'requested', held: true }, 'mute requested, not confirmed'],
    ['unsupported', { level: 'unsupported', held: false }, 'not muted: Tideline cannot mute this desktop'],
    [
      'a problem',
      { level: 'verified', held: false, problem: 'locked' },
      'not muted: an administrator fixed this setting',
    ],
    ['not yet', { level: 'verified', held: false }, 'not muted yet'],
  ] as const)('never claims a mute that is not known: %s', async (_name, mute, said) => {
    await show({ ...scene('session'), mute: { label: '', alreadyMuted: false, problem: null, ...mute } })
    expect(screen.getByRole('group', { name: 'Focus session' }).textContent).toContain(said)
  })

  test('is a card of its own where it has no block', async () => {
    await show(scene('loose'))
    expect(document.querySelector('.plan-strip .plan-session')?.textContent).toContain('Fix the build')
  })

  test('at its end it waits for main to say so', async () => {
    await show(scene('ending'))
    expect(screen.getByRole('timer').textContent).toBe('ending…')
  })

  test('is interrupted, extended, paused and ended, and the end taken back', async () => {
    const shown = await show(scene('session'))
    for (const name of ['Interrupted', '+ 5 min', 'Pause', 'Resume', 'End', /^Take it back/]) {
      await shown.user.click(await screen.findByRole('button', { name }))
    }
    expect(shown.bridge.wishes).toEqual([
      { type: 'focus.interrupt' },
      { type: 'focus.extend', minutes: 5 },
      { type: 'focus.pause' },
      { type: 'focus.resume' },
      { type: 'focus.end' },
      { type: 'focus.undoEnd' },
    ])
    expect(screen.getByRole('timer').textContent).toBe('29 min left of 50')
  })

  test('idle, one click starts what a click on the tray would start', async () => {
    const shown = await planner()
    await shown.user.click(screen.getByRole('button', { name: 'Start focus until 10:00' }))
    expect(shown.bridge.state().session.current?.[0]).toMatchObject({ until: at('10:00'), block: 'nine' })
  })
})

describe('what others see', () => {
  test('the exact data is what would be sent, private blocks left out', async () => {
    const plan = planOf(nine, block('personal', DATE, '12:00', 60, { title: 'Dentist' }))
    const shown = await show({ plan })
    await shown.user.click(screen.getByRole('button', { name: 'Show the exact data' }))
    const json = (await screen.findByRole('dialog')).querySelector('pre')?.textContent ?? ''
    expect(JSON.parse(json)).toEqual(outgoingFor(shown.bridge.state(), { shares: { place: false } }, NOW))
    expect(json).not.toContain('Dentist')
    expect(json).not.toContain('Draft')
  })
})

describe('the day', () => {
  test('an empty one offers three rhythms, taken back with one undo', async () => {
    const shown = await show()
    await shown.user.click(screen.getByRole('button', { name: /^Early bird/ }))
    await waitFor(() => expect(Object.values(shown.bridge.state().plan)).toHaveLength(7))
    await shown.user.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Nothing planned' })).toBeTruthy())
  })

  test('an overnight block is one piece on both days, with a hint where it goes on', async () => {
    const shown = await show({ plan: planOf(block('focus', DATE, '22:00', 210, { title: 'Night' })) })
    expect(face(/^Night/).textContent).toContain('goes on until Fri 01:30')
    await shown.user.click(screen.getByRole('button', { name: 'Next day' }))
    expect(face(/^Night/).textContent).toMatch(/began .*22:00/)
  })

  test('a day of 25 hours has 25 hours', async () => {
    const berlin = SCENES['autumn']!
    vi.setSystemTime(berlin.now)
    await show({ ...berlin.state, settings: settings24 })
    const canvas = document.querySelector<HTMLElement>('.plan-canvas')
    expect(canvas?.getAttribute('style')).toContain('25')
    expect(screen.getByText('clock set back 1 h')).toBeTruthy()
  })

  test('the inbox takes a task, checks it off and lets it go', async () => {
    const shown = await show()
    await shown.user.type(screen.getByLabelText('Add to the inbox'), 'Review PR 418{Enter}')
    await shown.user.click(await screen.findByRole('checkbox', { name: 'Review PR 418' }))
    expect(Object.values(shown.bridge.state().inbox)).toMatchObject([{ title: 'Review PR 418', done: true }])
    await shown.user.click(screen.getByRole('button', { name: 'Remove “Review PR 418”' }))
    await waitFor(() => expect(shown.bridge.state().inbox).toEqual({}))
  })

  test('a refusal is told as a sentence until it is dismissed', async () => {
    const shown = await planner()
    shown.bridge.report({ type: 'plan.remove', id: 'nine' })
    fireEvent.keyDown(face(), { key: '2' })
    const notices = within(screen.getByRole('region', { name: 'Notices' }))
    await waitFor(() => expect(notices.getByText('There is no such block.')).toBeTruthy())
    await shown.user.click(notices.getByRole('button', { name: 'Dismiss' }))
    expect(notices.queryByText('There is no such block.')).toBeNull()
  })
})

describe('the button of the team', () => {
  const teamButton = (): HTMLElement => screen.getByRole('button', { name: /Atlas/ })

  test('tells main of a pointer that comes to it, before it is pressed', async () => {
    const { bridge, user } = await show({ teams: SCENES['shared']!.state.teams })
    expect(bridge.foreseen).toEqual([])
    await user.hover(teamButton())
    expect(bridge.foreseen).toEqual(['team'])
    expect(bridge.wishes).toEqual([])
  })

  test('tells main of a focus that comes to it, and of none that came back with the window', async () => {
    const { bridge, user } = await show({ teams: SCENES['shared']!.state.teams })
    act(() => teamButton().focus())
    expect(bridge.foreseen).toEqual([])
    await user.tab()
    await user.tab({ shift: true })
    expect(document.activeElement).toBe(teamButton())
    expect(bridge.foreseen).toEqual(['team'])
  })
})

describe('notices', () => {
  test('write instants as times of the reader', async () => {
    await show({ notices: [{ id: 'n', key: 'notice.resumed', values: { until: at('09:30') }, at: NOW, tone: 'info' }] })
    expect(screen.getByRole('region', { name: 'Notices' }).textContent).toContain('goes on until 09:30;')
  })
})

describe('for everyone', () => {
  test.each(['session', 'idle', 'loose', 'empty', 'offline', 'crowded'])(
    'axe finds nothing wrong with %s',
    async (name) => {
      const { state } = SCENES[name]!
      const shown = await show({ ...state, settings: settings24 })
      // What needs a layout engine is looked at in a browser: tests/preview.
      const { violations } = await axe.run(shown.container, {
        rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
      })
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    },
  )

  test('in a narrow window day, now and inbox are shown one at a time', async () => {
    windowWidth(24)
    const shown = await planner()
    expect(screen.queryByLabelText('Add to the inbox')).toBeNull()
    await shown.user.click(screen.getByRole('radio', { name: 'Inbox' }))
    expect(screen.getByLabelText('Add to the inbox')).toBeTruthy()
    expect(document.querySelector('.plan-scroll')).toBeNull()
  })
})
