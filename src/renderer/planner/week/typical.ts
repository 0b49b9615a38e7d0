/** The rhythm as blocks of a week that stands for all: none of its clocks is set, and what is moved there is the rule. */
import type { Block } from '../../../core/planner/block.ts'
import { blockInterval } from '../../../core/planner/block.ts'
import { nominalMinutes, occurrenceId, readOccurrenceId, type RhythmBlock } from '../../../core/planner/rhythm.ts'
import type { RhythmChange } from '../../../core/planner/rhythmEdit.ts'
import { DAY } from '../../../core/time/instant.ts'
import {
  addDays,
  dateIn,
  dayStart,
  nextTransition,
  type PlainDate,
  wallTimeIn,
  weekday,
  type Zone,
  zonedTime,
} from '../../../core/time/zone.ts'
import { weekStart } from './columns.ts'

/** The first week from this date on, in which the clocks are not set, nor on the days beside it. */
export function typicalWeek(today: PlainDate, zone: Zone, first: number): PlainDate {
  let start = weekStart(today, first)
  for (let tries = 0; tries < 60; tries += 1, start = addDays(start, 7)) {
    const from = dayStart(start, zone) - 2 * DAY
    const next = nextTransition(from, zone)
    if (next === null || next > from + 11 * DAY) return start
  }
  return start
}

/** Blocks that are in force or will be. */
export const current = (blocks: Iterable<RhythmBlock>, today: PlainDate): readonly RhythmBlock[] =>
  [...blocks].filter(({ until }) => until === undefined || until >= today)

/**
 * A block of the rhythm on each of its weekdays, on the wall clock of this zone whatever its own; a day more at both
 * ends, for nights and for days that end after midnight.
 */
export function typicalBlocks(block: RhythmBlock, first: PlainDate, zone: Zone): Block[] {
  return Array.from({ length: 9 }, (_none, index) => addDays(first, index - 1))
    .filter((date) => block.days.includes(weekday(date)))
    .map((date) => ({
      id: occurrenceId(block.id, date),
      kind: block.kind,
      title: block.title,
      start: zonedTime(date, block.start, zone),
      minutes: nominalMinutes(block),
      ...(block.place === undefined ? {} : { place: block.place }),
    }))
}

/** What the rhythm's block becomes where one of its blocks in the typical week was moved or drawn longer. */
export function ruleOf(block: RhythmBlock, placed: Block, zone: Zone): RhythmChange {
  const { start, end, day } = wallsOf(placed, zone)
  const date = readOccurrenceId(placed.id)?.date
  const before = date === undefined ? day : weekday(date)
  const days = [...new Set(block.days.map((one) => (one === before ? day : one)))].toSorted((a, b) => a - b)
  return { start, end, days }
}

/** A whole day is cut by five minutes: on a wall clock its end could not be told from its start. */
export function wallsOf(block: Block, zone: Zone): { start: string; end: string; day: number } {
  const span = blockInterval(block)
  const start = wallTimeIn(span.start, zone)
  const end = wallTimeIn(span.end, zone)
  const day = weekday(dateIn(span.start, zone))
  return { start, end: end === start ? wallTimeIn(span.end - 5 * 60_000, zone) : end, day }
}
