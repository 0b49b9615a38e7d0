import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askOracle, type OraclePerson } from '../../../tests/scenarios/overlapOracle.ts'
import type { Person, SharedInterval } from '../sync/records.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { findOverlap, type Slot } from './overlap.ts'
import { type Attendee, attendeeOf } from './overlap/attendee.ts'

const ZONES = [
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'America/Los_Angeles',
  'Asia/Kathmandu',
  'Europe/Lisbon',
]
const zoned = (date: string, time: string, zone: string): Instant => instantAt(date, time, zone)
const span = (date: string, from: string, to: string, zone: string, state: SharedInterval['state'] = 'available') => ({
  start: zoned(date, from, zone),
  end: zoned(date, to, zone),
  state,
})
const known = { live: true, gone: null, manual: null, asOf: null } as const
const person = (id: string, zone: string, intervals: SharedInterval[]): Person => ({
  ...known,
  id,
  name: id,
  presence: { rule: 4, zone },
  plan: { zone, intervals },
})
const MONDAY = zoned('2026-11-23', '00:00', 'UTC')
const attendees = (...people: Person[]): Attendee[] => people.map((one) => attendeeOf(one, true, MONDAY))
const week = { start: MONDAY, end: MONDAY + 5 * DAY }
const times = (slots: readonly Slot[]): string[] => slots.map(({ start }) => new Date(start).toISOString().slice(5, 16))

describe('windows that are free for all', () => {
  const ana = person('ana', 'Europe/Lisbon', [
    span('2026-11-23', '09:10', '12:00', 'Europe/Lisbon'),
    span('2026-11-23', '20:00', '22:00', 'Europe/Lisbon'),
    span('2026-11-24', '09:00', '12:00', 'Europe/Lisbon'),
  ])
  const ben = person('ben', 'Europe/Berlin', [
    span('2026-11-23', '09:00', '13:00', 'Europe/Berlin'),
    span('2026-11-24', '09:00', '11:00', 'Europe/Berlin', 'focusing'),
    span('2026-11-24', '11:00', '13:00', 'Europe/Berlin', 'together'),
  ])

  test('start at a quarter of an hour, and each is told whole', () => {
    const { isFree, slots } = findOverlap({ attendees: attendees(ana, ben), length: HOUR, window: week })
    expect(isFree).toBe(true)
    expect(times(slots)).toEqual(['11-23T09:15', '11-24T10:00'])
    expect(slots[0]?.free).toEqual({
      start: zoned('2026-11-23', '09:10', 'UTC'),
      end: zoned('2026-11-23', '12:00', 'UTC'),
    })
    expect(slots[0]?.seats).toEqual([
      { id: 'ana', burden: 0, worst: 'available' },
      { id: 'ben', burden: 0, worst: 'available' },
    ])
  })

  test('one in which only some are together comes after one in which nobody is, and says so', () => {
    const { slots } = findOverlap({ attendees: attendees(ana, ben), length: HOUR, window: week })
    expect(slots.map(({ isMixed }) => isMixed)).toEqual([false, true])
  })

  test('one in core hours comes first, and lies in them', () => {
    const core = [span('2026-11-24', '10:30', '11:30', 'UTC')]
    const { slots } = findOverlap({ attendees: attendees(ana, ben), length: HOUR, window: week, core })
    expect(slots.map(({ start, inCore }) => [new Date(start).toISOString().slice(11, 16), inCore])).toEqual(
      [
        ['09:15', false],
        ['10:30', true],
      ].toReversed(),
    )
  })

  test('none touches a no-meeting block', () => {
    const closed = [span('2026-11-23', '00:00', '23:59', 'UTC')]
    const { slots } = findOverlap({ attendees: attendees(ana, ben), length: HOUR, window: week, closed })
    expect(times(slots)).toEqual(['11-24T10:00'])
  })

  test('somebody who shares no plan is in it by day, and said to be unsure', () => {
    const dev: Person = { ...known, id: 'dev', name: 'Dev', presence: { rule: 4, zone: 'Europe/Lisbon' }, plan: null }
    const { slots, isFree } = findOverlap({ attendees: attendees(ana, dev), length: HOUR, window: week })
    expect(isFree).toBe(true)
    expect(slots[0]?.seats[1]).toEqual({ id: 'dev', burden: 0, worst: 'unsure' })
  })
})

describe('where no window is free', () => {
  const night = person('night', 'America/Los_Angeles', [span('2026-11-23', '09:00', '17:00', 'America/Los_Angeles')])
  const early = person('early', 'Asia/Kathmandu', [span('2026-11-23', '09:00', '17:00', 'Asia/Kathmandu')])
  const window = { start: MONDAY, end: MONDAY + DAY + 12 * HOUR }

  test('who bore more before is spared now', () => {
    const slotFor = (tally: Record<string, number>): Slot | undefined =>
      findOverlap({ attendees: attendees(night, early), length: HOUR, window, tally }).slots[0]
    const bearer = (slot: Slot | undefined): Record<string, number> =>
      Object.fromEntries((slot?.seats ?? []).map(({ id, burden }) => [id, burden]))
    expect(bearer(slotFor({ night: 480 }))['night']).toBeLessThan(bearer(slotFor({ early: 480 }))['night'] ?? 0)
    expect(bearer(slotFor({ early: 480 }))['early']).toBeLessThan(bearer(slotFor({ night: 480 }))['early'] ?? 0)
  })

  test('suggestions lie apart, and every one says who is put out', () => {
    const { slots, isFree } = findOverlap({ attendees: attendees(night, early), length: HOUR, window })
    expect(isFree).toBe(false)
    const starts = slots.map(({ start }) => start).toSorted((a, b) => a - b)
    for (const [index, start] of starts.slice(1).entries())
      expect(start - (starts[index] ?? 0)).toBeGreaterThan(3 * HOUR)
    for (const { burden, seats } of slots) expect(burden).toBe(seats.reduce((sum, seat) => sum + seat.burden, 0))
  })

  test('nothing comes of nobody, of no time and of a window that is too short', () => {
    const wish = { attendees: attendees(night), length: HOUR, window }
    expect(findOverlap({ ...wish, attendees: [] }).slots).toEqual([])
    expect(findOverlap({ ...wish, length: 0 }).slots).toEqual([])
    expect(findOverlap({ ...wish, window: { start: MONDAY, end: MONDAY + HOUR - 1 } }).slots).toEqual([])
  })
})

test('a plan that was published ten days ago is not read as time away beyond its end', () => {
  const gone = {
    ...person('gone', 'UTC', [span('2026-11-23', '09:00', '10:00', 'UTC')]),
    live: false,
    asOf: MONDAY - 10 * DAY,
  }
  expect(attendeeOf(gone, true, MONDAY).knownUntil * MINUTE).toBe(MONDAY + 6 * DAY)
})

/** Weeks in which clocks are set: the US, Europe, Lord Howe and Chatham, in spring and in autumn. */
const WEEKS = ['2026-03-06', '2026-03-27', '2026-04-03', '2026-09-25', '2026-10-02', '2026-10-23', '2026-10-30']
const anySpan = fc.record({
  from: fc.nat(3 * 24 * 12),
  length: fc.integer({ min: 3, max: 150 }),
  gap: fc.integer({ min: 0, max: 250 }),
  state: fc.constantFrom<SharedInterval['state']>('available', 'available', 'available', 'focusing', 'together'),
})
const anyPerson = fc.record({
  zone: fc.constantFrom(...ZONES),
  spans: fc.array(anySpan, { minLength: 1, maxLength: 14 }),
  borne: fc.nat(900),
  knownDays: fc.integer({ min: 2, max: 6 }),
})

function laid(from: number, spans: readonly { length: number; gap: number; state: SharedInterval['state'] }[]) {
  let at = from
  return spans.map(({ gap, length, state }) => {
    const start = (at += gap * 2) * MINUTE
    return { start, end: (at += length * 3) * MINUTE, state }
  })
}

test('equals an oracle that looks at every minute, in weeks when clocks are set', () => {
  const found = { free: 0, least: 0 }
  fc.assert(
    fc.property(
      fc.constantFrom(...WEEKS),
      fc.array(anyPerson, { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 10, max: 150 }),
      fc.array(fc.tuple(fc.nat(4_000), fc.integer({ min: 1, max: 600 })), { maxLength: 2 }),
      (date, drawn, length, shut) => {
        const start = zoned(date, '06:00', 'UTC') / MINUTE
        const end = start + 3 * 24 * 60
        const people: OraclePerson[] = drawn.map(({ zone, spans, knownDays }, index) => ({
          id: `p${index}`,
          zone,
          intervals: laid(start - 600, spans),
          knownUntil: start + knownDays * 1_440 - 100,
        }))
        const tally = Object.fromEntries(drawn.map(({ borne }, index) => [`p${index}`, borne]))
        const closed = shut.map(([from, long]) => ({ start: start + from, end: start + from + long }))
        const oracle = askOracle({ people, start, end, length, tally, closed })
        const overlap = findOverlap({
          attendees: people.map(({ intervals, ...rest }) => ({
            ...rest,
            blocks: intervals.map((one) => ({ ...one, start: one.start / MINUTE, end: one.end / MINUTE })),
          })),
          length: length * MINUTE,
          window: { start: start * MINUTE, end: end * MINUTE },
          tally,
          closed: closed.map((one) => ({ start: one.start * MINUTE, end: one.end * MINUTE })),
          most: 1_000,
        })
        const [best] = overlap.slots
        expect(best === undefined ? null : oracle.cost(best.start / MINUTE)).toBe(oracle.least)
        expect(overlap.isFree).toBe(oracle.free.length > 0)
        if (overlap.isFree) {
          const windows = overlap.slots.map(
            ({ free }) => [(free?.start ?? 0) / MINUTE, (free?.end ?? 0) / MINUTE] as const,
          )
          expect(windows.toSorted(([a], [b]) => a - b)).toEqual(oracle.free)
        }
        for (const slot of overlap.slots.slice(0, 12)) {
          expect(slot.end - slot.start).toBe(length * MINUTE)
          for (const { id, burden } of slot.seats) expect(burden).toBe(oracle.burden(id, slot.start / MINUTE))
        }
        found[overlap.isFree ? 'free' : 'least'] += 1
      },
    ),
    { numRuns: 120 },
  )
  expect(found.free).toBeGreaterThan(5)
  expect(found.least).toBeGreaterThan(5)
})
