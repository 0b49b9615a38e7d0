import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { restProblems, ZONES } from '../../../tests/sweep/rest.ts'
import { DAY, HOUR, MINUTE } from '../time/instant.ts'
import { addDays, instantAt } from '../time/zone.ts'
import type { Block, Interval } from './block.ts'
import { dayWindow } from './day.ts'
import { dayFindings, type Finding, type LimitName, Limits, newlyPassed, restGap, weekFinding } from './limits.ts'
import { laidPieces, workOf } from './work.ts'

const DATE = '2026-11-26'
const ZONE = 'Europe/Lisbon'
const usual = Limits.parse({})
const findings = (blocks: readonly Block[], limits: Limits = usual, date = DATE): readonly Finding[] =>
  dayFindings(laidPieces(blocks), dayWindow(date, ZONE), limits)
const hours = (blocks: readonly Block[], name: LimitName, limits?: Limits, date?: string): number | undefined => {
  const found = findings(blocks, limits, date).find((one) => one.name === name)
  return found === undefined ? undefined : found.is / HOUR
}

describe('rest', () => {
  test('is the time between the last work of a day and the first of the next', () => {
    const late = [block('focus', '2026-11-25', '20:00', 150), block('open', DATE, '08:00', 60)]
    expect(hours(late, 'rest')).toBe(9.5)
    expect(findings(late).find(({ name }) => name === 'rest')).toMatchObject({ passed: true, limit: 11 * HOUR })
  })

  test('a block over midnight is one, and ends when it ends', () => {
    const night = [block('focus', '2026-11-25', '22:00', 5 * 60), block('open', DATE, '12:00', 60)]
    expect(hours(night, 'rest')).toBe(9)
  })

  test('family and rest are no work', () => {
    const split = [
      block('open', '2026-11-25', '15:00', 60),
      block('personal', '2026-11-25', '16:00', 210),
      block('rest', '2026-11-25', '22:00', 480),
      block('focus', DATE, '07:00', 60),
    ]
    expect(hours(split, 'rest')).toBe(15)
  })

  test('may lie in the middle of the day', () => {
    const shifts = [
      block('open', '2026-11-25', '20:00', 480),
      block('open', DATE, '20:00', 480),
      block('focus', DATE, '05:00', 60),
    ]
    expect(hours(shifts, 'rest')).toBe(14)
  })

  test('a night on which the clocks are set is as long as it is', () => {
    const over = (date: string): Block[] => [
      block('open', addDays(date, -1), '17:00', 240),
      block('open', date, '08:00', 60),
    ]
    expect(hours(over('2026-03-29'), 'rest', usual, '2026-03-29')).toBe(10)
    expect(hours(over('2026-10-25'), 'rest', usual, '2026-10-25')).toBe(12)
  })

  test('nothing is claimed where no work is known before', () => {
    expect(hours([block('focus', DATE, '05:00', 60)], 'rest')).toBeUndefined()
  })

  const Shift = fc.record({
    day: fc.integer({ min: -2, max: 2 }),
    at: fc.integer({ min: 0, max: 287 }),
    long: fc.integer({ min: 1, max: 200 }),
  })

  test('is what counting the minutes one by one finds', () => {
    const zones = fc.constantFrom(...ZONES)
    const dates = fc.constantFrom('2026-03-29', '2026-10-25', '2026-04-05', '2026-11-01', '2027-02-14', '2028-06-30')
    const property = fc.property(zones, dates, fc.array(Shift, { maxLength: 12 }), (zone, date, shifts) => {
      const midnight = instantAt(date, '00:00', zone)
      const work = shifts.map(({ day, at, long }, index) => ({
        ...block('focus', '2026-01-01', '00:00', long * 5, { id: `b${index}` }),
        start: new Date(midnight + day * DAY + at * 5 * MINUTE).toISOString().replace('Z', `+00:00[UTC]`),
      }))
      const window = dayWindow(date, zone)
      const found = restGap(workOf(laidPieces(work)), window)
      expect(found === null ? null : (found.end - found.start) / MINUTE).toBe(counted(work, window))
    })
    fc.assert(property, { numRuns: 150 })
  })

  test.each(ZONES)('over the changes of the clocks in %s', (zone) => {
    expect(restProblems(zone, ['2026-03-29', '2026-10-25', '2026-11-01', '2026-03-08', '2027-01-15'])).toEqual([])
  })
})

/** Minute by minute: the longest run without work that ends where work begins within the window; null where none is known. */
function counted(work: readonly Block[], window: Interval): number | null {
  const spans = work.map(({ start, minutes }) => {
    const from = Date.parse(start.slice(0, start.indexOf('[')))
    return { from, to: from + minutes * MINUTE }
  })
  const works = (at: number): boolean => spans.some(({ from, to }) => from <= at && at < to)
  let best: number | null = null
  let free = Number.POSITIVE_INFINITY
  for (let at = window.start - 6 * DAY; at < window.end; at += MINUTE) {
    if (!works(at)) {
      free += 1
      continue
    }
    if (at >= window.start && !works(at - MINUTE)) best = Math.max(best ?? 0, free)
    free = 0
  }
  return best === Number.POSITIVE_INFINITY ? null : best
}

describe('the other limits', () => {
  test('a day spreads from its first work to its last', () => {
    const split = [
      block('focus', DATE, '06:30', 90),
      block('personal', DATE, '16:00', 210),
      block('focus', DATE, '20:00', 120),
    ]
    expect(hours(split, 'spread')).toBe(15.5)
    expect(findings(split).find(({ name }) => name === 'spread')?.passed).toBe(true)
  })

  test('focus without a break goes over blocks that touch; an open block, rest or five minutes end it', () => {
    const touching = [block('focus', DATE, '09:00', 120), block('focus', DATE, '11:00', 90)]
    expect(hours(touching, 'focus')).toBe(3.5)
    expect(hours([...touching, block('rest', DATE, '11:00', 10)], 'focus')).toBe(2)
    expect(hours([block('focus', DATE, '09:00', 60), block('focus', DATE, '10:05', 60)], 'focus')).toBe(1)
  })

  test('blocks that take breaks of their own are no focus without a break', () => {
    const rounds = block('focus', DATE, '09:00', 300, { focus: { mode: 'pomodoro' } })
    const found = dayFindings(
      laidPieces([rounds]),
      dayWindow(DATE, ZONE),
      usual,
      ({ focus }) => focus?.mode === 'pomodoro',
    )
    expect(found.map(({ name }) => name)).toEqual(['spread'])
  })

  test('the reachable time that was promised counts on days of work only', () => {
    const promised = { ...usual, reachable: 120 }
    expect(hours([block('open', DATE, '09:00', 90)], 'reachable', promised)).toBe(1.5)
    expect(findings([block('personal', DATE, '09:00', 90)], promised)).toEqual([])
  })

  test('a week counts each hour once, and meetings of calendars', () => {
    const start = instantAt('2026-11-23', '00:00', ZONE)
    const week = { start, end: start + 7 * DAY }
    const meeting = {
      start: instantAt(DATE, '10:00', ZONE),
      end: instantAt(DATE, '13:00', ZONE),
      as: 'together' as const,
    }
    const pieces = laidPieces([block('focus', DATE, '09:00', 120), block('open', DATE, '10:00', 60)], [meeting])
    expect(weekFinding(pieces, week, usual)).toMatchObject({ is: 4 * HOUR, passed: false })
    expect(weekFinding(pieces, week, { ...usual, week: 180 })?.passed).toBe(true)
    expect(weekFinding(pieces, week, { ...usual, week: 0 })).toBeNull()
  })

  test('only what a change made worse is news', () => {
    const before = findings([block('focus', DATE, '08:00', 200)])
    const longer = findings([block('focus', DATE, '08:00', 230)])
    expect(newlyPassed(before, longer).map(({ name }) => name)).toEqual(['focus'])
    expect(newlyPassed(longer, before)).toEqual([])
    expect(newlyPassed(before, before)).toEqual([])
  })
})

describe('pieces', () => {
  test('a later start counts, and gives back what it did not cover', () => {
    const long = block('focus', DATE, '09:00', 240, { id: 'long' })
    const inside = block('open', DATE, '10:00', 30, { id: 'inside' })
    const kinds = laidPieces([inside, long]).map(({ kind, start, end }) => [kind, (end - start) / MINUTE])
    expect(kinds).toEqual([
      ['focus', 60],
      ['open', 30],
      ['focus', 150],
    ])
  })
})
