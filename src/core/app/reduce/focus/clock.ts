/** What time alone brings about: breaks and ends, decided once, at their own instants. Looking twice changes nothing. */
import { breakAfter, MODES } from '../../../focus/modes.ts'
import { STRICT_PATIENCE } from '../../../focus/strict.ts'
import { isLanding, nextBoundary, type SessionView } from '../../../focus/session.ts'
import { type Instant, type Millis, MINUTE, minutes } from '../../../time/instant.ts'
import { runningSession } from '../../running.ts'
import type { State } from '../../state.ts'
import { changed, type Reduced } from '../result.ts'
import { withNotice } from '../notices.ts'
import { also, cleared, end, lastView, record, chain } from './record.ts'
import { workAgain } from './steer.ts'

/** Everything that came due up to `until`, in its order. */
export function settleTo(state: State, until: Instant): Reduced {
  let done = changed(state)
  for (;;) {
    const view = runningSession(done.state, until)
    const due = view === null ? null : nextBoundary(view)
    if (view === null || due === null || due > until) return done
    done = chain(done, (after) => cross(after, view, due))
  }
}

/** One boundary: the session's end, a break's begin or end, or a break to suggest. */
function cross(state: State, view: SessionView, due: Instant): Reduced {
  if (due >= view.latest) return end(state, view.latest, 'completed')
  if (view.phase === 'break') return record(state, workAgain({ ...view, stretch: { ...view.stretch, left: 0 } }, due))
  const { cycle } = view
  if (cycle === null) return end(state, view.latest, 'completed')
  // What came due in a gap comes at its end.
  const at = Math.max(due, view.stretch.from)
  if (MODES[view.mode].breaks === 'suggested')
    return record(state, { type: 'suggested', at, stage: at + minutes(cycle.work) })
  const { length, long } = breakAfter(view.works + 1, cycle)
  return record(state, { type: 'breakStarted', at, until: view.latest, stage: at + length, long })
}

/** A look at the clock. */
export function settle(state: State, now: Instant): Reduced {
  return also(settleTo(state, now), (after) => forget(landed(after, now), now))
}

/** Notes that the end is near, once for each end. */
function landed(state: State, now: Instant): State {
  const view = runningSession(state, now)
  if (view === null || !isLanding(view, minutes(state.settings.focus.landing))) return state
  const { session } = state
  return session.landing === view.latest ? state : { ...state, session: { ...session, landing: view.latest } }
}

/** What was offered for a while only. */
function forget(state: State, now: Instant): State {
  const { undoUntil, endAsked } = state.session
  if (undoUntil !== null && now >= undoUntil) {
    // A gap that waits for an answer keeps its session in sight.
    if (lastView(state, now)?.gap == null) return cleared(state, now)
    return { ...state, session: { ...state.session, undoUntil: null } }
  }
  if (endAsked === null || now < endAsked + STRICT_PATIENCE) return state
  return { ...state, session: { ...state.session, endAsked: null } }
}

/** Whoever asked for 50 minutes gets 50 minutes, whatever the clock on the wall says meanwhile; who asked for 14:30, 14:30. */
export function clockSet(state: State, by: Millis, now: Instant): Reduced {
  const view = runningSession(state, now)
  if (view === null) return settle(state, now)
  const moved = record(state, { type: 'clockSet', at: now, by })
  // Nobody waits for an end; only what was done is told by the new clock.
  if (view.phase === 'paused') return chain(moved, (after) => settle(after, now))
  const until = view.isFixed ? view.latest : view.latest + by
  const values = { minutes: Math.round(Math.abs(by) / MINUTE), direction: by < 0 ? 'back' : 'forward', until }
  const key = view.until === null ? 'notice.clockSet.open' : `notice.clockSet${view.isFixed ? '.fixed' : ''}`
  return chain(
    also(moved, (after) => withNotice(after, key, values, now)),
    (after) => settle(after, now),
  )
}
