/** A day as a stretch of instants, so that a day of 23 or 25 hours is drawn and counted as long as it is. */
import { sharedIntervals } from '../availability/cut.ts'
import { HOUR, type Instant, MINUTE, type Millis } from '../time/instant.ts'
import {
  addDays,
  dateIn,
  dayStart,
  instantAt,
  nextTransition,
  offsetMinutes,
  type PlainDate,
  type WallTime,
  type Zone,
} from '../time/zone.ts'
import { type Block, blockInterval, type Interval, overlaps } from './block.ts'

/** A person's day on this date: from the hour at which the day before ends (0 to 12) until that hour on the next. */
export function dayWindow(date: PlainDate, zone: Zone, endsAt = 0): Interval {
  return { start: startOfDay(date, zone, endsAt), end: startOfDay(addDays(date, 1), zone, endsAt) }
}

const startOfDay = (date: PlainDate, zone: Zone, endsAt: number): Instant =>
  endsAt === 0 ? dayStart(date, zone) : instantAt(date, wallOf(endsAt * 60), zone)

/** The date of the person's day that this instant belongs to. */
export function dayAt(at: Instant, zone: Zone, endsAt = 0): PlainDate {
  const date = dateIn(at, zone)
  return at < startOfDay(date, zone, endsAt) ? addDays(date, -1) : date
}

/** A full hour of the wall clock. */
export interface HourMark {
  readonly at: Instant
  readonly wall: WallTime
  /** By how much the clock was set since the mark before, in minutes: 60 in spring, -60 in autumn, else 0. */
  readonly shift: number
}

/** No zone ever changed its clock off the quarter of an hour since 1972. */
const STEP = 15 * MINUTE

/** The full hours in a window, its end included, as the wall clock of the zone shows them: some twice, some never. */
export function hourMarks(window: Interval, zone: Zone): readonly HourMark[] {
  const marks: HourMark[] = []
  const change = nextTransition(window.start - 1, zone)
  const isPlain = change === null || change > window.end
  let offset = offsetMinutes(window.start, zone)
  for (let at = window.start; at <= window.end; at += STEP) {
    const here = isPlain ? offset : offsetMinutes(at, zone)
    const minute = at / MINUTE + here
    if (minute % 60 !== 0) continue
    marks.push({ at, wall: wallOf(minute), shift: here - offset })
    offset = here
  }
  return marks
}

const wallOf = (minute: number): WallTime => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:00`

/** What a day has of focus and of time in which others can reach the person; where blocks overlap, the later start counts. */
export interface DaySums {
  readonly focus: Millis
  readonly reachable: Millis
}

export function daySums(blocks: Iterable<Block>, window: Interval): DaySums {
  const sums = { focus: 0, reachable: 0 }
  for (const piece of sharedIntervals(blocks, { place: false })) {
    if (!overlaps(piece, window)) continue
    const span = Math.min(piece.end, window.end) - Math.max(piece.start, window.start)
    sums[piece.state === 'focusing' ? 'focus' : 'reachable'] += span
  }
  return sums
}

/** Where a block stands among those it overlaps: the column it is in, of how many. */
export interface Lane {
  readonly column: number
  readonly columns: number
}
/** The lane of what has nothing beside it. */
export const ALONE: Lane = { column: 0, columns: 1 }

/**
 * Overlapping blocks go side by side; earlier and longer ones come first. `drawnSpan` is how much time a block covers
 * as it is drawn, where that is more than it lasts, so that a very short one can still be read and hit. `beside` is what else
 * is drawn in the same place.
 */
export function lanes(
  blocks: readonly Block[],
  drawnSpan = (span: Millis): Millis => span,
  beside: readonly (Interval & { readonly id: string })[] = [],
): ReadonlyMap<string, Lane> {
  const found = new Map<string, Lane>()
  const sorted = [...blocks.map((block) => ({ id: block.id, ...blockInterval(block) })), ...beside]
    .map(({ id, start, end }) => ({ id, start, end: start + drawnSpan(end - start) }))
    .toSorted((a, b) => a.start - b.start || b.end - a.end || a.id.localeCompare(b.id))
  let group: { id: string; column: number }[] = []
  let ends: Instant[] = []
  const close = (): void => {
    for (const { id, column } of group) found.set(id, { column, columns: ends.length })
    group = []
    ends = []
  }
  for (const { id, start, end } of sorted) {
    if (ends.every((last) => last <= start)) close()
    const free = ends.findIndex((last) => last <= start)
    const column = free === -1 ? ends.length : free
    ends[column] = end
    group.push({ id, column })
  }
  close()
  return found
}

/** Where to look first: two hours before now today, else one before the first block, else seven in the morning. */
export function firstLook(blocks: readonly Block[], window: Interval, now: Instant): Instant {
  if (now >= window.start && now < window.end) return Math.max(window.start, now - 2 * HOUR)
  const first = Math.min(...blocks.map((block) => blockInterval(block).start))
  return Number.isFinite(first) ? Math.max(window.start, first - HOUR) : window.start + 7 * HOUR
}
