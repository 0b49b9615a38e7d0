/**
 * What is this person at this instant, until when, and when can they be reached next (product.md, "How availability is
 * decided"). A pure function computed at read: nobody has to reset a flag, and an expired status ends on every screen.
 */
import {
  type AvailabilityState,
  type ManualStatus,
  type Person,
  type Presence,
  type SharedInterval,
  presenceEnd,
} from '../sync/records.ts'
import { earliest, type Instant } from '../time/instant.ts'
import { intervalAfter, intervalAt } from './intervals.ts'
import { dayEnd, UNKNOWN_CLOCK, type Zone } from '../time/zone.ts'

export type AvailabilitySource = 'manual' | 'session' | 'calendar' | 'plan' | 'device' | 'none'

export interface Availability {
  readonly state: AvailabilityState
  /** The next change of the state; null where nothing known will change it. */
  readonly until: Instant | null
  /** The next time this person is reachable; null while reachable or where nothing is planned. */
  readonly back: Instant | null
  readonly source: AvailabilitySource
  /** True where no device is live and the shared plan alone speaks. */
  readonly byPlan: boolean
}

/** What the decision rests on. The same shape serves the owner (from their own devices) and a viewer (from the wire). */
export interface Evidence {
  readonly manual: ManualStatus | null
  readonly presence: Presence | null
  /** Sorted, without overlaps. */
  readonly plan: readonly SharedInterval[]
  readonly zone: Zone
  readonly live: boolean
  /** Whether the last device went without a goodbye: then what it last said is not to be trusted. */
  readonly lost: boolean
  /** Whether this person ever shared a plan or a status. */
  readonly known: boolean
}

type Answer = Pick<Availability, 'state' | 'source'>

export const isReachable = (state: AvailabilityState): boolean => state === 'available' || state === 'together'

function decide(evidence: Evidence, at: Instant): Answer {
  const { manual, presence, live } = evidence
  if (manual?.state !== undefined && at < manual.until) return { state: manual.state, source: 'manual' }
  if (live && presence?.rule === 2 && at < presence.until) return { state: 'focusing', source: 'session' }
  if (live && presence?.rule === 3 && at < presence.until) return { state: 'together', source: 'calendar' }
  if (!live) return decideWithoutDevice(evidence, at)
  const planned = decideByPlan(evidence, at)
  // Nobody at any device: that takes back a green and nothing else.
  return presence?.rule === 5 && planned.state === 'available' ? { state: 'away', source: 'device' } : planned
}

function decideByPlan({ plan, zone }: Evidence, at: Instant): Answer {
  const now = intervalAt(plan, at)
  if (now !== null) return { state: now.state, source: 'plan' }
  if (plan.length === 0) return { state: 'available', source: 'none' }
  return { state: awayOrOff(plan, zone, at), source: 'plan' }
}

/** Never `available` or `focusing` from a plan alone: nobody is there to make it true. */
function decideWithoutDevice({ plan, zone, lost, known }: Evidence, at: Instant): Answer {
  if (!known || plan.length === 0) return { state: lost || !known ? 'unknown' : 'off', source: 'none' }
  if (intervalAt(plan, at) !== null) return { state: 'unknown', source: 'plan' }
  return { state: awayOrOff(plan, zone, at), source: 'plan' }
}

function awayOrOff(plan: readonly SharedInterval[], zone: Zone, at: Instant): 'away' | 'off' {
  const next = intervalAfter(plan, at)
  return next !== null && next.start < dayEnd(at, zone) ? 'away' : 'off'
}

/** The next instant after `at` where the answer could be another one. */
export function nextBoundary({ manual, presence, plan, zone }: Evidence, at: Instant): Instant | null {
  const isAhead = (plan.at(-1)?.end ?? at) > at
  return earliest(
    isAhead ? dayEnd(at, zone) : null,
    later(manual?.until, at),
    presence === null ? null : later(presenceEnd(presence), at),
    intervalAt(plan, at)?.end,
    intervalAfter(plan, at)?.start,
  )
}

const later = (end: Instant | null | undefined, at: Instant): Instant | null => (end != null && end > at ? end : null)

/** A plan holds at most 200 intervals over 17 days, so this is far above any real number of boundaries. */
const MOST_BOUNDARIES = 1_000

export function availability(evidence: Evidence, now: Instant): Availability {
  const first = decide(evidence, now)
  // Nobody knows when somebody comes back to a desk.
  if (first.source === 'device') return { ...first, until: null, back: null, byPlan: false }
  let until: Instant | null = null
  let back: Instant | null = null
  const reachableNow = isReachable(first.state)
  for (let at = nextBoundary(evidence, now), steps = 0; at !== null && steps < MOST_BOUNDARIES; steps += 1) {
    const state = decide(evidence, at).state
    if (until === null && state !== first.state) until = at
    if (!reachableNow && back === null && reachableAt(evidence, at)) back = at
    if (until !== null && (reachableNow || back !== null)) break
    at = nextBoundary(evidence, at)
  }
  return { ...first, until, back, byPlan: !evidence.live && first.source === 'plan' }
}

/** Without a device nobody is shown as reachable now, but the plan still says when they mean to be. */
function reachableAt(evidence: Evidence, at: Instant): boolean {
  return isReachable(meantAt(evidence, at)) && (evidence.live || evidence.plan.length > 0)
}

/** The state at this instant as far as it is planned: where no device is live, as if one were. */
export const meantAt = (evidence: Evidence, at: Instant): AvailabilityState =>
  decide(evidence.live ? evidence : { ...evidence, live: true, presence: null }, at).state

/**
 * What a viewer has to go by: what a teammate last published. Without a link to the hub (`linked` false) nobody's
 * device is known to be live.
 */
export function evidenceOf(person: Person, linked = true): Evidence {
  const live = person.live && linked
  return {
    manual: trusted(person.manual, live),
    presence: person.presence,
    plan: person.plan?.intervals ?? [],
    zone: person.plan?.zone ?? person.presence?.zone ?? UNKNOWN_CLOCK,
    live,
    lost: person.gone !== 'quit' || !linked,
    known: person.plan !== null || person.asOf !== null,
  }
}

/** Without a live device a hand-set green would be a stale green; a hand-set absence needs nobody to stay true. */
function trusted(manual: ManualStatus | null, live: boolean): ManualStatus | null {
  if (live || manual?.state === undefined || manual.state === 'away' || manual.state === 'off') return manual
  const { state: _stale, ...words } = manual
  return words
}

/** Own text and emoji, while they last. */
export function ownWords(manual: ManualStatus | null, now: Instant): { text: string; emoji: string } | null {
  if (manual === null || now >= manual.until || (!manual.text && !manual.emoji)) return null
  return { text: manual.text ?? '', emoji: manual.emoji ?? '' }
}
