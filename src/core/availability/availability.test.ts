import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import type { Person } from '../sync/records.ts'
import { HOUR, MINUTE } from '../time/instant.ts'
import { addDays, instantAt, isZone } from '../time/zone.ts'
import { sharedIntervals, sharedPlan } from './cut.ts'
import { availability, type Evidence, evidenceOf, isReachable } from './decide.ts'

const ZONE = 'Europe/Lisbon'
const DAY = '2026-11-26'
const at = (time: string, date = DAY): number => instantAt(date, time, ZONE)
const day = [
  block('focus', DAY, '06:30', 90),
  block('personal', DAY, '08:00', 45),
  block('focus', DAY, '08:45', 135),
  block('open', DAY, '11:00', 90),
  block('rest', DAY, '12:30', 45),
  block('together', DAY, '13:30', 60),
  block('open', DAY, '15:00', 60),
  block('focus', DAY, '22:00', 240),
]
const evidence = (change: Partial<Evidence> = {}): Evidence => ({
  manual: null,
  presence: { rule: 4, zone: ZONE },
  plan: sharedIntervals(day, { place: false }),
  zone: ZONE,
  live: true,
  lost: false,
  known: true,
  ...change,
})
const session = (until: string): Evidence['presence'] => ({ rule: 2, state: 'focusing', until: at(until), zone: ZONE })

describe('the cut', () => {
  test('private kinds, titles and empty time are the same nothing', () => {
    const secret = day.map((one) => ({ ...one, title: 'secret', place: 'clinic' }))
    expect(sharedIntervals(secret, { place: false })).toEqual(sharedIntervals(day, { place: false }))
    expect(JSON.stringify(sharedIntervals(secret, { place: false }))).not.toMatch(/secret|clinic|rest|personal/)
  })

  test('a private change sends nothing: the shared plan stays the same', () => {
    const before = sharedPlan(day, ZONE, { place: false }, at('09:00'))
    const changed = day.filter((one) => one.kind !== 'rest').concat(block('personal', DAY, '17:00', 200))
    expect(sharedPlan(changed, ZONE, { place: false }, at('09:00'))).toEqual(before)
  })

  test('overlaps are resolved, neighbours joined, order kept, for any blocks', () => {
    const kinds = fc.constantFrom('focus' as const, 'open' as const, 'together' as const, 'personal' as const)
    const blocks = fc.array(
      fc.record({ kind: kinds, start: fc.integer({ min: 0, max: 200 }), minutes: fc.integer({ min: 1, max: 40 }) }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(blocks, (list) => {
        const made = list.map((one, index) => ({
          ...block(one.kind, DAY, '00:00', one.minutes * 5),
          id: `b${index}`,
          start: new Date(at('00:00') + one.start * 5 * MINUTE).toISOString().replace('Z', '+00:00[UTC]'),
        }))
        const cut = sharedIntervals(made, { place: false })
        for (const [index, interval] of cut.entries()) {
          expect(interval.end).toBeGreaterThan(interval.start)
          const next = cut[index + 1]
          if (next !== undefined) expect(next.start).toBeGreaterThanOrEqual(interval.end)
        }
        const covered = (minute: number): boolean =>
          made.some((one) => {
            const start = Date.parse(one.start.slice(0, 29))
            return one.kind !== 'personal' && start <= minute && minute < start + one.minutes * MINUTE
          })
        for (let step = 0; step < 250; step += 1) {
          const minute = at('00:00') + step * 5 * MINUTE
          expect(cut.some((interval) => interval.start <= minute && minute < interval.end)).toBe(covered(minute))
        }
      }),
      {
        numRuns: 150,
        examples: [
          [[0, 2, 1].map((start, index) => ({ kind: 'focus' as const, start, minutes: [5, 1, 3][index] ?? 1 }))],
        ],
      },
    )
  })
})

describe('availability, first rule that matches', () => {
  test('1: set by hand wins until its end', () => {
    const manual = { state: 'away', until: at('09:30') } as const
    expect(availability(evidence({ manual, presence: session('10:30') }), at('09:06'))).toMatchObject({
      state: 'away',
      source: 'manual',
      until: at('09:30'),
    })
    expect(availability(evidence({ manual, presence: session('10:30') }), at('09:30'))).toMatchObject({
      state: 'focusing',
      source: 'session',
    })
  })

  test('2: a session focuses; inside a focus block one is back only when the block ends', () => {
    expect(availability(evidence({ presence: session('09:30') }), at('09:06'))).toEqual({
      state: 'focusing',
      source: 'session',
      until: at('11:00'),
      back: at('11:00'),
      byPlan: false,
    })
  })

  test('2: without a plan one is back when the session ends', () => {
    expect(availability(evidence({ plan: [], presence: session('14:30') }), at('14:00'))).toMatchObject({
      state: 'focusing',
      until: at('14:30'),
      back: at('14:30'),
    })
  })

  test('4: the shared block now', () => {
    expect(availability(evidence(), at('11:10'))).toMatchObject({ state: 'available', until: at('12:30'), back: null })
    expect(availability(evidence(), at('13:40'))).toMatchObject({ state: 'together', until: at('14:30'), back: null })
  })

  test('5 and 6: away before a later block of the day, off after the last, back at the next shared block', () => {
    expect(availability(evidence(), at('08:10'))).toMatchObject({
      state: 'away',
      until: at('08:45'),
      back: at('11:00'),
    })
    const early = evidence({ plan: sharedIntervals(day.slice(0, 7), { place: false }) })
    expect(availability(early, at('17:00'))).toMatchObject({ state: 'off', until: null, back: null })
  })

  test('the night block runs past midnight in one piece', () => {
    expect(availability(evidence(), at('23:30'))).toMatchObject({
      state: 'focusing',
      until: at('02:00', addDays(DAY, 1)),
    })
  })

  test('nobody is shown green by a plan alone', () => {
    for (let minute = 0; minute < 24 * 60; minute += 7) {
      for (const lost of [true, false]) {
        const shown = availability(
          evidence({ live: false, presence: session('23:59'), lost }),
          at('00:00') + minute * MINUTE,
        )
        expect(['away', 'off', 'unknown']).toContain(shown.state)
      }
    }
    expect(availability(evidence({ live: false, presence: null }), at('09:06'))).toMatchObject({
      state: 'unknown',
      byPlan: true,
      back: at('11:00'),
    })
  })

  test('nobody who never said anything is known', () => {
    const stranger: Person = {
      id: 'p',
      name: 'P',
      live: false,
      gone: 'lost',
      presence: null,
      manual: null,
      plan: null,
      asOf: null,
    }
    expect(availability(evidenceOf(stranger), at('09:00'))).toMatchObject({ state: 'unknown', until: null, back: null })
  })

  test('until and back agree with looking at every minute', () => {
    const manual = fc.option(
      fc.record({
        state: fc.constantFrom('available' as const, 'away' as const),
        until: fc.integer({ min: 0, max: 2_000 }),
      }),
      { nil: null },
    )
    fc.assert(
      fc.property(
        manual,
        fc.integer({ min: 0, max: 1_500 }),
        fc.integer({ min: 0, max: 1_439 }),
        (byHand, until, start) => {
          const zero = at('00:00')
          const known = evidence({
            manual: byHand === null ? null : { state: byHand.state, until: zero + byHand.until * MINUTE },
            presence: { rule: 2, state: 'focusing', until: zero + until * MINUTE, zone: ZONE },
          })
          const now = zero + start * MINUTE
          const shown = availability(known, now)
          const minutes = Array.from({ length: 3 * 24 * 60 }, (_, index) => now + index * MINUTE)
          const states = minutes.map((minute) => availability(known, minute).state)
          const change = states.findIndex((state) => state !== shown.state)
          const back = states.findIndex(isReachable)
          expect(shown.until).toBe(change === -1 ? null : minutes[change])
          expect(shown.back).toBe(isReachable(shown.state) || back === -1 ? null : minutes[back])
        },
      ),
      { numRuns: 8 },
    )
  }, 60_000)
})

describe('zones', () => {
  test('names, not offsets', () => {
    expect(['Europe/Lisbon', 'Pacific/Chatham', 'UTC'].every(isZone)).toBe(true)
    expect(['Mars/Olympus', '+02:00', '', 'Europe/'].some(isZone)).toBe(false)
  })

  test('a wall time in a gap moves forward, in a fold means the first', () => {
    expect(instantAt('2026-03-29', '01:30', ZONE)).toBe(Date.UTC(2026, 2, 29, 1, 30))
    expect(instantAt('2026-10-25', '01:30', ZONE)).toBe(Date.UTC(2026, 9, 25, 0, 30))
    expect(at('00:00', '2026-10-26') - at('00:00', '2026-10-25')).toBe(25 * HOUR)
  })
})
