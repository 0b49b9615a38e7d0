/** A teammate's split day drawn on the viewer's own day, midnight to midnight in the viewer's zone. */
import { evidenceOf } from '../availability/decide.ts'
import type { Interval } from '../planner/block.ts'
import type { Person, SharedInterval } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'
import { addDays, dateIn, dayEnd, dayStart, instantAt, nextTransition, offsetMinutes, type Zone } from '../time/zone.ts'

/** The viewer's day. 23 or 25 hours long where the clock changes. */
export interface DayWindow extends Interval {
  /** Where the hours of the axis stand, as shares of the day. */
  readonly ticks: readonly { readonly hour: number; readonly at: number }[]
}

const AXIS_HOURS = [0, 6, 12, 18, 24] as const

export function dayWindow(now: Instant, zone: Zone): DayWindow {
  const date = dateIn(now, zone)
  const start = dayStart(date, zone)
  const end = dayStart(addDays(date, 1), zone)
  const instant = (hour: number): Instant =>
    hour === 0 ? start : hour === 24 ? end : instantAt(date, `${String(hour).padStart(2, '0')}:00`, zone)
  return { start, end, ticks: AXIS_HOURS.map((hour) => ({ hour, at: shareOf({ start, end }, instant(hour)) })) }
}

/** Where an instant lies in the day: 0 at its start, 1 at its end, cut to these. */
export function shareOf(day: Interval, at: Instant): number {
  return Math.min(1, Math.max(0, (at - day.start) / (day.end - day.start)))
}

interface Overruling {
  readonly until: Instant
  readonly state: string
  readonly place?: string | undefined
}

/** What overrules the plan, for as long as it does: a status set by hand, a session, a meeting. */
function overruling(person: Person, linked: boolean, now: Instant): Overruling | null {
  const { manual, presence, live } = evidenceOf(person, linked)
  if (manual?.state !== undefined && now < manual.until) return { until: manual.until, state: manual.state }
  if (live && presence !== null && 'until' in presence && now < presence.until) return presence
  return null
}

const isShared = (state: string): state is SharedInterval['state'] =>
  state === 'available' || state === 'focusing' || state === 'together'

/**
 * The shared plan with what overrules it now laid over, so that the picture and the words say the same.
 * It lies from when it was published, as far as we know, until its end.
 */
export function effectiveIntervals(person: Person, linked: boolean, now: Instant): readonly SharedInterval[] {
  const plan = person.plan?.intervals ?? []
  const over = overruling(person, linked, now)
  if (over === null) return plan
  const start = Math.min(now, person.asOf ?? now)
  const around = plan.flatMap((interval) => without(interval, start, over.until))
  if (!isShared(over.state)) return around
  const place = over.place === undefined ? {} : { place: over.place }
  const laid: SharedInterval = { start, end: over.until, state: over.state, ...place }
  return joined([...around, laid].toSorted((a, b) => a.start - b.start))
}

/** Neighbours that say the same as one. */
function joined(intervals: readonly SharedInterval[]): readonly SharedInterval[] {
  const result: SharedInterval[] = []
  for (const next of intervals) {
    const last = result.at(-1)
    const same = last !== undefined && last.end === next.start && last.state === next.state && last.place === next.place
    if (same) result[result.length - 1] = { ...last, end: next.end }
    else result.push(next)
  }
  return result
}

function without(interval: SharedInterval, start: Instant, end: Instant): SharedInterval[] {
  if (interval.end <= start || interval.start >= end) return [interval]
  const before = interval.start < start ? [{ ...interval, end: start }] : []
  const after = interval.end > end ? [{ ...interval, start: end }] : []
  return [...before, ...after]
}

/** The intervals that touch the day, whole; neighbours of one state are one piece, whatever their places. */
export function ribbonPieces(intervals: readonly SharedInterval[], day: Interval): readonly SharedInterval[] {
  const touching = intervals.filter(({ start, end }) => end > day.start && start < day.end)
  return joined(touching.map(({ start, end, state }) => ({ start, end, state })))
}

/** Where in the viewer's day the clock of that zone begins another date, or is set. */
export interface Seam {
  readonly at: Instant
  readonly kind: 'midnight' | 'clock'
}

/** None where their clock shows what the viewer's shows. */
export function seamsIn(zone: Zone, day: Interval): readonly Seam[] {
  const inside = ({ at }: Seam): boolean => at > day.start && at < day.end
  const midnight: Seam = { at: dayEnd(day.start, zone), kind: 'midnight' }
  const isSteady = offsetMinutes(day.start, zone) === offsetMinutes(day.end - 1, zone)
  const set = isSteady ? null : nextTransition(day.start, zone)
  return [midnight, ...(set === null ? [] : [{ at: set, kind: 'clock' } as const])].filter(inside)
}

export function ribbonOf(person: Person, linked: boolean, day: Interval, now: Instant): readonly SharedInterval[] {
  return ribbonPieces(effectiveIntervals(person, linked, now), day)
}
