import { type SessionView, viewSession } from '../focus/session.ts'
import type { Instant } from '../time/instant.ts'
import type { State } from './state.ts'

/** The session that is open at `now`, a pause and a break included; null where none is. */
export function runningSession({ session: { current } }: Pick<State, 'session'>, now: Instant): SessionView | null {
  if (current === null) return null
  const view = viewSession(current, now)
  return view.phase === 'ended' ? null : view
}
