/**
 * When focus comes easily, by the person's own taps. The method, all of it: each tap after a session (1 low, 2 steady,
 * 3 high) counts for the hours of the day that its focus lay in, as much as it lay in each; the mean of an hour is drawn
 * towards the mean of all hours as if four more hours of that were known; it is the mean of that hour and, half as
 * heavy, of its neighbours. Nothing else is looked at, and nothing of it leaves the device.
 */
import { focusStretches, isOfFocus, type Session, sessionsOf } from '../focus/session.ts'
import type { SessionEvent } from '../focus/events.ts'
import type { Interval } from '../planner/block.ts'
import { HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { dateIn, wallTimeIn, type Zone } from '../time/zone.ts'

export interface EnergyCurve {
  /** Taps, and the days that they are of. */
  readonly taps: number
  readonly days: number
  /** Of all taps, 1 to 3. */
  readonly mean: number
  /** By the hour of the clock, 0 to 23. */
  readonly hours: readonly number[]
}

/** Fewer taps than these say nothing of a person. */
export const LEAST_TAPS = 8
export const LEAST_DAYS = 4

/** In hours. */
const DRAWN_BY = 4

interface Tap {
  readonly level: number
  readonly stretches: readonly Interval[]
}

/** The newest tap of each session counts. Null before there are enough. */
export function energyCurve(events: readonly SessionEvent[], zone: Zone, now: Instant): EnergyCurve | null {
  const taps = sessionsOf(events)
    .filter(isOfFocus)
    .flatMap((session) => tapOf(session, now) ?? [])
  const days = new Set(taps.flatMap(({ stretches: [first] }) => (first === undefined ? [] : dateIn(first.start, zone))))
  if (taps.length < LEAST_TAPS || days.size < LEAST_DAYS) return null
  const sums = Array.from({ length: 24 }, () => ({ weight: 0, level: 0 }))
  for (const { level, stretches } of taps)
    for (const { hour, share } of stretches.flatMap((stretch) => hoursOf(stretch, zone))) {
      const sum = sums[hour]
      if (sum === undefined) continue
      sum.weight += share
      sum.level += share * level
    }
  const all = sums.reduce((total, sum) => ({ weight: total.weight + sum.weight, level: total.level + sum.level }))
  const mean = all.level / all.weight
  const drawn = sums.map(({ weight, level }) => (level + DRAWN_BY * mean) / (weight + DRAWN_BY))
  return { taps: taps.length, days: days.size, mean, hours: drawn.map((_own, hour) => smoothed(drawn, hour)) }
}

const smoothed = (hours: readonly number[], hour: number): number =>
  (2 * (hours[hour] ?? 0) + (hours[(hour + 23) % 24] ?? 0) + (hours[(hour + 1) % 24] ?? 0)) / 4

function tapOf(session: Session, now: Instant): Tap | null {
  const tap = session.findLast((event) => event.type === 'energy')
  const stretches = focusStretches(session, now)
  return tap?.type !== 'energy' || stretches.length === 0 ? null : { level: tap.level, stretches }
}

/** How much of a stretch, in hours, lies in which hour of the clock. Every zone's hours end on a quarter. */
function hoursOf({ start, end }: Interval, zone: Zone): readonly { readonly hour: number; readonly share: number }[] {
  const found: { hour: number; share: number }[] = []
  for (let at = start; at < end;) {
    const next = Math.min(end, (Math.floor(at / QUARTER) + 1) * QUARTER)
    found.push({ hour: hourAt(at, zone), share: (next - at) / HOUR })
    at = next
  }
  return found
}

const QUARTER = 15 * MINUTE
const hourAt = (at: Instant, zone: Zone): number => Number(wallTimeIn(at, zone).slice(0, 2))

/** The mean over a stretch of time, past midnight and over a clock change too. */
export function energyIn({ hours }: EnergyCurve, span: Interval, zone: Zone): number {
  const parts = hoursOf(span, zone)
  const total = parts.reduce((sum, { share }) => sum + share, 0)
  return total === 0 ? 0 : parts.reduce((sum, { hour, share }) => sum + share * (hours[hour] ?? 0), 0) / total
}
