/** When what was left for me is told: decided by this device, from what it alone knows of my day. */
import { isReachable } from '../availability/decide.ts'
import { isAway } from '../availability/here.ts'
import type { Urgency } from '../sync/items.ts'
import type { Received } from '../team/letters.ts'
import { standingOf } from '../team/standing.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import { availabilityFor, myAvailability } from './desired.ts'
import { isLinked } from './letterLook.ts'
import { runningSession } from './running.ts'
import type { State } from './state.ts'

/** Longer than a claim lasts: a clock that was set back must not hold anything for longer. */
const LONGEST_WAIT = 2 * MINUTE

/**
 * Whether its moment has come. `whenever` and hand-offs wait until I can be reached, `today` also ends with a break or
 * a pause, `urgent` is at once. A reply comes like the knock that it answers.
 */
export function isDue(state: State, letter: Received, now: Instant): boolean {
  if (isEmptyChair(state, letter.team)) return false
  if (letter.body.kind === 'alert') return isAlertDue(state, letter.team, letter.body.about, now)
  const urgency = urgencyOf(state, letter)
  if (urgency === 'urgent' || readsAsReachable(state, letter.team, now)) return true
  const phase = runningSession(state, now)?.phase
  return urgency === 'today' && (phase === 'break' || phase === 'paused')
}

/**
 * Another device of mine may be in use. Only where the team reads that I am away: for any other the receipt would tell
 * when I came back.
 */
const isEmptyChair = ({ teams, system }: State, team: string): boolean =>
  teams[team]?.shares.away === true && isAway(system.here)

/** What is shown is claimed, and its sender hears of it: where a team is not told my plan, its hours must not tell it. */
function readsAsReachable(state: State, id: string, now: Instant): boolean {
  const team = state.teams[id]
  return team === undefined ? canBeReached(state, now) : isReachable(availabilityFor(state, team, now).state)
}

export const canBeReached = (state: State, now: Instant): boolean => isReachable(myAvailability(state, now).state)

function urgencyOf({ letters }: State, { body }: Received): Urgency {
  if (body.kind === 'knock') return body.urgency
  const asked = body.kind === 'reply' ? letters[body.re] : undefined
  return asked?.way === 'out' && asked.body.kind === 'knock' ? asked.body.urgency : 'whenever'
}

/** Nobody asked for it in the middle of a session. */
function isAlertDue(state: State, team: string, about: string, now: Instant): boolean {
  if (runningSession(state, now)?.phase === 'running') return false
  const person = state.rosters[team]?.[about]
  return person !== undefined && isReachable(standingOf(person, isLinked(state, team), now).state)
}

/** Whether this device may ask for it now. */
export const mayAsk = ({ notBefore }: Received, now: Instant): boolean =>
  notBefore === null || notBefore <= now || notBefore - now > LONGEST_WAIT

export function isSnoozeOver(
  state: State,
  { until, reachable }: NonNullable<Received['snoozed']>,
  now: Instant,
): boolean {
  if (now < until) return false
  return reachable ? canBeReached(state, now) : runningSession(state, now)?.phase !== 'running'
}
