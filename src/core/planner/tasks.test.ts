import { describe, expect, test } from 'vitest'
import { block, rhythmBlock, stateWith } from '../../../tests/fakes/state.ts'
import { reduce } from '../app/reduce.ts'
import { SessionEvent } from '../focus/session.ts'
import { HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { addDays, instantAt, wallTimeIn } from '../time/zone.ts'
import { blockInterval } from './block.ts'
import { dayWindow } from './day.ts'
import { occurrenceOn } from './rhythm.ts'
import { sittingFor, type SittingInput } from './sitting.ts'
import { readTask } from './task.ts'
import { capacity, focusOnTasks, sittingMinutes, timeOfTask } from './taskTime.ts'

const DATE = '2026-11-26'
const ZONE = 'Europe/Lisbon'
const at = (time: string): Instant => instantAt(DATE, time, ZONE)
const task = { id: 't', title: 'Write', done: false, estimate: 180 }

describe('what is left of a task', () => {
  const blocks = [
    block('focus', DATE, '08:00', 60, { id: 'past', task: 't' }),
    block('focus', DATE, '09:30', 60, { id: 'now', task: 't' }),
    block('focus', DATE, '14:00', 30, { id: 'later', task: 't' }),
    block('focus', DATE, '16:00', 90, { id: 'other' }),
  ]
  const journal = [
    { type: 'started', at: at('08:10'), session: 's', until: at('09:00'), block: 'past' },
    { type: 'ended', at: at('08:50'), session: 's', how: 'stopped' },
    { type: 'started', at: at('09:00'), session: 'r', until: at('10:00'), block: 'other' },
    { type: 'ended', at: at('09:20'), session: 'r', how: 'stopped' },
  ].map((event) => SessionEvent.parse(event))

  test('is its estimate without what is planned ahead and what the journal says was done', () => {
    const spent = focusOnTasks(journal, Object.fromEntries(blocks.map((one) => [one.id, one])), at('10:00'))
    expect(spent).toEqual({ t: 40 * MINUTE })
    expect(timeOfTask(task, blocks, spent['t'] ?? 0, at('10:00'))).toEqual({
      planned: 60 * MINUTE,
      done: 40 * MINUTE,
      left: 80 * MINUTE,
    })
  })

  test('is not known without an estimate, and never less than nothing', () => {
    expect(timeOfTask({ id: 't', title: 'Write', done: false }, blocks, 0, at('10:00')).left).toBeNull()
    expect(timeOfTask({ ...task, estimate: 30 }, blocks, HOUR, at('10:00')).left).toBe(0)
  })

  test('fits the free focus of a day or not; what waits needs no room', () => {
    const inbox = {
      t: task,
      w: { ...task, id: 'w', waiting: { on: 'Ana', since: 0 } },
      d: { ...task, id: 'd', done: true },
    }
    const times = () => ({ planned: 0, done: 0, left: 2 * HOUR })
    expect(capacity(inbox, times, blocks, dayWindow(DATE, ZONE), at('16:30'))).toEqual({
      unplanned: 2 * HOUR,
      free: HOUR,
    })
  })

  test('comes in sittings', () => {
    const time = { planned: 0, done: 0 }
    expect(sittingMinutes({ ...time, left: null })).toBe(50)
    expect(sittingMinutes({ ...time, left: 5 * HOUR })).toBe(90)
    expect(sittingMinutes({ ...time, left: 35 * MINUTE })).toBe(35)
    expect(sittingMinutes({ ...time, left: 0 })).toBe(50)
  })
})

describe('the first fitting time', () => {
  const input = (blocks: SittingInput['blocks'], more: Partial<SittingInput> = {}): SittingInput => ({
    task,
    minutes: 45,
    now: at('10:02'),
    days: [0, 1, 2].map((by) => dayWindow(addDays(DATE, by), ZONE)),
    blocks,
    busy: [],
    zone: ZONE,
    newId: () => 'new',
    ...more,
  })
  const told = (given: SittingInput): string[] =>
    (sittingFor(given) ?? []).map(
      (one) =>
        `${one.id} ${one.title} ${one.start.slice(5, 10)} ${wallTimeIn(blockInterval(one).start, ZONE)} +${one.minutes}`,
    )

  test('is free time of today between the first block and the last', () => {
    const blocks = [block('open', DATE, '09:00', 90), block('open', DATE, '16:00', 60)]
    expect(told(input(blocks))).toEqual(['new Write 11-26 10:30 +45'])
    expect(sittingFor(input(blocks))?.[0]).toMatchObject({ kind: 'focus', task: 't' })
  })

  test('goes around appointments, and to another day where today has no room', () => {
    const busy = [{ start: at('10:00'), end: at('16:30') }]
    const day = [block('open', DATE, '09:00', 60), block('open', DATE, '16:30', 30)]
    expect(told(input(day, { busy }))).toEqual(['new Write 11-27 09:00 +45'])
  })

  test('is in a focus block of the rhythm that has no task yet, and leaves the rest of it', () => {
    const deep = occurrenceOn(rhythmBlock('deep', '10:30', '12:30', { title: 'Deep work' }), DATE)
    expect(told(input([deep]))).toEqual([`${deep.id} Write 11-26 10:30 +45`, 'new Deep work 11-26 11:15 +75'])
    expect(told(input([deep], { minutes: 110 }))).toEqual([`${deep.id} Write 11-26 10:30 +120`])
  })

  test('is not in a block that somebody gave a name or a task', () => {
    const own = block('focus', DATE, '10:30', 60, { title: 'Plan' })
    const taken = block('focus', DATE, '11:30', 60, { task: 'other' })
    expect(told(input([own, taken, block('open', DATE, '15:00', 60)]))).toEqual(['new Write 11-26 12:30 +45'])
  })
})

test('a task is changed in parts, and since when it waits is known', () => {
  const state = stateWith({ inbox: { t: { id: 't', title: 'Write', done: false } } })
  const after = (wish: object, from = state, now = 5) =>
    reduce(from, { type: 'inbox.change', id: 't', ...wish }, now).state
  const waiting = after({ waitingOn: 'Ana', estimate: 60 })
  expect(waiting.inbox['t']).toEqual({
    id: 't',
    title: 'Write',
    done: false,
    estimate: 60,
    waiting: { on: 'Ana', since: 5 },
  })
  expect(after({ title: 'Draft', waitingOn: 'Ana' }, waiting, 9).inbox['t']?.waiting).toEqual({ on: 'Ana', since: 5 })
  expect(after({ waitingOn: null, estimate: null }, waiting, 9).inbox['t']).toEqual({
    id: 't',
    title: 'Write',
    done: false,
  })
  expect(reduce(state, { type: 'inbox.change', id: 'x' }, 5).outcome).toEqual({ ok: false, code: 'no_such_task' })
})

test.each([
  ['Write the spec 2h', 'Write the spec', 120],
  ['Call 1h30', 'Call', 90],
  ['Mail 45 min', 'Mail', 45],
  ['Review PR 418', 'Review PR 418', undefined],
  ['2h', '2h', undefined],
  ['Buy 3 melons', 'Buy 3 melons', undefined],
])('%s', (typed, title, estimate) =>
  expect(readTask(typed)).toEqual({ title, ...(estimate === undefined ? {} : { estimate }) }),
)
