/** The core-hours check against an oracle that looks at every minute on the clock, over weeks in which clocks are set. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import { clock, coreRuns, HARD_ZONES, type Run, slotsOf as slotsIn } from '../../../tests/scenarios/coreOracle.ts'
import type { SharedInterval } from '../sync/records.ts'
import { DAY, MINUTE } from '../time/instant.ts'
import { instantAt, UNKNOWN_CLOCK } from '../time/zone.ts'
import {
  CHECKED_DAYS,
  checkCoreHours,
  checkingCoreHours,
  coreBudget,
  type CoreGap,
  nextCore,
  piecesOf,
  repairOf,
} from './coreHours.ts'
import { ownPieces } from './own.ts'
import type { WeeklyHours } from './rules.ts'

const SLOT = 5 * MINUTE
const slotsOf = (run: Run): number[] => slotsIn(run, SLOT)
/** Days before the clocks of one or another of them are set. */
const STARTS = ['2026-03-01', '2026-03-28', '2026-09-20', '2026-09-30', '2026-10-22', '2026-11-22']

function oracleMove(
  gap: CoreGap,
  cores: readonly Run[],
  intervals: readonly SharedInterval[],
  zone: string,
  now: number,
) {
  const reach = (list: readonly SharedInterval[]): Set<number> =>
    new Set(list.filter(({ state }) => state !== 'focusing').flatMap(slotsOf))
  const before = reach(intervals)
  const open = (core: Run): number[] => slotsOf(core).filter((at) => at >= now)
  const kept = cores.filter((core) => open(core).every((at) => before.has(at))).flatMap(open)
  const need = [...open(gap.core), ...kept]
  const today = clock(gap.core.start, zone).date
  let best: { start: number; by: number } | null = null
  for (const piece of intervals) {
    if (piece.state === 'focusing' || piece.start < now || clock(piece.start, zone).date !== today) continue
    const others = intervals.filter((other) => other !== piece)
    const taken = new Set(others.flatMap(slotsOf))
    const covered = reach(others)
    const open = need.filter((at) => !covered.has(at))
    for (let by = -2 * DAY; by <= 2 * DAY; by += SLOT) {
      const moved = { start: piece.start + by, end: piece.end + by }
      if (moved.start < now || open.some((at) => at < moved.start || at >= moved.end)) continue
      if (slotsOf(moved).some((at) => taken.has(at))) continue
      const shorter =
        best === null || Math.abs(by) < Math.abs(best.by) || (Math.abs(by) === Math.abs(best.by) && by < best.by)
      if (shorter) best = { start: piece.start, by }
    }
  }
  return best
}

const wall = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
/** Clocks are set between one and four at night: hours may reach over that, and do not begin or end in it. */
const times = [0, 30, ...Array.from({ length: 40 }, (_none, at) => 4 * 60 + at * 30)]
const weeklyHours = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
    start: fc.constantFrom(...times),
    length: fc.integer({ min: 2, max: 8 }).map((halves) => halves * 30),
    zone: fc.option(fc.constantFrom(...HARD_ZONES), { nil: undefined }),
  })
  .map(({ days, start, length, zone }): WeeklyHours => {
    const end = Math.min(24 * 60, Math.max(start + length, start < 60 ? 4 * 60 : 0))
    return { days, start: wall(start), end: wall(end), ...(zone === undefined ? {} : { zone }) }
  })

/** Each slice of a day is free, or holds a stretch of some state; some days are off. */
const day = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  {
    weight: 4,
    arbitrary: fc.array(
      fc.record({
        pause: fc.integer({ min: 0, max: 60 }),
        length: fc.integer({ min: 3, max: 72 }),
        state: fc.constantFrom('available' as const, 'focusing' as const, 'together' as const),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  },
)
const plan = fc.array(day, { minLength: CHECKED_DAYS + 2, maxLength: CHECKED_DAYS + 2 })

interface Slice {
  readonly pause: number
  readonly length: number
  readonly state: SharedInterval['state']
}

function intervalsOf(days: readonly (readonly Slice[])[], from: number) {
  const found: SharedInterval[] = []
  days.forEach((list, index) => {
    let at = Math.max(from + index * DAY, found.at(-1)?.end ?? 0)
    for (const { pause, length, state } of list) {
      const start = at + pause * SLOT
      at = start + length * SLOT
      found.push({ start, end: at, state })
    }
  })
  return found
}

describe('the core-hours check', () => {
  test('finds the same minutes and the same smallest move as looking at every one', () => {
    let repaired = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...STARTS),
        fc.integer({ min: 0, max: 12 * 24 }),
        fc.constantFrom(...HARD_ZONES),
        fc.array(weeklyHours, { minLength: 1, maxLength: 2 }),
        plan,
        (date, later, zone, hours, days) => {
          const now = Date.parse(`${date}T00:00Z`) + later * SLOT
          const intervals = intervalsOf(days, now - DAY)
          if (intervals.length === 0) return
          const shared = { zone, intervals }
          const { gaps } = checkCoreHours(hours, [{ id: 'p', plan: shared }], now)
          const cores = hours.flatMap((each) => coreRuns(each, zone, now, SLOT))
          const reachable = new Set(intervals.filter(({ state }) => state !== 'focusing').flatMap(slotsOf))
          const expected = cores
            .map((core) => ({ ...core, slots: slotsOf(core).filter((at) => at >= now && !reachable.has(at)) }))
            .filter(({ slots }) => slots.length > 0)
            .toSorted((a, b) => a.start - b.start || a.end - b.end)
          const found = gaps
            .map(({ core, missing }) => ({ start: core.start, end: core.end, slots: missing.flatMap(slotsOf) }))
            .toSorted((a, b) => a.start - b.start || a.end - b.end)
          expect(found).toEqual(expected.map(({ start, end, slots }) => ({ start, end, slots })))
          const busyDates = new Set(intervals.flatMap(slotsOf).map((at) => clock(at, zone).date))
          for (const gap of gaps.slice(0, 3)) {
            expect(gap.isOff).toBe(!busyDates.has(clock(gap.core.start, zone).date))
            const move = repairOf({ gap, hours, zone, pieces: piecesOf(shared), now })
            const best = oracleMove(gap, cores, intervals, zone, now)
            expect(move === null ? null : { start: move.piece.start, by: move.by }).toEqual(best)
            if (move !== null) repaired += 1
          }
        },
      ),
      { numRuns: 120 },
    )
    expect(repaired).toBeGreaterThan(20)
  })

  const LISBON = 'Europe/Lisbon'
  const at = (time: string, date = '2026-11-24'): number => instantAt(date, time, LISBON)
  const hours: WeeklyHours[] = [{ days: [2], start: '10:00', end: '12:00', zone: LISBON }]
  const NOW = at('09:00')

  test('who shares no plan is unknown, and what is over counts no more', () => {
    const open = { zone: LISBON, intervals: [{ start: at('10:30'), end: at('18:00'), state: 'available' as const }] }
    const check = checkCoreHours(
      hours,
      [
        { id: 'ana', plan: open },
        { id: 'ben', plan: null },
      ],
      at('10:40'),
    )
    expect(check.unknown).toEqual(['ben'])
    expect(check.gaps.map(({ person, core, isOff }) => [person, core.date, isOff])).toEqual([
      ['ana', '2026-12-01', true],
      ['ana', '2026-12-08', true],
    ])
    expect(nextCore(hours, LISBON, NOW)?.start).toBe(at('10:00'))
  })

  test('who does not share their clock is held to hours of a zone, and not to those on everybody’s own', () => {
    const plan = {
      zone: UNKNOWN_CLOCK,
      intervals: [{ start: at('10:30'), end: at('18:00'), state: 'available' as const }],
    }
    const own = { days: [2], start: '06:00', end: '07:00' }
    const check = checkCoreHours([...hours, own], [{ id: 'ana', plan }], NOW)
    expect(check.clockless).toEqual(['ana'])
    expect(check.gaps.map(({ core, isOff }) => [core.date, core.start, isOff])).toEqual([
      ['2026-11-24', at('10:00'), false],
      ['2026-12-01', at('10:00', '2026-12-01'), true],
    ])
    expect(checkCoreHours(hours, [{ id: 'ana', plan }], NOW).clockless).toEqual([])
    expect(checkCoreHours([own], [{ id: 'ana', plan }], NOW).gaps).toEqual([])
  })

  test('in small steps, one a person, it finds what looking at all at once finds', () => {
    const people = Array.from({ length: 60 }, (_none, index) => ({
      id: `p${(index * 37) % 60}`,
      plan:
        index % 7 === 0
          ? null
          : {
              zone: HARD_ZONES[index % HARD_ZONES.length] ?? LISBON,
              intervals: [
                { start: at('08:00') + index * MINUTE, end: at('11:00') + index * MINUTE, state: 'available' as const },
              ],
            },
    }))
    const all: WeeklyHours[] = [...hours, { days: [2, 3, 4], start: '09:00', end: '11:00' }]
    const whole = people.map((one) => checkCoreHours(all, [one], NOW))
    let steps = 0
    const work = checkingCoreHours(all, people, NOW)
    let last = work.next()
    for (; last.done !== true; last = work.next()) steps += 1
    const found = last.value
    expect(steps).toBeGreaterThanOrEqual(people.length)
    expect(found).toEqual(checkCoreHours(all, people, NOW))
    expect(found.unknown).toEqual(whole.flatMap(({ unknown }) => unknown))
    expect(found.gaps).toEqual(
      whole
        .flatMap(({ gaps }) => gaps)
        .toSorted((a, b) => a.core.start - b.core.start || (a.person < b.person ? -1 : Number(a.person > b.person))),
    )
    expect(found.gaps.length).toBeGreaterThan(200)
  })

  test('what the team asks of a week, and how much of it a plan gives', () => {
    const twice: WeeklyHours[] = [...hours, { days: [2, 3], start: '11:00', end: '13:00', zone: LISBON }]
    const week = { start: at('00:00', '2026-11-23'), end: at('00:00', '2026-11-30') }
    const piece = (from: string, to: string, reachable: boolean) => ({
      start: at(from),
      end: at(to),
      reachable,
      movable: true,
    })
    const pieces = [piece('10:30', '11:30', true), piece('11:30', '12:00', false), piece('12:30', '14:00', true)]
    expect(coreBudget(twice, LISBON, pieces, week)).toEqual({ asked: 5 * 60 * MINUTE, kept: 90 * MINUTE })
  })

  test('my own private blocks are in the way of a move, and no one else’s business', () => {
    const state = stateWith({
      plan: planOf(
        block('open', '2026-11-24', '12:00', 120),
        block('personal', '2026-11-24', '10:30', 30),
        block('open', '2026-11-24', '15:00', 180),
      ),
    })
    const pieces = ownPieces(state, NOW)
    expect(pieces.map(({ reachable, movable }) => [reachable, movable])).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ])
    const gap = checkCoreHours(
      hours,
      [{ id: 'me', plan: { zone: LISBON, intervals: [{ start: at('12:00'), end: at('14:00'), state: 'available' }] } }],
      NOW,
    ).gaps[0]
    if (gap === undefined) throw new Error('there is a gap')
    expect(repairOf({ gap, hours, zone: LISBON, pieces, now: NOW })).toBeNull()
    const free = pieces.filter(({ reachable }) => reachable)
    expect(repairOf({ gap, hours, zone: LISBON, pieces: free, now: NOW })).toMatchObject({
      by: -120 * MINUTE,
      piece: { block: 'open-2026-11-24-12:00' },
    })
  })
})
