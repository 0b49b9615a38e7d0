/** What a timer's face shows of a session: in tray, planner and focus view alike. */
import { type Millis, MINUTE, SECOND } from '../time/instant.ts'
import type { SessionView } from './session.ts'

export interface Face {
  /** Time left of the stretch; null where the session is open. */
  readonly left: Millis | null
  /** Whole minutes, a started one counting, or minutes so far where it is open; and the same in seconds. */
  readonly minutes: number
  readonly seconds: number
  /** What is behind and what there is in all, for a bar; null where there is no end to come nearer to. */
  readonly done: Millis
  readonly total: Millis | null
  /** Share that is left, 0 to 1. */
  readonly share: number | null
}

export function faceOf({ stretch: { left, of }, focused, phase }: SessionView): Face {
  if (left === null || phase === 'ended') {
    const soFar = { minutes: Math.floor(focused / MINUTE), seconds: Math.floor(focused / SECOND) }
    return { left: null, ...soFar, done: focused, total: null, share: null }
  }
  const total = Math.max(of ?? focused + left, left)
  return {
    left,
    minutes: Math.ceil(left / MINUTE),
    seconds: Math.ceil(left / SECOND),
    done: total - left,
    total,
    share: total === 0 ? 0 : left / total,
  }
}
