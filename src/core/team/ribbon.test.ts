import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { availability, evidenceOf } from '../availability/decide.ts'
import type { Person, SharedInterval } from '../sync/records.ts'
import { HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { dayWindow, effectiveIntervals, ribbonOf, ribbonPieces, seamsIn, shareOf } from './ribbon.ts'

const ZONES = ['Europe/Lisbon', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Los_Angeles']
const NOW = Date.UTC(2026, 10, 26, 9, 6)

const person = (over: Partial<Person>): Person => ({
  id: 'p',
  name: 'Ben',
  live: true,
  gone: null,
  presence: { rule: 4, zone: 'UTC' },
  manual: null,
  plan: null,
  asOf: NOW,
  ...over,
})
const planned = (...intervals: SharedInterval[]) => ({ zone: 'UTC', intervals })
const at = (time: string): Instant => instantAt('2026-11-26', time, 'UTC')

describe('the day of the viewer', () => {
  test.each(ZONES)('in %s it holds now, and its axis rises from 0 to 1', (zone) => {
    const day = dayWindow(NOW, zone)
    expect(day.start).toBeLessThanOrEqual(NOW)
    expect(day.end).toBeGreaterThan(NOW)
    expect(day.ticks.map((tick) => tick.hour)).toEqual([0, 6, 12, 18, 24])
    expect(day.ticks.at(0)?.at).toBe(0)
    expect(day.ticks.at(-1)?.at).toBe(1)
  })

  test('is 25 hours where the clock goes back, and noon moves past the middle', () => {
    const day = dayWindow(Date.UTC(2026, 9, 25, 12), 'Europe/Lisbon')
    expect(day.end - day.start).toBe(25 * HOUR)
    expect(day.ticks[2]?.at).toBeCloseTo(13 / 25)
  })

  test('is 23 hours where the clock goes forward', () => {
    const day = dayWindow(Date.UTC(2026, 2, 29, 12), 'Europe/Lisbon')
    expect(day.end - day.start).toBe(23 * HOUR)
  })
})

describe('the ribbon', () => {
  test('keeps what runs over midnight in one piece, so that its edges can be drawn as cut', () => {
    const day = dayWindow(NOW, 'UTC')
    const overnight: SharedInterval = { start: day.start - 2 * HOUR, end: day.start + 6 * HOUR, state: 'focusing' }
    expect(ribbonPieces([overnight], day)).toEqual([overnight])
  })

  test('shows another zone where it falls on my own day', () => {
    const taipei: SharedInterval = {
      start: instantAt('2026-11-26', '14:00', 'Asia/Taipei'),
      end: instantAt('2026-11-26', '17:00', 'Asia/Taipei'),
      state: 'available',
    }
    const day = dayWindow(NOW, 'Africa/Lagos')
    const [piece] = ribbonPieces([taipei], day)
    expect(shareOf(day, piece?.start ?? 0)).toBeCloseTo(7 / 24)
    expect(shareOf(day, piece?.end ?? 0)).toBeCloseTo(10 / 24)
  })

  test('draws neighbours of one state as one piece, whatever their places', () => {
    const day = dayWindow(NOW, 'UTC')
    const pieces = ribbonPieces(
      [
        { start: at('09:00'), end: at('10:00'), state: 'available', place: 'home' },
        { start: at('10:00'), end: at('12:00'), state: 'available', place: 'office' },
      ],
      day,
    )
    expect(pieces).toEqual([{ start: at('09:00'), end: at('12:00'), state: 'available' }])
  })

  test('a session lies over the plan until its end', () => {
    const ben = person({
      plan: planned({ start: at('08:00'), end: at('12:00'), state: 'available' }),
      presence: { rule: 2, state: 'focusing', until: at('10:00'), zone: 'UTC' },
      asOf: at('09:00'),
    })
    expect(effectiveIntervals(ben, true, NOW)).toEqual([
      { start: at('08:00'), end: at('09:00'), state: 'available' },
      { start: at('09:00'), end: at('10:00'), state: 'focusing' },
      { start: at('10:00'), end: at('12:00'), state: 'available' },
    ])
  })

  test('a session within a focus block is one piece with it', () => {
    const ben = person({
      plan: planned({ start: at('08:45'), end: at('11:00'), state: 'focusing', place: 'home' }),
      presence: { rule: 2, state: 'focusing', until: at('09:30'), zone: 'UTC', place: 'home' },
      asOf: at('09:05'),
    })
    expect(effectiveIntervals(ben, true, NOW)).toEqual(ben.plan?.intervals)
  })

  test('an absence set by hand clears the plan until its end, and what is over is the plan again', () => {
    const ben = person({
      plan: planned({ start: at('08:00'), end: at('12:00'), state: 'available' }),
      manual: { state: 'away', until: at('11:00') },
      asOf: at('09:00'),
    })
    expect(effectiveIntervals(ben, true, NOW).map(({ start, end }) => [start, end])).toEqual([
      [at('08:00'), at('09:00')],
      [at('11:00'), at('12:00')],
    ])
    expect(effectiveIntervals(ben, true, at('11:30'))).toHaveLength(1)
  })

  test('a session of a device that is gone is not drawn', () => {
    const ben = person({
      live: false,
      gone: 'lost',
      presence: { rule: 2, state: 'focusing', until: at('10:00'), zone: 'UTC' },
    })
    expect(ribbonOf(ben, true, dayWindow(NOW, 'UTC'), NOW)).toEqual([])
    expect(ribbonOf({ ...ben, live: true }, false, dayWindow(NOW, 'UTC'), NOW)).toEqual([])
  })
})

describe('seams', () => {
  const day = dayWindow(NOW, 'Europe/Lisbon')

  test('stand where another clock begins its next date', () => {
    expect(seamsIn('Asia/Kathmandu', day)).toEqual([
      { at: instantAt('2026-11-26', '18:15', 'Europe/Lisbon'), kind: 'midnight' },
    ])
    expect(seamsIn('Europe/London', day)).toEqual([])
  })

  test('and where it is set', () => {
    const march = dayWindow(Date.UTC(2026, 2, 8, 12), 'Europe/Lisbon')
    expect(seamsIn('America/New_York', march)).toEqual([
      { at: instantAt('2026-03-08', '05:00', 'Europe/Lisbon'), kind: 'midnight' },
      { at: instantAt('2026-03-08', '07:00', 'Europe/Lisbon'), kind: 'clock' },
    ])
  })
})

/** Sorted intervals without overlaps, on whole minutes around now. */
const plans: fc.Arbitrary<SharedInterval[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: -30 * 60, max: 30 * 60 }), { minLength: 2, maxLength: 16 }),
    fc.array(fc.constantFrom('available', 'focusing', 'together' as const), { minLength: 8, maxLength: 8 }),
  )
  .map(([edges, states]) => {
    const at = edges.toSorted((a, b) => a - b).map((minute) => NOW + minute * MINUTE)
    return states.flatMap((state, index) => {
      const [start, end] = at.slice(index * 2)
      return start === undefined || end === undefined ? [] : [{ start, end, state }]
    })
  })

const sessions = fc.option(fc.integer({ min: 1, max: 600 }), { nil: null })

/** What the ribbon shows at each minute from now to midnight, and what the words would say then. */
function drawnAndSaid(someone: Person, zone: string): { drawn: string[]; said: string[] } {
  const day = dayWindow(NOW, zone)
  const ribbon = ribbonOf(someone, true, day, NOW)
  const minutes = Array.from({ length: Math.ceil((day.end - NOW) / MINUTE) }, (_, index) => NOW + index * MINUTE)
  const drawn = minutes.map(
    (minute) => ribbon.find(({ start, end }) => start <= minute && minute < end)?.state ?? 'nothing',
  )
  const said = minutes.map((minute) => {
    const { state } = availability(evidenceOf(someone, true), minute)
    return state === 'away' || state === 'off' ? 'nothing' : state
  })
  return { drawn, said }
}

test('from now on the ribbon says minute by minute what the availability says', () => {
  fc.assert(
    fc.property(plans, fc.constantFrom(...ZONES), sessions, (intervals, zone, focus) => {
      const session = { rule: 2, state: 'focusing', until: NOW + (focus ?? 0) * MINUTE, zone } as const
      const presence = focus === null ? ({ rule: 4, zone } as const) : session
      const { drawn, said } = drawnAndSaid(person({ plan: { zone, intervals }, presence }), zone)
      expect(drawn).toEqual(said)
    }),
    { numRuns: 12 },
  )
})
