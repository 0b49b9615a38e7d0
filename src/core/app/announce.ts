/** What to tell the person in the desktop's notification area, once, when the state went from `before` to `after`. */
import type { Digest } from '../focus/digest.ts'
import { type SessionView, viewSession } from '../focus/session.ts'
import { plannedBlock } from '../planner/planned.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import { ofLetters } from './announceLetters.ts'
import { announcedStart } from './starts.ts'
import type { State } from './state.ts'

export interface Announcement {
  readonly key: `announce.${'completed' | 'held' | 'breakBegins' | 'breakOver' | 'landing' | 'suggested' | 'startsSoon' | 'knock' | 'reply' | 'handoff' | 'alert'}`
  /** `at` is an instant; the rest goes into the sentences as it is. */
  readonly values: Readonly<Record<string, string | number>>
}

/**
 * A muted desktop holds back our own notices too, and they would come late all at once: then the windows and the tray
 * alone tell what only counts while it lasts. `digest` is the newest: the desktop is asked while the world is made to
 * match.
 */
export function announce(
  before: State,
  after: State,
  now: Instant,
  digest: Digest | null = after.ledger.digest,
): readonly Announcement[] {
  const was = lastSession(before, now)
  const is = lastSession(after, now)
  const told = is === null || was?.id !== is.id ? [] : [...ofEnd(was, is, digest), ...ofPhase(was, is)]
  const near = is?.phase === 'running' && after.session.landing !== before.session.landing ? landing(is) : []
  return [...told, ...near, ...ofStart(before, after, now), ...ofLetters(before, after)].filter(
    ({ key }) => !isHeldBack(key, after),
  )
}

const lastSession = ({ session: { current } }: State, now: Instant): SessionView | null =>
  current === null ? null : viewSession(current, now)

const PASSING: ReadonlySet<Announcement['key']> = new Set(['announce.landing', 'announce.suggested'])

const isHeldBack = (key: Announcement['key'], { mute }: State): boolean =>
  PASSING.has(key) && (mute.held || mute.alreadyMuted)

/**
 * A session that ran to its end is told, with what was held back meanwhile. Whoever stopped it by hand knows, and hears
 * only of that.
 */
function ofEnd(was: SessionView, is: SessionView, digest: Digest | null): readonly Announcement[] {
  if (is.phase !== 'ended' || was.phase === 'ended') return []
  if (is.mode === 'break')
    return is.how === 'completed' ? [{ key: 'announce.breakOver', values: { title: '', goesOn: 'no' } }] : []
  const held = digest?.session === is.id ? digest.held : null
  const from = (held?.senders ?? []).map(({ app }) => app).join(', ')
  const values = { title: is.title, held: held?.count ?? 0, from, told: from === '' ? 'no' : 'yes' }
  if (is.how === 'completed')
    return [{ key: 'announce.completed', values: { ...values, minutes: Math.round(is.focused / MINUTE) } }]
  return is.how === 'stopped' && values.held > 0 ? [{ key: 'announce.held', values }] : []
}

function ofPhase(was: SessionView, is: SessionView): readonly Announcement[] {
  if (was.phase === 'running' && is.phase === 'break' && is.stretch.until !== null)
    return [{ key: 'announce.breakBegins', values: { title: '', kind: is.stretch.kind, at: is.stretch.until } }]
  if (was.phase === 'break' && is.phase === 'running')
    return [{ key: 'announce.breakOver', values: { title: '', goesOn: 'yes' } }]
  if (!was.suggested && is.suggested)
    return [{ key: 'announce.suggested', values: { title: '', minutes: Math.floor(is.focused / MINUTE) } }]
  return []
}

const landing = ({ title, latest, left }: SessionView): readonly Announcement[] => [
  { key: 'announce.landing', values: { title, at: latest, minutes: Math.round((left ?? 0) / MINUTE) } },
]

function ofStart(before: State, after: State, now: Instant): readonly Announcement[] {
  const next = announcedStart(after, now)
  const known = next === null ? undefined : before.starts[next.block]
  if (next === null || (known?.at === next.at && known.is === 'waiting')) return []
  const title = plannedBlock(after, next.block)?.title ?? ''
  const values = { title, at: next.at, minutes: Math.max(1, Math.round((next.at - now) / MINUTE)) }
  return [{ key: 'announce.startsSoon', values }]
}
