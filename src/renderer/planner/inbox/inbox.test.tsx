// @vitest-environment happy-dom
import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { type Shown, showScreen, testsAt } from '../../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../../tests/fakes/state.ts'
import { noSession, type State } from '../../../core/app/state.ts'
import { NEVER_READ } from '../../../core/calendar/calendar.ts'
import type { Task } from '../../../core/planner/task.ts'
import { instantAt } from '../../../core/time/zone.ts'
import { PlannerScreen } from '../PlannerScreen.tsx'

const DATE = '2026-11-26'
const at = (time: string): number => instantAt(DATE, time, 'Europe/Lisbon')

testsAt(at('10:00'), 90)

const write: Task = { id: 't', title: 'Write', done: false, estimate: 120 }

async function show(tasks: readonly Task[], change: Partial<State> = {}): Promise<Shown> {
  const settings: State['settings'] = { ...stateWith().settings, clock: '24', reflow: false }
  const inbox = Object.fromEntries(tasks.map((task) => [task.id, task]))
  const state = stateWith({ inbox, settings, ...change })
  const shown = await showScreen('planner', <PlannerScreen />, state, { now: () => Date.now() })
  await screen.findByLabelText('Add to the inbox')
  return shown
}
const row = (title: string): HTMLElement => {
  const found = screen.getByText(title, { selector: '.plan-task-title' }).closest('li')
  if (found === null) throw new Error(`no task ${title}`)
  return found
}

test('a length typed after the title is its estimate', async () => {
  const shown = await show([])
  await shown.user.type(screen.getByLabelText('Add to the inbox'), 'Write the spec 1h30{Enter}')
  await waitFor(() =>
    expect(Object.values(shown.bridge.state().inbox)).toMatchObject([{ title: 'Write the spec', estimate: 90 }]),
  )
  expect(row('Write the spec').textContent).toContain('1 h 30 to plan')
})

test('P on a task plans its next sitting into the first fitting time, as one step', async () => {
  const plan = planOf(block('open', DATE, '09:00', 90), block('open', DATE, '16:00', 60))
  const shown = await show([write], { plan })
  act(() => screen.getByRole('checkbox', { name: 'Write' }).focus())
  await shown.user.keyboard('p')
  await waitFor(() => expect(Object.values(shown.bridge.state().plan)).toHaveLength(3))
  const sitting = Object.values(shown.bridge.state().plan).find(({ task }) => task === 't')
  expect(sitting).toMatchObject({ kind: 'focus', title: 'Write', minutes: 90 })
  expect(sitting?.start).toContain('10:30')
  expect(shown.spoken()).toBe('Write planned: 10:30, 1 h 30. Undo takes it back.')
  await waitFor(() => expect(row('Write').textContent).toContain('30 min of 2 h to plan'))
  await shown.user.click(screen.getByRole('button', { name: 'Plan “Write”' }))
  await waitFor(() => expect(row('Write').textContent).toContain('2 h, all planned'))
})

test('what the journal says was done in its blocks is not left any more', async () => {
  const plan = planOf(block('focus', DATE, '08:00', 60, { id: 'b', task: 't' }))
  const past: State['session']['past'] = [
    [
      { type: 'started', at: at('08:00'), session: 's', until: at('09:00'), block: 'b' },
      { type: 'ended', at: at('08:45'), session: 's', how: 'stopped' },
    ],
  ]
  await show([write], { plan, session: { ...noSession, past } })
  await waitFor(() => expect(row('Write').textContent).toContain('1 h 15 of 2 h to plan'))
})

test('estimate and whom it waits for are said in its details; nonsense is told', async () => {
  const shown = await show([write])
  await shown.user.click(screen.getByRole('button', { name: 'Details of “Write”' }))
  const waiting = screen.getByLabelText('Waiting on')
  await shown.user.type(waiting, 'Ana{Enter}')
  await waitFor(() => expect(row('Write').textContent).toContain('waiting on Ana since 10:00'))
  const estimate = screen.getByLabelText('Estimate')
  await shown.user.clear(estimate)
  await shown.user.type(estimate, 'long{Enter}')
  expect(screen.getByText('An estimate is one minute to a hundred hours, such as 45m or 2h.')).toBeTruthy()
  expect(shown.bridge.state().inbox['t']?.estimate).toBe(120)
  await shown.user.clear(screen.getByLabelText('Waiting on'))
  fireEvent.blur(screen.getByLabelText('Waiting on'))
  await waitFor(() => expect(shown.bridge.state().inbox['t']?.waiting).toBeUndefined())
})

test('what is left to plan is set against the focus that is free; what waits needs no room', async () => {
  const plan = planOf(block('focus', DATE, '11:00', 60), block('focus', '2026-11-27', '09:00', 30))
  const waiting = { ...write, id: 'w', title: 'Later', waiting: { on: 'Ana', since: at('09:00') } }
  await show([write, waiting], { plan })
  const line = screen.getByText(/^Still to plan/).textContent
  expect(line).toBe(
    'Still to plan: 2 h. Focus without a task: 1 h today, 1 h 30 by the end of the week. That is 30 min too much for this week.',
  )
})

test('a task is drawn from the inbox into the day, seen while it is held, and left out where it is let go elsewhere', async () => {
  const shown = await show([write])
  const layer = document.querySelector<HTMLElement>('.plan-layer')
  if (layer === null) throw new Error('no timeline')
  const size = { top: 0, left: 0, right: 400, bottom: 1440, width: 400, height: 1440, x: 0, y: 0 }
  layer.getBoundingClientRect = () => ({ ...size, toJSON: () => size })
  // One pixel is one minute; this page's drag events know no places.
  const over = (clientY: number): void => {
    const event = createEvent.dragOver(layer)
    Object.defineProperty(event, 'clientY', { value: clientY })
    fireEvent(layer, event)
  }
  fireEvent.dragStart(row('Write'))
  over(13 * 60 + 2)
  expect(await screen.findByRole('button', { name: /^Write.*13:00 to 14:30/ })).toBeTruthy()
  fireEvent.dragLeave(layer)
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Write.*13:00/ })).toBeNull())
  over(14 * 60)
  fireEvent.drop(layer)
  fireEvent.dragEnd(row('Write'))
  await waitFor(() =>
    expect(Object.values(shown.bridge.state().plan)).toMatchObject([{ title: 'Write', task: 't', minutes: 90 }]),
  )
  expect(Object.values(shown.bridge.state().plan)[0]?.start).toContain('14:00')
})

test('no room in two weeks is said, and nothing changes', async () => {
  const away = [{ start: at('00:00'), end: at('00:00') + 30 * 86_400_000, as: 'away' as const }]
  const calendars: State['calendars'] = {
    c: {
      id: 'c',
      name: 'Trip',
      source: { kind: 'file', path: 'a.ics' },
      means: 'away',
      ...NEVER_READ,
    },
  }
  const shown = await show([write], { busy: { c: away }, calendars })
  await shown.user.click(screen.getByRole('button', { name: 'Plan “Write”' }))
  await waitFor(() => expect(shown.spoken()).toBe('No room for Write in the next two weeks'))
  expect(shown.bridge.wishes).toEqual([])
})

test('axe finds nothing in it', async () => {
  const shown = await show([write, { ...write, id: 'w', title: 'Later', waiting: { on: 'Ana', since: 0 } }])
  await shown.user.click(screen.getByRole('button', { name: 'Details of “Write”' }))
  const { violations } = await axe.run(within(document.body).getByRole('region', { name: /^Inbox/ }), {
    rules: { 'color-contrast': { enabled: false } },
  })
  expect(violations.map(({ id }) => id)).toEqual([])
})
