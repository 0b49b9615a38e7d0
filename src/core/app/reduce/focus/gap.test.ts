import { describe, expect, test } from 'vitest'
import { stateWith } from '../../../../../tests/fakes/state.ts'
import { nextBoundary, viewSession } from '../../../focus/session.ts'
import { HOUR, MINUTE } from '../../../time/instant.ts'
import { instantAt } from '../../../time/zone.ts'
import type { Intent } from '../../intent.ts'
import { reduce } from '../../reduce.ts'
import { at, live, LOOK, viewOf } from '../../../../../tests/fakes/lived.ts'

describe('a gap', () => {
  const running = live(stateWith(), [0, { type: 'focus.start', minutes: 60 }]).state
  const slept = reduce(running, { type: 'gap', kind: 'sleep', from: at(20) }, at(30)).state

  test.each([
    ['keep', 40, 'running'],
    ['trim', 30, 'running'],
    ['discard', 20, 'ended'],
  ] as const)('%s leaves %i minutes of focus ten minutes later', (how, focused, phase) => {
    expect(viewOf(slept, 30).gap).toMatchObject({ kind: 'sleep', taken: 10 * MINUTE })
    const { state } = reduce(slept, { type: 'focus.settleGap', how }, at(40))
    expect(viewOf(state, 40)).toMatchObject({ focused: focused * MINUTE, phase, gap: null })
    expect(reduce(state, { type: 'focus.settleGap', how }, at(40)).outcome).toMatchObject({ code: 'no_gap' })
  })

  test('behind the lock is found when it opens, also after the end', () => {
    const over = reduce(running, LOOK, at(60)).state
    const opened = reduce(over, { type: 'gap', kind: 'lock', from: at(50) }, at(80)).state
    expect(viewOf(opened, 80)).toMatchObject({ focused: 50 * MINUTE, how: 'completed', gap: { kind: 'lock' } })
    const { state } = reduce(opened, { type: 'focus.settleGap', how: 'keep' }, at(81))
    expect(viewOf(state, 81).focused).toBe(60 * MINUTE)
  })

  test('of sleep behind a lock is asked about once, and counted once', () => {
    const both = reduce(slept, { type: 'gap', kind: 'lock', from: at(15) }, at(32)).state
    expect(viewOf(both, 32)).toMatchObject({
      focused: 15 * MINUTE,
      gap: { start: at(15), end: at(32), taken: 17 * MINUTE },
    })
    const { state } = reduce(both, { type: 'focus.settleGap', how: 'keep' }, at(32))
    expect(viewOf(state, 32).focused).toBe(32 * MINUTE)
  })
})

describe('the clock', () => {
  test('that was set moves a length and leaves a time alone', () => {
    const set: Intent = { type: 'clockSet', by: -HOUR }
    const length = reduce(live(stateWith(), [0, { type: 'focus.start', minutes: 30 }]).state, set, at(10) - HOUR).state
    expect(viewOf(length, -50)).toMatchObject({ until: at(30) - HOUR, focused: 10 * MINUTE, left: 20 * MINUTE })
    const time = reduce(live(stateWith(), [0, { type: 'focus.start', until: at(30) }]).state, set, at(10) - HOUR).state
    expect(viewOf(time, -50)).toMatchObject({ until: at(30), focused: 10 * MINUTE, left: 80 * MINUTE })
  })

  test.each([
    ['spring', '2026-03-29', '00:30', 'Europe/Lisbon'],
    ['autumn', '2026-10-25', '00:30', 'Europe/Lisbon'],
    ['autumn by half an hour', '2026-04-05', '01:00', 'Australia/Lord_Howe'],
  ])('of the zone changes in %s inside a session: 90 minutes are 90 minutes', (_name, date, time, zone) => {
    const begin = instantAt(date, time, zone)
    const state = reduce(stateWith(), { type: 'system.report', system: { zone } }, begin).state
    const started = reduce(state, { type: 'focus.start', minutes: 90 }, begin).state
    const moved = reduce(
      started,
      { type: 'system.report', system: { zone: 'Asia/Kathmandu' } },
      begin + 10 * MINUTE,
    ).state
    const ended = reduce(moved, LOOK, begin + 90 * MINUTE)
    expect(ended.events).toMatchObject([{ type: 'ended', how: 'completed', at: begin + 90 * MINUTE }])
    expect(
      nextBoundary(viewSession(started.session.current ?? [{ type: 'started', at: 0, session: '', until: 0 }], begin)),
    ).toBe(begin + 90 * MINUTE)
  })
})
