/** The core-hours check: where the plans that members share do not keep what the team agreed on, in the next 14 days. */
import { without } from '../availability/intervals.ts'
import { contains, type Interval, overlaps } from '../planner/block.ts'
import type { SharedPlan } from '../sync/records.ts'
import { DAY, type Instant, type Millis } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, type Zone } from '../time/zone.ts'
import { type Occurrence, occurrencesOf, type WeeklyHours } from './rules.ts'
import { type Move, type Piece, smallestMove } from './repair.ts'

export const CHECKED_DAYS = 14

export interface Checked {
  readonly id: string
  /** Null where this person shares none. */
  readonly plan: SharedPlan | null
}

/** Core hours of one date that one person does not keep. */
export interface CoreGap {
  readonly person: string
  readonly core: Occurrence
  /** What of them is still to come and finds the person neither open nor together. */
  readonly missing: readonly Interval[]
  /** The person shares nothing at all on that day of theirs. */
  readonly isOff: boolean
}

export interface CoreCheck {
  /** Earliest first. */
  readonly gaps: readonly CoreGap[]
  /** Who shares no plan, so that nothing is known. */
  readonly unknown: readonly string[]
}

export const checkedWindow = (now: Instant): Interval => ({ start: now, end: now + CHECKED_DAYS * DAY })

export function checkCoreHours(hours: readonly WeeklyHours[], people: readonly Checked[], now: Instant): CoreCheck {
  const inZone = coreReader(hours, now)
  const gaps: CoreGap[] = []
  const unknown: string[] = []
  for (const { id, plan } of people) {
    if (plan === null || plan.intervals.length === 0) unknown.push(id)
    else for (const asked of inZone(plan.zone)) addGap(gaps, id, plan, asked)
  }
  return {
    gaps: gaps.toSorted((a, b) => a.core.start - b.core.start || (a.person < b.person ? -1 : 1)),
    unknown,
  }
}

interface Asked {
  readonly core: Occurrence
  /** What of it is still to come. */
  readonly open: Interval
  /** Of the person: the one on which it begins. */
  readonly day: Interval
}

/** Many members live in few zones, and hours of a zone are the same for all. */
function coreReader(hours: readonly WeeklyHours[], now: Instant): (zone: Zone) => readonly Asked[] {
  const kept = new Map<Zone, readonly Asked[]>()
  return (zone) => {
    const known = kept.get(zone)
    if (known !== undefined) return known
    const found = coreOccurrences(hours, zone, now).map((core) => ({
      core,
      open: ahead(core, now),
      day: dayOf(core.start, zone),
    }))
    kept.set(zone, found)
    return found
  }
}

function addGap(gaps: CoreGap[], person: string, { intervals }: SharedPlan, { core, open, day }: Asked): void {
  const there = intervals.filter((interval) => interval.state !== 'focusing' && overlaps(interval, open))
  const missing = without([open], there)
  if (missing.length === 0) return
  gaps.push({ person, core, missing, isOff: !intervals.some((interval) => overlaps(interval, day)) })
}

/** All core hours of somebody in this zone that are not over and begin in the days that are checked. */
export const coreOccurrences = (hours: readonly WeeklyHours[], zone: Zone, now: Instant): readonly Occurrence[] =>
  hours.flatMap((each) => occurrencesOf(each, zone, checkedWindow(now))).toSorted((a, b) => a.start - b.start)

/** What is past is past. */
const ahead = <Core extends Interval>(core: Core, now: Instant): Interval => ({
  start: Math.max(core.start, now),
  end: core.end,
})

const missingIn = (pieces: readonly Piece[], wanted: Interval): readonly Interval[] =>
  without(
    [wanted],
    pieces.filter((piece) => piece.reachable && overlaps(piece, wanted)),
  )

export const piecesOf = ({ intervals }: SharedPlan): readonly Piece[] =>
  intervals.map(({ start, end, state }) => ({ start, end, reachable: state !== 'focusing', movable: true }))

function dayOf(at: Instant, zone: Zone): Interval {
  const date: PlainDate = dateIn(at, zone)
  return { start: dayStart(date, zone), end: dayStart(addDays(date, 1), zone) }
}

export interface RepairWish {
  readonly gap: CoreGap
  readonly hours: readonly WeeklyHours[]
  /** The person's own, which says what their day is. */
  readonly zone: Zone
  /** Of a teammate the shared plan's (`piecesOf`); of oneself everything, private blocks too. */
  readonly pieces: readonly Piece[]
  readonly now: Instant
}

/**
 * The smallest move of one block of that day that keeps these core hours, leaves those that are kept already as they
 * are, and lies on nothing else. Null where no single block can do it.
 */
export function repairOf({ gap, hours, zone, pieces, now }: RepairWish): Move | null {
  const need = ahead(gap.core, now)
  const kept = coreOccurrences(hours, zone, now)
    .map((core) => ahead(core, now))
    .filter((core) => missingIn(pieces, core).length === 0)
  return smallestMove({ pieces, need, kept, day: dayOf(gap.core.start, zone), now })
}

export interface CoreBudget {
  /** Core hours in the window, in milliseconds; two rules at once count once. */
  readonly asked: Millis
  /** So much of them finds the person open or together. */
  readonly kept: Millis
}

/** How much of a stretch of days the team asks for, and how much of that a plan gives. */
export function coreBudget(
  hours: readonly WeeklyHours[],
  zone: Zone,
  pieces: readonly Piece[],
  window: Interval,
): CoreBudget {
  const cores: Interval[] = []
  for (const each of hours)
    for (const core of occurrencesOf(each, zone, window))
      cores.push(...without([core], cores).filter((part) => overlaps(part, window)))
  const asked = lengthOf(cores)
  const reachable = pieces.filter((piece) => piece.reachable)
  return { asked, kept: asked - lengthOf(without(cores, reachable)) }
}

const lengthOf = (parts: readonly Interval[]): Millis => parts.reduce((sum, { start, end }) => sum + end - start, 0)

/** The core hours under way or next for somebody in this zone; null where none come in the days that are checked. */
export function nextCore(hours: readonly WeeklyHours[], zone: Zone, now: Instant): Occurrence | null {
  return coreOccurrences(hours, zone, now).find((core) => contains(core, now) || core.start > now) ?? null
}
