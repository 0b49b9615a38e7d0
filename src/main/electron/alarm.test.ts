import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HOUR, MINUTE } from '../../core/time/instant.ts'
import { createAlarm } from './alarm.ts'

let skew = 0
const clock = { now: () => Date.now() + skew, steady: () => performance.now() }
const looks: number[] = []
const alarm = createAlarm(clock, (due) => looks.push(due))

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 * HOUR })
  looks.length = 0
  skew = 0
})
afterEach(() => {
  alarm.stop()
  vi.useRealTimers()
})

describe('the alarm', () => {
  test('fires once, when it is due', () => {
    const at = Date.now() + 5 * MINUTE
    alarm.arm(at)
    vi.advanceTimersByTime(5 * MINUTE - 1)
    expect(looks).toEqual([])
    vi.advanceTimersByTime(1)
    expect(looks).toEqual([at])
    vi.advanceTimersByTime(HOUR)
    expect(looks).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('at once for an instant that is over', () => {
    alarm.arm(Date.now() - HOUR)
    vi.advanceTimersByTime(0)
    expect(looks).toHaveLength(1)
  })

  test('of a day in the far future does not fire at once, and still comes', () => {
    const at = Date.now() + 40 * 24 * HOUR
    alarm.arm(at)
    vi.advanceTimersByTime(MINUTE)
    expect(looks).toEqual([])
    vi.advanceTimersByTime(40 * 24 * HOUR)
    expect(looks.at(-1)).toBe(at)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('arming anew replaces, null disarms', () => {
    alarm.arm(Date.now() + MINUTE)
    alarm.arm(Date.now() + 2 * MINUTE)
    expect(vi.getTimerCount()).toBe(1)
    alarm.arm(null)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('looks again when the clock was set back, without losing the end', () => {
    const at = Date.now() + 10 * MINUTE
    alarm.arm(at)
    skew = -HOUR
    vi.advanceTimersByTime(10 * MINUTE)
    expect(looks).toEqual([at])
    vi.advanceTimersByTime(HOUR)
    expect(looks).toHaveLength(2)
    expect(clock.now()).toBeGreaterThanOrEqual(at)
  })
})
