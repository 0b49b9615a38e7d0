/** A block from what a person typed. */
import { MINUTE } from '../time/instant.ts'
import { readStretch, type Stretch } from '../time/parse.ts'
import {
  addDays,
  instantAt,
  instantOf,
  isZone,
  type PlainDate,
  type Zone,
  type ZonedTime,
  zonedTime,
} from '../time/zone.ts'
import { LONGEST_BLOCK_MINUTES, SHORTEST_BLOCK_MINUTES } from './block.ts'

/** Where a block lies: exact zoned start and length in minutes. */
export interface Span {
  readonly start: ZonedTime
  readonly minutes: number
}

export type SpanProblem = 'bad_stretch' | 'unknown_zone' | 'block_too_short' | 'block_too_long'

/**
 * Reads `9:00-11:30` on a date in a zone. An end that is not later than the start on the clock is on the next day, so
 * `22:00-02:00` is one block; the same time twice is nothing, not a whole day. The length is real time: over a clock
 * change an hour more or less than the clock seems to say.
 */
export function readSpan(text: string, date: PlainDate, zone: Zone): Span | SpanProblem {
  const stretch = readStretch(text)
  if (stretch === null) return 'bad_stretch'
  if (!isZone(zone)) return 'unknown_zone'
  const start = zonedTime(date, stretch.start, zone)
  const minutes = minutesOf(stretch, start, date, zone)
  if (minutes < SHORTEST_BLOCK_MINUTES) return 'block_too_short'
  return minutes > LONGEST_BLOCK_MINUTES ? 'block_too_long' : { start, minutes }
}

function minutesOf(stretch: Stretch, start: ZonedTime, date: PlainDate, zone: Zone): number {
  if ('minutes' in stretch) return stretch.minutes
  const endDate = stretch.end < stretch.start ? addDays(date, 1) : date
  return Math.round((instantAt(endDate, stretch.end, zone) - instantOf(start)) / MINUTE)
}
