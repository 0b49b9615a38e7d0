/** One of those who are to meet, as much of them as their team knows. */
import { evidenceOf } from '../../availability/decide.ts'
import type { Interval } from '../../planner/block.ts'
import { MOST_SHARED_INTERVALS, type Person, type SharedInterval } from '../../sync/records.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import { addDays, dateIn, dayStart, type Zone } from '../../time/zone.ts'
import { effectiveIntervals } from '../ribbon.ts'
import type { Stretch } from './clockDays.ts'

export interface Attendee {
  readonly id: string
  readonly zone: Zone
  /** The shared plan in whole minutes since 1970, sorted and without overlaps. */
  readonly blocks: readonly (Stretch & { readonly state: SharedInterval['state'] })[]
  /** Until here the plan speaks, in minutes since 1970: what it leaves empty is time away. After it nobody knows. */
  readonly knownUntil: number
}

/** How far ahead of the day on which it was published a shared plan goes, in days (availability/cut.ts). */
const DAYS_AHEAD = 16

/** `linked` is whether our link to the hub stands. */
export function attendeeOf(person: Person, linked: boolean, now: Instant): Attendee {
  const zone = person.plan?.zone ?? evidenceOf(person, linked).zone
  const intervals = effectiveIntervals(person, linked, now)
  return { id: person.id, zone, blocks: intervals.flatMap(inMinutes), knownUntil: knownUntil(person, zone, now) }
}

/** Somebody is reachable in the whole minutes of a block only. */
function inMinutes({ start, end, state }: Interval & Pick<SharedInterval, 'state'>): Attendee['blocks'] {
  const whole = { start: Math.ceil(start / MINUTE), end: Math.floor(end / MINUTE), state }
  return whole.start < whole.end ? [whole] : []
}

/** A plan moves on with each day of a device that runs; that of somebody who is long gone ends sooner. */
function knownUntil({ plan, live, asOf }: Person, zone: Zone, now: Instant): number {
  const last = plan?.intervals.at(-1)
  if (plan === null || last === undefined) return Number.NEGATIVE_INFINITY
  const published = live ? now : (asOf ?? now)
  const end = dayStart(addDays(dateIn(published, zone), DAYS_AHEAD), zone)
  return Math.floor((plan.intervals.length >= MOST_SHARED_INTERVALS ? Math.min(end, last.end) : end) / MINUTE)
}
