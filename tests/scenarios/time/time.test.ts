/** Time done right, on a machine whose time is ours. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateWith } from '../../fakes/state.ts'
import { FocusSettings } from '../../../src/core/focus/modes.ts'
import { HOUR, MINUTE, SECOND } from '../../../src/core/time/instant.ts'
import { instantAt } from '../../../src/core/time/zone.ts'
import { Machine } from './machine.ts'
import { Oracle } from './oracle.ts'

const NOW = Date.UTC(2026, 10, 26, 9)
const DAY = 24 * HOUR

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('awake' as const), seconds: fc.integer({ min: 0, max: 1200 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('sleep' as const), seconds: fc.integer({ min: 6, max: 2400 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('clock' as const),
        seconds: fc.integer({ min: -7200, max: 7200 }).filter((by) => Math.abs(by) > 5),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constantFrom('pause' as const, 'resume' as const), seconds: fc.constant(0) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('extend' as const), seconds: fc.constantFrom(60, 300, 900) }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('keep' as const), seconds: fc.constant(0) }) },
  ),
  { minLength: 1, maxLength: 14 },
)

/** Set back while paused: the sleep after it lies, by the clock, where the focus before it was. */
const SET_IN_A_PAUSE: [
  number,
  { type: 'awake' | 'sleep' | 'clock' | 'pause' | 'resume' | 'extend' | 'keep'; seconds: number }[],
] = [
  60,
  [
    { type: 'awake', seconds: 1 },
    { type: 'pause', seconds: 0 },
    { type: 'clock', seconds: -6 },
    { type: 'resume', seconds: 0 },
    { type: 'sleep', seconds: 30 },
    { type: 'clock', seconds: 6 },
  ],
]

async function both(
  machine: Machine,
  oracle: Oracle,
  { type, seconds }: { type: string; seconds: number },
): Promise<void> {
  switch (type) {
    case 'awake':
      oracle.awake(seconds)
      return machine.pass(seconds * SECOND)
    case 'sleep':
      oracle.sleep(seconds)
      return machine.sleep(seconds * SECOND)
    case 'clock':
      oracle.setClock(seconds)
      machine.setClock(seconds * SECOND)
      return machine.look(null)
    case 'extend':
      oracle.extend(seconds)
      return void (await machine.do({ type: 'focus.extend', minutes: seconds / 60 }))
    case 'keep':
      oracle.keep()
      return void (await machine.do({ type: 'focus.settleGap', how: 'keep' }))
    case 'pause':
    case 'resume':
      oracle[type]()
      return void (await machine.do({ type: `focus.${type}` }))
  }
}

describe('against a naive count, second by second', () => {
  test.each([false, true])(
    'whatever happens, a session (until a time: %s) is what paper says',
    async (fixed) => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 60, max: 5400 }), steps, async (length, list) => {
          const machine = new Machine(NOW)
          const oracle = new Oracle(length, fixed)
          await machine.do({
            type: 'focus.start',
            ...(fixed ? { until: NOW + length * SECOND } : { minutes: length / 60 }),
          })
          for (const step of list) {
            await both(machine, oracle, step)
            const view = machine.view()
            const { phase, left, focused, how } = oracle.paper
            expect(view).toMatchObject({ phase, how })
            expect([Math.round((view?.left ?? 0) / SECOND), Math.round((view?.focused ?? 0) / SECOND)]).toEqual([
              left,
              focused,
            ])
          }
          const ends = machine.disk.events.filter(({ type }) => type === 'ended')
          expect(ends.length).toBeLessThanOrEqual(1)
        }),
        { numRuns: 150, examples: [SET_IN_A_PAUSE] },
      )
    },
    60_000,
  )
})

test('a stopped process loses no more than the minute until its next look, and asks', async () => {
  const machine = new Machine(NOW)
  await machine.do({ type: 'focus.start', minutes: 60 })
  await machine.pass(10 * MINUTE + 20 * SECOND)
  await machine.stop(12 * MINUTE)
  const view = machine.view()
  expect(view).toMatchObject({ phase: 'running', gap: { kind: 'stopped' } })
  expect(Math.abs((view?.focused ?? 0) - (10 * MINUTE + 20 * SECOND))).toBeLessThanOrEqual(MINUTE)
})

test('a machine stopped for hours ends the session where it stopped, once', async () => {
  const machine = new Machine(NOW)
  await machine.do({ type: 'focus.start', minutes: 50 })
  await machine.pass(10 * MINUTE)
  await machine.stop(9 * HOUR)
  await machine.pass(HOUR)
  expect(machine.disk.events.map(({ type }) => type)).toEqual(['started', 'gap', 'ended'])
  expect(machine.told).toEqual([])
})

test('a wish right after a set clock is not measured with it', async () => {
  const machine = new Machine(NOW)
  await machine.do({ type: 'focus.start', minutes: 50 })
  await machine.pass(10 * MINUTE)
  machine.setClock(3 * HOUR)
  await machine.do({ type: 'focus.pause' })
  expect(machine.view()).toMatchObject({ phase: 'paused', left: 40 * MINUTE, focused: 10 * MINUTE })
})

test('40 days of uptime: the end of a session and the start of a block come as on the first day', async () => {
  const first = stateWith()
  const machine = new Machine(NOW, {
    ...first,
    settings: { ...first.settings, focus: FocusSettings.parse({ auto: true }) },
  })
  await machine.look(null)
  await machine.pass(40 * DAY)
  await machine.do({ type: 'focus.start', minutes: 25 })
  const end = machine.now + 25 * MINUTE
  await machine.pass(26 * MINUTE)
  expect(machine.disk.events.at(-1)).toMatchObject({ type: 'ended', at: end, how: 'completed' })
})

test('a year of four pomodoros a day drifts by nothing, through both clock changes', async () => {
  const first = stateWith()
  const begin = instantAt('2026-01-01', '00:00', 'Europe/Lisbon')
  const focus = FocusSettings.parse({ mode: 'pomodoro', rounds: 4, landing: 0 })
  const machine = new Machine(begin, { ...first, settings: { ...first.settings, focus } })
  const worst = { late: 0, focused: 0 }
  for (let day = 0; day < 365; day += 1) {
    await machine.pass(begin + day * DAY + 9 * HOUR - machine.now)
    const started = machine.now
    await machine.do({ type: 'focus.toggle' })
    await machine.pass(2 * HOUR)
    const ended = machine.told.at(-1)
    worst.late = Math.max(worst.late, Math.abs((ended?.at ?? 0) - (started + 115 * MINUTE)))
    worst.focused = Math.max(worst.focused, Math.abs((machine.view()?.focused ?? 0) - 100 * MINUTE))
    machine.told.length = 0
  }
  expect(worst).toEqual({ late: 0, focused: 0 })
}, 60_000)

test('a running session asks for one look a minute and no more', async () => {
  const machine = new Machine(NOW)
  await machine.do({ type: 'focus.start', minutes: 50 })
  const before = machine.looks
  await machine.pass(30 * MINUTE)
  expect(machine.looks - before).toBe(30)
})
