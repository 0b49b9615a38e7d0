import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../time/instant.ts'
import { focusStretches, recentSessions, type Session, type SessionEvent } from './session.ts'
import { dayTrace } from './trace.ts'

const T0 = 1_000 * HOUR
const at = (minute: number): number => T0 + minute * MINUTE
const started = (minute = 0, length = 50, session = 's1'): Session => [
  { type: 'started', at: at(minute), session, until: at(minute + length) },
]
const then = (session: Session, ...events: SessionEvent[]): Session => [session[0], ...events]
const one = (type: 'paused' | 'interrupted' | 'reopened', minute: number): SessionEvent => ({
  type,
  at: at(minute),
  session: 's1',
})
const resumed = (minute: number, until: number): SessionEvent => ({
  type: 'resumed',
  at: at(minute),
  session: 's1',
  until: at(until),
})
const gap = (from: number, to: number): SessionEvent => ({ type: 'gap', at: at(to), session: 's1', from: at(from) })
const ended = (minute: number, session = 's1'): SessionEvent => ({
  type: 'ended',
  at: at(minute),
  session,
  how: 'stopped',
})
const inMinutes = (session: Session, now: number): number[][] =>
  focusStretches(session, at(now)).map(({ start, end }) => [(start - T0) / MINUTE, (end - T0) / MINUTE])

describe('what really happened', () => {
  test('a running session reaches to now, and never past its end', () => {
    expect(inMinutes(started(), 20)).toEqual([[0, 20]])
    expect(inMinutes(started(), 90)).toEqual([[0, 50]])
  })

  test('pauses and gaps are left out', () => {
    expect(inMinutes(then(started(), one('paused', 10), resumed(15, 55)), 30)).toEqual([
      [0, 10],
      [15, 30],
    ])
    expect(inMinutes(then(started(), gap(10, 25)), 30)).toEqual([
      [0, 10],
      [25, 30],
    ])
    expect(inMinutes(then(started(), one('paused', 10)), 30)).toEqual([[0, 10]])
  })

  test('an end that was taken back goes on from there', () => {
    expect(inMinutes(then(started(), ended(10), one('reopened', 11)), 30)).toEqual([[0, 30]])
    expect(inMinutes(then(started(), ended(10)), 30)).toEqual([[0, 10]])
  })

  test('a day counts what lies within it', () => {
    const trace = dayTrace(
      [then(started(-30, 60), one('interrupted', -5), one('interrupted', 12), ended(20))],
      { start: at(0), end: at(600) },
      at(60),
    )
    expect(trace).toEqual({ stretches: [{ start: at(0), end: at(20) }], focus: 20 * MINUTE, interruptions: [at(12)] })
  })
})

describe('recentSessions', () => {
  const journal = [...started(), ended(40), ...started(60, 50, 's2'), ended(70, 's2'), ...started(80, 50, 's3')]

  test('are those that are over, without the open one', () => {
    expect(recentSessions(journal, at(90)).map(([start]) => start.session)).toEqual(['s1', 's2'])
  })

  test('are not kept longer than a day and a half', () => {
    expect(recentSessions(journal, at(60) + 36 * HOUR).map(([start]) => start.session)).toEqual(['s2'])
  })
})
