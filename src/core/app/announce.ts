/** What to tell the person in the desktop's notification area, once, when the state went from `before` to `after`. */
import { type SessionView, viewSession } from '../focus/session.ts'
import type { Instant } from '../time/instant.ts'
import type { State } from './state.ts'

export interface Announcement {
  readonly key: 'announce.completed'
  readonly values: Readonly<Record<string, string | number>>
}

/** Only a session that ran to its end is told: whoever stopped it by hand knows. */
export function announce(before: State, after: State, now: Instant): readonly Announcement[] {
  const was = lastSession(before, now)
  const is = lastSession(after, now)
  if (is?.how !== 'completed' || (was?.id === is.id && was.phase === 'ended')) return []
  return [{ key: 'announce.completed', values: { title: is.title, minutes: Math.round(is.focused / 60_000) } }]
}

function lastSession(state: State, now: Instant): SessionView | null {
  return state.session.current === null ? null : viewSession(state.session.current, now)
}
