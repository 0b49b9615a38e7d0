/** What to tell the person in the desktop's notification area, once, when the state went from `before` to `after`. */
import type { Digest } from '../focus/digest.ts'
import { type SessionView, viewSession } from '../focus/session.ts'
import type { Instant } from '../time/instant.ts'
import type { State } from './state.ts'

export interface Announcement {
  readonly key: 'announce.completed' | 'announce.held'
  readonly values: Readonly<Record<string, string | number>>
}

/**
 * A session that ran to its end is told, with what was held back meanwhile. Whoever stopped it by hand knows, and hears
 * only of that. `digest` is the newest: the desktop is asked while the world is made to match.
 */
export function announce(
  before: State,
  after: State,
  now: Instant,
  digest: Digest | null = after.ledger.digest,
): readonly Announcement[] {
  const was = lastSession(before, now)
  const is = lastSession(after, now)
  if (is?.phase !== 'ended' || (was?.id === is.id && was.phase === 'ended')) return []
  const held = digest?.session === is.id ? digest.held : null
  const from = (held?.senders ?? []).map(({ app }) => app).join(', ')
  const values = { title: is.title, held: held?.count ?? 0, from, told: from === '' ? 'no' : 'yes' }
  if (is.how === 'completed')
    return [{ key: 'announce.completed', values: { ...values, minutes: Math.round(is.focused / 60_000) } }]
  return is.how === 'stopped' && values.held > 0 ? [{ key: 'announce.held', values }] : []
}

function lastSession(state: State, now: Instant): SessionView | null {
  return state.session.current === null ? null : viewSession(state.session.current, now)
}
