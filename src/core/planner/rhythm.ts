/**
 * The rhythm: blocks that come back each week, as wall times in a zone. Nothing here is a point in time; dated blocks
 * are made of it for a window when they are read (`planned.ts`).
 */
import { z } from 'zod'
import { BlockFocus } from '../focus/modes.ts'
import { DAY, type Instant, MINUTE } from '../time/instant.ts'
import {
  addDays,
  dayNumber,
  instantAt,
  instantOf,
  isPlainDate,
  isZone,
  offsetText,
  type PlainDate,
  steadyOffset,
  type WallTime,
  type ZonedTime,
  zonedTime,
} from '../time/zone.ts'
import { type Block, BLOCK_KINDS, LONGEST_BLOCK_MINUTES, SHORTEST_BLOCK_MINUTES, withInterval } from './block.ts'

const Wall = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'bad_time' })
const PlainDay = z.string().refine(isPlainDate, { error: 'bad_date' })

export const MOST_EXCEPTIONS = 2_000
export const MOST_ANCESTORS = 50

/** What of a recurring block a person can change. */
export const RhythmShape = {
  kind: z.enum(BLOCK_KINDS),
  title: z.string().max(200),
  /** On the wall clock of the zone. An end that is not later than the start is on the next day. */
  start: Wall,
  end: Wall,
  /** 1 (Monday) to 7 (Sunday), by the date of the start. */
  days: z.array(z.int().min(1).max(7)).min(1, { error: 'no_weekday' }).max(7),
  /** Each week, or every second, third or fourth one. */
  every: z.int().min(1).max(4),
  zone: z.string().max(64).refine(isZone, { error: 'unknown_zone' }),
  place: z.string().max(64),
  focus: BlockFocus,
  fixed: z.boolean(),
}

/** A block of the rhythm. */
export const RhythmBlock = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .max(48)
      .regex(/^[^@]+$/),
    ...RhythmShape,
    title: RhythmShape.title.default(''),
    every: RhythmShape.every.default(1),
    place: RhythmShape.place.optional(),
    focus: RhythmShape.focus.optional(),
    /** Whether a re-flow leaves it where it is; where nothing is said, as is usual for its kind. */
    fixed: RhythmShape.fixed.optional(),
    /** A date in a week in which it is on, where it is not on each week. */
    anchor: PlainDay,
    /** The first and the last date on which it may start. */
    from: PlainDay.optional(),
    until: PlainDay.optional(),
    /** Dates on which it is left out. One that was moved or changed is a dated block with the occurrence's id. */
    /** The blocks that this one was parted from, newest first: their older exceptions may be its own. */
    was: z.array(z.string().max(48)).max(MOST_ANCESTORS).optional(),
    skipped: z.array(PlainDay).max(MOST_EXCEPTIONS, { error: 'too_many_exceptions' }).default([]),
  })
  .refine((block) => nominalMinutes(block) >= SHORTEST_BLOCK_MINUTES, { error: 'block_too_short' })
export type RhythmBlock = z.infer<typeof RhythmBlock>

export const MOST_DAYS_OFF = 4_000

export const Rhythm = z.strictObject({
  blocks: z.record(z.string(), RhythmBlock).default({}),
  /** Days on which nothing of the rhythm starts, each with what the person calls it. */
  daysOff: z.record(PlainDay, z.string().max(80)).default({}),
})
export type Rhythm = Readonly<z.infer<typeof Rhythm>>

export const emptyRhythm: Rhythm = { blocks: {}, daysOff: {} }

/** The length on a day without a clock change. */
export function nominalMinutes({ start, end }: { readonly start: WallTime; readonly end: WallTime }): number {
  const minutes = minuteOf(end) - minuteOf(start)
  return minutes < 0 ? minutes + 24 * 60 : minutes
}

const minuteOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))

/** So many minutes later on the clock, past midnight too. */
export function addWall(wall: WallTime, minutes: number): WallTime {
  const all = (((minuteOf(wall) + minutes) % (24 * 60)) + 24 * 60) % (24 * 60)
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`
}

/** An occurrence's id says what it is an occurrence of, and for which date. */
export const occurrenceId = (id: string, date: PlainDate): string => `${date}@${id}`

export function readOccurrenceId(id: string): { readonly date: PlainDate; readonly block: string } | null {
  const match = /^(\d{4}-\d{2}-\d{2})@(.+)$/.exec(id)
  const [, date, block] = match ?? []
  return date === undefined || block === undefined || !isPlainDate(date) ? null : { date, block }
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1
const weekOf = (day: number): number => Math.floor((day + 3) / 7)

/** Whether the pattern has this date; exceptions and days off aside. `day` is its number, where the caller knows it. */
export function comesOn(block: RhythmBlock, date: PlainDate, day = dayNumber(date)): boolean {
  if ((block.from !== undefined && date < block.from) || (block.until !== undefined && date > block.until)) return false
  if (!block.days.includes(weekdayOf(day))) return false
  return block.every === 1 || (weekOf(day) - weekOf(dayNumber(block.anchor))) % block.every === 0
}

/** Whether it starts on this date. */
export const startsOn = (rhythm: Rhythm, block: RhythmBlock, date: PlainDate, day?: number): boolean =>
  comesOn(block, date, day) && !block.skipped.includes(date) && rhythm.daysOff[date] === undefined

/**
 * The dated block of a date. It runs from its start to its end on the wall clock, so over a clock change it is an hour
 * longer or shorter; where nothing would be left of it, because it lies in the hour that the clocks skip, it keeps its
 * length and comes right after.
 */
export function occurrenceOn(block: RhythmBlock, date: PlainDate): Block {
  const { start, at, span } = placeOn(block, date)
  const minutes = span < SHORTEST_BLOCK_MINUTES ? nominalMinutes(block) : Math.min(span, LONGEST_BLOCK_MINUTES)
  const made = {
    id: occurrenceId(block.id, date),
    kind: block.kind,
    title: block.title,
    start,
    minutes,
    ...(block.place === undefined || block.place === '' ? {} : { place: block.place }),
    ...(block.focus === undefined ? {} : { focus: block.focus }),
    ...(block.fixed === undefined ? {} : { fixed: block.fixed }),
  }
  return withInterval(made, { start: at, end: at + minutes * MINUTE })
}

/** Where the wall times lie on this date, and how many minutes are between them. */
function placeOn(block: RhythmBlock, date: PlainDate): { start: ZonedTime; at: Instant; span: number } {
  const local = dayNumber(date) * DAY + minuteOf(block.start) * MINUTE
  const offset = steadyOffset(local, block.zone)
  if (offset !== null) {
    const start = `${date}T${block.start}:00${offsetText(offset)}[${block.zone}]`
    return { start, at: local - offset * MINUTE, span: nominalMinutes(block) }
  }
  const start = zonedTime(date, block.start, block.zone)
  const at = instantOf(start)
  const endDate = block.end <= block.start ? addDays(date, 1) : date
  return { start, at, span: Math.round((instantAt(endDate, block.end, block.zone) - at) / MINUTE) }
}
