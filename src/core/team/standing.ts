/** How one teammate stands, from what was last published of them. */
import { type Availability, availability, evidenceOf, isReachable, ownWords } from '../availability/decide.ts'
import { intervalAfter, intervalAt } from '../availability/intervals.ts'
import type { Person } from '../sync/records.ts'
import { earliest, type Instant } from '../time/instant.ts'
import { UNKNOWN_CLOCK, type Zone } from '../time/zone.ts'

export interface Standing extends Availability {
  /** Own text and emoji, while they last. */
  readonly words: { readonly text: string; readonly emoji: string } | null
  /** Where this person's clock is; null where they never told. */
  readonly zone: Zone | null
  /** Where they are now, if they share it. */
  readonly place: string | null
  /** When they last published, by the hub's clock; null while their device is live and our link stands. */
  readonly asOf: Instant | null
  /** This answer holds from the instant it was made until here; null where time alone never changes it. */
  readonly holdsUntil: Instant | null
}

function placeAt(person: Person, live: boolean, now: Instant): string | null {
  const told = live ? person.presence?.place : undefined
  return told ?? intervalAt(person.plan?.intervals ?? [], now)?.place ?? null
}

/** A zone that this computer has no rules for is no clock that could be shown. */
function zoneOf({ presence, plan }: Person, live: boolean): Zone | null {
  const zone = (live ? presence?.zone : undefined) ?? plan?.zone ?? presence?.zone ?? null
  return zone === UNKNOWN_CLOCK ? null : zone
}

/** The next instant where anything this standing says could change by time alone. */
function holdsUntil(person: Person, { until, back }: Availability, now: Instant): Instant | null {
  const plan = person.plan?.intervals ?? []
  const ahead = [until, back, person.manual?.until, intervalAt(plan, now)?.end, intervalAfter(plan, now)?.start]
  return earliest(...ahead.filter((at) => (at ?? now) > now))
}

export function standingOf(person: Person, linked: boolean, now: Instant): Standing {
  const evidence = evidenceOf(person, linked)
  const answer = availability(evidence, now)
  return {
    ...answer,
    words: ownWords(person.manual, now),
    zone: zoneOf(person, evidence.live),
    place: placeAt(person, evidence.live, now),
    asOf: evidence.live ? null : person.asOf,
    holdsUntil: holdsUntil(person, answer, now),
  }
}

/** `now` reachable, `later` with a known state, `unsure` where only the plan or nothing speaks. */
export type RosterGroup = 'now' | 'later' | 'unsure'

export function groupOf(standing: Standing): RosterGroup {
  if (standing.state === 'unknown') return 'unsure'
  return isReachable(standing.state) ? 'now' : 'later'
}
