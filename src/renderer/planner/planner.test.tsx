// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test, vi } from 'vitest'
import { windowWidth, testsAt } from '../../../tests/fakes/screen.tsx'
import { block, planOf } from '../../../tests/fakes/state.ts'
import { SCENES } from '../../../tests/preview/scenes.ts'
import { outgoingFor } from '../../core/app/desired.ts'
import type { State } from '../../core/app/state.ts'
import { DATE, NOW, at, nine, settings24, show, planner, face } from '../../../tests/fakes/planner.tsx'

testsAt(NOW, 80)
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
