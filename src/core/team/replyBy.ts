/** When a knock is seen and by when it is answered, from the receiver's shared plan and the team's agreement. */
import { availability, type Availability, type Evidence, isReachable } from '../availability/decide.ts'
import { stretches } from '../availability/stretches.ts'
import type { Interval } from '../planner/block.ts'
import type { Agreement } from '../sync/documents.ts'
import type { Urgency } from '../sync/items.ts'
import type { AvailabilityState } from '../sync/records.ts'
import { type Instant, minutes } from '../time/instant.ts'
import { addDays, dateIn, dayStart, UNKNOWN_CLOCK } from '../time/zone.ts'

/** Minutes for each urgency, as the agreement says. */
export type Responses = NonNullable<Agreement['responses']>

export interface ReplyBy {
  /** When the receiver's app shows it at the latest: `now` or a later instant; null where nothing shared tells. */
  readonly seen: Instant | null
  /** When an answer can be expected at the latest; null where no rule or no plan promises one. */
  readonly reply: Instant | null
}

const isAtWork = (state: AvailabilityState): boolean => isReachable(state) || state === 'focusing'

/**
 * The rule. Only time that the receiver shares as theirs counts, so weekends, days off, holidays, travel and every
 * change of clocks are skipped by themselves:
 * - `whenever` is shown at their next reachable moment, and answered when the agreed minutes of *reachable* time
 *   (`available` or `together`) have passed from there.
 * - `today` is shown then too, or in a break before, and answered before the last reachable moment of their day in
 *   their zone; if none is left today, of the next day that has one. The agreed minutes may make that sooner. A
 *   stretch over midnight belongs to the day on which it begins, or to today if it is under way. Who does not share
 *   their clock has no day that could end: the agreed minutes alone count.
 * - `urgent` is shown at once where a device of theirs is on, and answered when the agreed minutes of time *at work*
 *   (reachable or focusing) have passed.
 * A status set by hand and a running focus session count as they do for what the team reads. Without a shared plan
 * nothing is promised, and a promise that would lie beyond the days that are shared is none.
 */
export function replyBy(told: Evidence, agreed: Responses, urgency: Urgency, now: Instant): ReplyBy {
  const at = availability(told, now)
  // Nobody knows when somebody comes back to a desk.
  if (at.source === 'device') return { seen: null, reply: null }
  const evidence = told.presence?.rule === 5 ? { ...told, presence: null } : told
  if (urgency === 'urgent')
    return { seen: told.live ? now : null, reply: passed(stretches(evidence, isAtWork, now), agreed.urgent) }
  const reachable = (): Generator<Interval> => stretches(evidence, isReachable, now)
  const seen = seenAt(evidence, at, now)
  const counted = passed(reachable(), agreed[urgency])
  if (urgency === 'whenever' || evidence.zone === UNKNOWN_CLOCK) return { seen, reply: counted }
  const last = lastOfDay(reachable(), evidence, now)
  return { seen, reply: last === null ? counted : Math.min(last, counted ?? last) }
}

/** The next instant from `now` on at which this person means to be reachable. Where no plan is shared a live device alone speaks. */
function seenAt(evidence: Evidence, { state, back }: Availability, now: Instant): Instant | null {
  const [first] = stretches(evidence, isReachable, now)
  if (first !== undefined) return first.start
  return isReachable(state) ? now : back
}

/** The instant at which so many minutes of these stretches have passed. */
function passed(times: Iterable<Interval>, agreed: number | undefined): Instant | null {
  if (agreed === undefined) return null
  let left = minutes(agreed)
  for (const { start, end } of times) {
    if (end - start >= left) return start + left
    left -= end - start
  }
  return null
}

/** The end of the last stretch that begins on the first day that has one. */
function lastOfDay(times: Iterable<Interval>, { zone }: Evidence, now: Instant): Instant | null {
  let midnight = dayStart(addDays(dateIn(now, zone), 1), zone)
  let last: Instant | null = null
  for (const { start, end } of times) {
    if (last !== null && start >= midnight) break
    if (last === null && start >= midnight) midnight = dayStart(addDays(dateIn(start, zone), 1), zone)
    last = end
  }
  return last
}
