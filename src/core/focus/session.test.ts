import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../time/instant.ts'
import { openTail, type Session, type SessionEvent, viewSession, withEvent } from './session.ts'

const T0 = Date.UTC(2026, 10, 26, 9, 6)
const at = (minutes: number): number => T0 + minutes * MINUTE
const started: Session = [{ type: 'started', at: T0, session: 's1', until: at(50), title: 'Draft' }]
const then = (...events: SessionEvent[]): Session => events.reduce<Session>(withEvent, started)
const paused = (minutes: number): SessionEvent => ({ type: 'paused', at: at(minutes), session: 's1' })
const resumed = (minutes: number, until: number): SessionEvent => ({
  type: 'resumed',
  at: at(minutes),
  session: 's1',
  until: at(until),
})
const ended = (minutes: number): SessionEvent => ({ type: 'ended', at: at(minutes), session: 's1', how: 'stopped' })

describe('viewSession', () => {
  test('counts down to an instant and never below zero', () => {
    expect(viewSession(started, at(20))).toMatchObject({ phase: 'running', left: 30 * MINUTE, focused: 20 * MINUTE })
    expect(viewSession(started, at(90))).toMatchObject({ phase: 'running', left: 0, focused: 50 * MINUTE })
  })

  test('stands still while paused and goes on with what was left', () => {
    expect(viewSession(then(paused(20)), at(45))).toMatchObject({
      phase: 'paused',
      left: 30 * MINUTE,
      focused: 20 * MINUTE,
    })
    expect(viewSession(then(paused(20), resumed(45, 75)), at(50))).toMatchObject({
      left: 25 * MINUTE,
      focused: 25 * MINUTE,
    })
  })

  test('an extension while paused is there after the pause', () => {
    const session = then(paused(20), { type: 'extended', at: at(25), session: 's1', until: at(55) })
    expect(viewSession(session, at(30)).left).toBe(35 * MINUTE)
  })

  test('a gap is no focus', () => {
    const session = then({ type: 'gap', at: at(30), session: 's1', from: at(10) })
    expect(viewSession(session, at(40)).focused).toBe(20 * MINUTE)
  })

  test('taking back an end goes on as if nothing had happened; a paused one stays paused', () => {
    const back: SessionEvent = { type: 'reopened', at: at(20) + 5_000, session: 's1' }
    expect(viewSession(then(ended(20), back), at(30))).toMatchObject({ phase: 'running', focused: 30 * MINUTE })
    expect(viewSession(then(paused(10), ended(20), back), at(30))).toMatchObject({ phase: 'paused', left: 40 * MINUTE })
  })

  test('a clock set back never gives negative focus', () => {
    expect(viewSession(started, at(-60))).toMatchObject({ focused: 0 })
  })

  test('left and focused add up to what was asked for, whatever pauses there were', () => {
    const steps = fc.array(
      fc.record({ run: fc.integer({ min: 0, max: 10 }), rest: fc.integer({ min: 0, max: 300 }) }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(steps, (list) => {
        let session = started
        let minute = 0
        for (const { run, rest } of list) {
          minute += run
          session = withEvent(session, paused(minute))
          const { left } = viewSession(session, at(minute))
          minute += rest
          session = withEvent(session, resumed(minute, minute + (left ?? 0) / MINUTE))
        }
        const view = viewSession(session, at(minute))
        expect((view.left ?? 0) + view.focused).toBe(50 * MINUTE)
      }),
    )
  })
})

describe('openTail', () => {
  test('is the session that was never ended', () => {
    expect(openTail([...started, paused(5)])).toEqual([...started, paused(5)])
    expect(openTail([...started, ended(5)])).toBeNull()
    expect(openTail([])).toBeNull()
    expect(openTail([...then(ended(5)), { ...started[0], session: 's2' }])?.[0].session).toBe('s2')
  })
})
