/**
 * How long it took to get back to it. Nothing watches the person, so only what is known counts:
 *
 * The refocus time of an interruption runs from its instant to the start of the next **undisturbed stretch**: focus that
 * runs for at least five minutes without an interruption, a pause, a gap or an end. Such a stretch starts with a **sign**
 * of return: the person says that they are back, resumes, starts a session, or the machine wakes. Whoever taps
 * "interrupted" and lets the timer run on gives no sign; then the time is *unknown*, which is never zero. After two
 * hours it is another piece of work and not a return.
 */
import { type Interruption, interruptionsOf } from '../focus/interruptions.ts'
import { focusStretches, isOfFocus, type Session, type SessionEvent, sessionsOf } from '../focus/session.ts'
import type { Interval } from '../planner/block.ts'
import { HOUR, type Instant, type Millis, MINUTE } from '../time/instant.ts'

/** Focus that runs this long without anything in between is undisturbed. */
export const UNDISTURBED: Millis = 5 * MINUTE
/** What comes later than this is no return to what was interrupted. */
export const LONGEST_REFOCUS: Millis = 2 * HOUR
/** What an interruption costs on average (Mark, Gudith and Klocke, UC Irvine). */
export const KNOWN_REFOCUS: Millis = 23 * MINUTE

export interface Entry extends Interruption {
  /** Null where it is not known, or not yet. */
  readonly refocus: Millis | null
}

interface Life {
  readonly stretches: readonly Interval[]
  readonly interruptions: readonly Interruption[]
  /** When the person was known to be back, in order. */
  readonly signs: readonly Instant[]
}

/** Every interruption of a journal with its refocus time, oldest first. */
export function ledgerOf(events: readonly SessionEvent[], now: Instant): readonly Entry[] {
  const sessions = sessionsOf(events).filter(isOfFocus)
  const life = lifeOf(sessions, events, now)
  return life.interruptions.map((entry) => ({ ...entry, refocus: refocusOf(entry, life) }))
}

function lifeOf(sessions: readonly Session[], events: readonly SessionEvent[], now: Instant): Life {
  const stretches = sessions.flatMap((session) => focusStretches(session, now))
  const interruptions = interruptionsOf(events).toSorted((one, other) => one.at - other.at)
  const backs = interruptions.flatMap(({ back }) => back ?? [])
  const signs = [...stretches.map(({ start }) => start), ...backs].toSorted((one, other) => one - other)
  return { stretches, interruptions, signs }
}

function refocusOf({ at, back }: Interruption, life: Life): Millis | null {
  if (back === null && runOn(at, life) >= UNDISTURBED) return null
  const from = back ?? at
  for (const moment of momentsAfter(from, back !== null, life)) {
    if (moment.at - at > LONGEST_REFOCUS) return null
    if (runOn(moment.at, life) >= UNDISTURBED) return moment.isSign ? moment.at - at : null
  }
  return null
}

interface Moment {
  readonly at: Instant
  readonly isSign: boolean
}

/** Signs of return and further interruptions, in order. An interruption that was answered by a sign is none of its own. */
function momentsAfter(from: Instant, inclusive: boolean, { signs, interruptions }: Life): readonly Moment[] {
  const later = (at: Instant): boolean => at > from || (inclusive && at === from)
  return [
    ...signs.filter(later).map((at) => ({ at, isSign: true })),
    ...interruptions.filter(({ at, back }) => later(at) && back === null).map(({ at }) => ({ at, isSign: false })),
  ].toSorted((one, other) => one.at - other.at)
}

/** How long focus ran on from an instant until something came in between. */
function runOn(at: Instant, { stretches, interruptions }: Life): Millis {
  const stretch = stretches.find(({ start, end }) => start <= at && at < end)
  if (stretch === undefined) return 0
  const next = interruptions.find((other) => other.at > at)?.at ?? Infinity
  return Math.min(stretch.end, next) - at
}

/** Null where there is none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const high = sorted[Math.floor(sorted.length / 2)]
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  return high === undefined || low === undefined ? null : (high + low) / 2
}
