/** Wall times and instants agree in every zone on the days when clocks change. Run under several TZ by `npm test`. */
import { describe, expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { blockInterval, movedTo } from '../planner/block.ts'
import { HOUR, MINUTE } from './instant.ts'
import {
  addDays,
  dateIn,
  dayStart,
  inZone,
  instantAt,
  instantOf,
  nextTransition,
  offsetMinutes,
  wallTimeIn,
  weekday,
  zoneOf,
} from './zone.ts'

/** Zones chosen to hurt: half hours, 45 minutes, half-hour summer time, midnight changes, and days far from UTC. */
const ZONES = [
  'UTC',
  'Europe/Lisbon',
  'America/Los_Angeles',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Beirut',
]

/** The dates of every clock change from 2024 to 2032, and the days around them. */
function daysOfChange(zone: string): string[] {
  const days = new Set<string>()
  const end = Date.UTC(2033, 0, 1)
  for (let at = nextTransition(Date.UTC(2024, 0, 1), zone); at !== null && at < end; at = nextTransition(at, zone)) {
    const date = dateIn(at, zone)
    for (const shift of [-1, 0, 1]) days.add(addDays(date, shift))
  }
  return [...days, '2026-11-26', '2028-02-29']
}

describe.each(ZONES)('%s', (zone) => {
  const days = daysOfChange(zone)

  test('an instant shown on the wall and read again is the same instant', () => {
    for (const day of days) {
      const start = dayStart(day, zone)
      for (let at = start - 2 * HOUR; at < start + 28 * HOUR; at += 15 * MINUTE)
        expect(instantOf(inZone(at, zone))).toBe(at)
    }
  })

  test('a wall time that exists is shown as it was typed; one in a gap moves forward by the gap', () => {
    for (const day of days) {
      for (let minute = 0; minute < 24 * 60; minute += 15) {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const at = instantAt(day, time, zone)
        if (dateIn(at, zone) === day && wallTimeIn(at, zone) === time) continue
        const gap = offsetMinutes(at, zone) - offsetMinutes(at - 3 * HOUR, zone)
        expect(gap).toBeGreaterThan(0)
        expect(wallTimeIn(at - gap * MINUTE, zone) < time || dateIn(at - gap * MINUTE, zone) < day).toBe(true)
      }
    }
  })

  test('days follow one another without a gap', () => {
    for (const day of days) {
      const start = dayStart(day, zone)
      const end = dayStart(addDays(day, 1), zone)
      expect(dateIn(start - 1, zone)).toBe(addDays(day, -1))
      for (let at = start; at < end; at += 15 * MINUTE) expect(dateIn(at, zone)).toBe(day)
      expect(dateIn(end, zone)).toBe(addDays(day, 1))
    }
  })

  test('a block keeps its length over a clock change, and moving it there and back loses nothing', () => {
    for (const day of days) {
      const night = block('focus', day, '22:00', 8 * 60, { zone })
      const { start, end } = blockInterval(night)
      expect(end - start).toBe(8 * HOUR)
      expect(movedTo(movedTo(night, start + 25 * HOUR), start)).toEqual(night)
    }
  })
})

test('weekdays count from Monday', () => {
  expect([weekday('2026-11-23'), weekday('2026-11-29')]).toEqual([1, 7])
})

describe('a text that is read without a calendar', () => {
  test('keeps its wall time where the zone has another offset by now', () => {
    expect(instantOf('2026-07-01T12:00:00+05:00[Europe/Lisbon]')).toBe(
      instantAt('2026-07-01', '12:00', 'Europe/Lisbon'),
    )
  })

  test('is the same instant on every hour around the days when the clocks are set', () => {
    for (const zone of ZONES) {
      const change = nextTransition(instantAt('2026-01-01', '00:00', 'UTC'), zone)
      if (change === null) continue
      // Read in both directions: what is remembered of a zone must not leak from one side to the other.
      const hours = Array.from({ length: 200 }, (_none, index) => change + (index - 100) * HOUR)
      for (const at of [...hours, ...hours.toReversed()]) expect(instantOf(inZone(at, zone))).toBe(at)
    }
  })

  test('has the zone as the runtime spells it', () => {
    expect(zoneOf('2026-07-01T12:00:00+01:00[europe/lisbon]')).toBe('Europe/Lisbon')
  })
})
