/** The days of a zone with what the clock says: people are many, zones are few, and only zones need a calendar. */
import { MINUTE } from '../../time/instant.ts'
import { dateIn, dayNumber, offsetMinutes, type Zone } from '../../time/zone.ts'

const DAY_MINUTES = 24 * 60

/** A half-open stretch of whole minutes since 1970. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export type Hours = 'day' | 'edge' | 'night'

/** Where the parts of a day start on the clock: 06, 08, 20 and 22. */
const PARTS: readonly { readonly hour: number; readonly is: Hours }[] = [
  { hour: 0, is: 'night' },
  { hour: 6, is: 'edge' },
  { hour: 8, is: 'day' },
  { hour: 20, is: 'edge' },
  { hour: 22, is: 'night' },
]

export interface ClockDay extends Stretch {
  readonly parts: readonly (Stretch & { readonly is: Hours })[]
}

export type ClockDays = (zone: Zone) => readonly ClockDay[]

/** Every day that touches the window, in whichever zone is asked for. */
export function clockDays(window: Stretch): ClockDays {
  const known = new Map<Zone, readonly ClockDay[]>()
  return (zone) => {
    let days = known.get(zone)
    if (days === undefined) known.set(zone, (days = daysOf(zone, window)))
    return days
  }
}

function daysOf(zone: Zone, window: Stretch): ClockDay[] {
  const read = wallReader(zone, window)
  const days: ClockDay[] = []
  for (let day = dayNumber(dateIn(window.start * MINUTE, zone)); ; day += 1) {
    const found = clockDay(day * DAY_MINUTES, read)
    if (found.start >= window.end) return days
    days.push(found)
  }
}

/** Where the clocks are set, a part is longer, shorter or left out. */
function clockDay(midnight: number, read: (wall: number) => number): ClockDay {
  const [start, end] = [read(midnight), read(midnight + DAY_MINUTES)]
  const marks = PARTS.map(({ hour }) => Math.min(end, Math.max(start, read(midnight + hour * 60))))
  const parts = PARTS.map(({ is }, index) => ({ start: marks[index] ?? start, end: marks[index + 1] ?? end, is }))
  return { start, end, parts: parts.filter((part) => part.start < part.end) }
}

/**
 * Reads wall times (minutes since 1970 as if the wall clock were UTC) as minutes since 1970, as `instantAt` does: in a
 * fold the first, in a gap later by the gap. A calendar is asked once a day, not for each hour.
 */
function wallReader(zone: Zone, { start, end }: Stretch): (wall: number) => number {
  const first = start - 2 * DAY_MINUTES
  const changes: { readonly at: number; readonly to: number }[] = []
  let offset = offsetAt(first, zone)
  for (let from = first; from < end + 2 * DAY_MINUTES; from += DAY_MINUTES) {
    const to = offsetAt(from + DAY_MINUTES, zone)
    if (to === offset) continue
    changes.push({ at: changeBetween(from, from + DAY_MINUTES, zone), to })
    offset = to
  }
  const before = offsetAt(first, zone)
  return (wall) => {
    let minute = wall - before
    for (const { at, to } of changes) {
      if (minute < at || wall - to < at) return minute
      minute = wall - to
    }
    return minute
  }
}

const offsetAt = (minute: number, zone: Zone): number => offsetMinutes(minute * MINUTE, zone)

/** The first minute that has the offset of the later end. */
function changeBetween(from: number, to: number, zone: Zone): number {
  const after = offsetAt(to, zone)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, zone) === after) high = middle
    else low = middle
  }
  return high
}
