/** Writing to the session: every change of it is an event, and several may follow from one look at the clock. */
import type { EndReason, Session, SessionEvent } from '../../../focus/events.ts'
import { isRecent, type SessionView, viewSession, withEvent } from '../../../focus/session.ts'
import { type Instant, SECOND } from '../../../time/instant.ts'
import { noSession, type State } from '../../state.ts'
import { changed, type Reduced, refuse } from '../result.ts'

/** How long a stopped session can be taken back (decisions.md). */
export const UNDO_END: number = 10 * SECOND

/** An event as it is before it is known of which session and when. */
type Bare<Event> = Event extends SessionEvent ? Omit<Event, 'session'> : never
export type NewEvent = Bare<SessionEvent>

/** Adds events to the session that there is. */
export function record(state: State, ...events: readonly NewEvent[]): Reduced {
  const { current } = state.session
  if (current === null) return refuse(state, 'not_focusing')
  const full = events.map((event): SessionEvent => ({ ...event, session: current[0].session }))
  const session = { ...state.session, current: full.reduce<Session>(withEvent, current), undoUntil: null }
  return changed({ ...state, session }, full)
}

export function end(state: State, at: Instant, how: EndReason, reason = ''): Reduced {
  if (state.session.current === null) return changed(state)
  const ended = record(state, { type: 'ended', at, how, ...(reason === '' ? {} : { reason }) })
  return { ...ended, state: { ...ended.state, session: { ...ended.state.session, endAsked: null } } }
}

/** One step after another; a refusal of a later one leaves the earlier ones be. */
export function chain(first: Reduced, next: (state: State) => Reduced): Reduced {
  const second = next(first.state)
  return { ...second, events: [...first.events, ...second.events] }
}

/** The same, with something more changed. */
export const also = (reduced: Reduced, change: (state: State) => State): Reduced => ({
  ...reduced,
  state: change(reduced.state),
})

/** The session at hand, also one that is over. */
export const lastView = ({ session: { current } }: State, now: Instant): SessionView | null =>
  current === null ? null : viewSession(current, now)

/** No session at hand; the one that is over joins those that went before. */
export const cleared = (state: State, now: Instant): State => ({
  ...state,
  session: { ...noSession, past: retired(state, now) },
})

/** What went before, with the session that is over now. */
export function retired({ session: { current, past } }: State, now: Instant): readonly Session[] {
  const all = current === null || past.includes(current) ? past : [...past, current]
  return all.filter((session) => isRecent(session, now))
}
