/** A teammate's split day drawn on the viewer's own day, midnight to midnight in the viewer's zone. */
import type { Interval } from '../planner/block.ts'
import type { Person, SharedInterval } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'
import { addDays, dateIn, dayStart, instantAt, type Zone } from '../time/zone.ts'
import { viewerEvidence } from './standing.ts'

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

/** What overrules the plan, for as long as it does: a status set by hand, a session, a meeting. */
function overruling(person: Person, linked: boolean, now: Instant): { until: Instant; state: string } | null {
  const { manual, presence, live } = viewerEvidence(person, linked)
  if (manual?.state !== undefined && now < manual.until) return { until: manual.until, state: manual.state }
  if (live && presence !== null && presence.rule !== 4 && now < presence.until) return presence
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
  return [...around, { start, end: over.until, state: over.state }].toSorted((a, b) => a.start - b.start)
}

function without(interval: SharedInterval, start: Instant, end: Instant): SharedInterval[] {
  if (interval.end <= start || interval.start >= end) return [interval]
  const before = interval.start < start ? [{ ...interval, end: start }] : []
  const after = interval.end > end ? [{ ...interval, start: end }] : []
  return [...before, ...after]
}

/** The intervals that touch the day, cut to it; neighbours of one state are one piece, whatever their places. */
export function ribbonPieces(intervals: readonly SharedInterval[], day: Interval): readonly SharedInterval[] {
  const pieces: SharedInterval[] = []
  for (const { start, end, state } of intervals) {
    if (end <= day.start || start >= day.end) continue
    const next: SharedInterval = { start: Math.max(start, day.start), end: Math.min(end, day.end), state }
    const last = pieces.at(-1)
    if (last?.state === state && last.end === next.start) pieces[pieces.length - 1] = { ...last, end: next.end }
    else pieces.push(next)
  }
  return pieces
}

export function ribbonOf(person: Person, linked: boolean, day: Interval, now: Instant): readonly SharedInterval[] {
  return ribbonPieces(effectiveIntervals(person, linked, now), day)
}
