/** The core-hours check: where the plans that members share do not keep what the team agreed on, in the next 14 days. */
import { without } from '../availability/intervals.ts'
import { contains, type Interval, overlaps } from '../planner/block.ts'
import type { SharedPlan } from '../sync/records.ts'
import { DAY, type Instant, type Millis } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, UNKNOWN_CLOCK, type Zone } from '../time/zone.ts'
import { hoursFor, type Occurrence, occurrencesOf, type WeeklyHours } from './rules.ts'
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
  /** Who shares a plan and not their clock, while some of the hours are on everybody's own. */
  readonly clockless: readonly string[]
}

export const checkedWindow = (now: Instant): Interval => ({ start: now, end: now + CHECKED_DAYS * DAY })

export function checkCoreHours(hours: readonly WeeklyHours[], people: readonly Checked[], now: Instant): CoreCheck {
  const work = checkingCoreHours(hours, people, now)
  for (;;) {
    const { done, value } = work.next()
    if (done === true) return value
  }
}

/** The same in small steps, one a person: a team of thousands takes longer than a window may stand still. */
export function* checkingCoreHours(
  hours: readonly WeeklyHours[],
  people: readonly Checked[],
  now: Instant,
): Generator<undefined, CoreCheck> {
  const inZone = coreReader(hours, now)
  /** By the start of the core hours: to sort all of them at once would be a step of its own that grows with the team. */
  const found = new Map<Instant, CoreGap[]>()
  const unknown: string[] = []
  const clockless: string[] = []
  for (const { id, plan } of people) {
    if (plan === null || plan.intervals.length === 0) unknown.push(id)
    else {
      for (const asked of inZone(plan.zone)) addGap(found, id, plan, asked)
      if (hoursFor(hours, plan.zone).length < hours.length) clockless.push(id)
    }
    yield
  }
  const gaps: CoreGap[] = []
  for (const [, together] of [...found].toSorted(([one], [other]) => one - other)) {
    for (const gap of together.toSorted((a, b) => (a.person < b.person ? -1 : Number(a.person > b.person))))
      gaps.push(gap)
    yield
  }
  return { gaps, unknown, clockless }
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
    const asked = coming(hours, zone, now).map(({ core, clock }) => ({
      core,
      open: ahead(core, now),
      day: dayOf(core.start, clock),
    }))
    kept.set(zone, asked)
    return asked
  }
}

function addGap(
  found: Map<Instant, CoreGap[]>,
  person: string,
  { intervals }: SharedPlan,
  { core, open, day }: Asked,
): void {
  const there = intervals.filter((interval) => interval.state !== 'focusing' && overlaps(interval, open))
  const missing = without([open], there)
  if (missing.length === 0) return
  const together = found.get(core.start) ?? []
  found.set(core.start, together)
  together.push({ person, core, missing, isOff: !intervals.some((interval) => overlaps(interval, day)) })
}

interface Coming {
  readonly core: Occurrence
  /** Of the day on which they begin: the person's, or for who has no clock that of the hours. */
  readonly clock: Zone
}

const coming = (hours: readonly WeeklyHours[], zone: Zone, now: Instant): readonly Coming[] =>
  hoursFor(hours, zone)
    .flatMap((each) => {
      const clock = zone === UNKNOWN_CLOCK ? (each.zone ?? zone) : zone
      return occurrencesOf(each, zone, checkedWindow(now)).map((core) => ({ core, clock }))
    })
    .toSorted((a, b) => a.core.start - b.core.start)

/** All core hours of somebody in this zone that are not over and begin in the days that are checked. */
export const coreOccurrences = (hours: readonly WeeklyHours[], zone: Zone, now: Instant): readonly Occurrence[] =>
  coming(hours, zone, now).map(({ core }) => core)

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
  /** The zone's `coreOccurrences`, where they are known already. */
  readonly cores?: readonly Occurrence[]
}

/**
 * The smallest move of one block of that day that keeps these core hours, leaves those that are kept already as they
 * are, and lies on nothing else. Null where no single block can do it.
 */
export function repairOf({ gap, hours, zone, pieces, now, cores }: RepairWish): Move | null {
  const need = ahead(gap.core, now)
  const kept = (cores ?? coreOccurrences(hours, zone, now))
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
