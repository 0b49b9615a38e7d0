/** Time that nobody focused in: asleep, stopped, locked, or without the app. Focus stops at it; a break runs through it. */
import type { GapAnswer, GapKind } from '../../../focus/events.ts'
import { breakAfter, MODES } from '../../../focus/modes.ts'
import { LEAST_GAP, type SessionView, viewSession } from '../../../focus/session.ts'
import { HOUR, type Instant, type Millis, MINUTE, minutes } from '../../../time/instant.ts'
import { runningSession } from '../../running.ts'
import type { State } from '../../state.ts'
import { withNotice } from '../notices.ts'
import { changed, type Reduced, refuse } from '../result.ts'
import { settle, settleTo } from './clock.ts'
import { also, cleared, end, lastView, record, chain } from './record.ts'
import { workAgain } from './steer.ts'

/** Locking the screen for less is a walk to the printer. */
const LEAST_LOCK: Millis = 2 * MINUTE
/** An open session does not outlast an absence longer than this: nobody focuses on through a night. */
const LONGEST_OPEN_GAP: Millis = HOUR
/** A paused session that old is not taken up again after a restart. */
const LONGEST_PAUSE: Millis = 24 * HOUR

interface Gap {
  readonly from: Instant
  readonly at: Instant
  readonly kind: GapKind
}

export function recordGap(state: State, kind: GapKind, from: Instant, now: Instant): Reduced {
  if (now - from < (kind === 'lock' ? LEAST_LOCK : LEAST_GAP)) return settle(state, now)
  if (kind === 'lock') return chain(settle(state, now), (after) => lockedGap(after, { from, at: now, kind }))
  const met = chain(settleTo(state, from), (after) => absence(after, { from, at: now, kind }))
  return chain(met, (after) => settle(after, now))
}

/** The machine was awake behind the lock, so what came due has come; only the focus of that time is in question. */
function lockedGap(state: State, { from, at, kind }: Gap): Reduced {
  const view = lastView(state, at)
  if (view === null || view.mode === 'break' || (view.endedAt ?? at) <= from) return changed(state)
  const gap = record(state, { type: 'gap', at, from, kind })
  return lastView(gap.state, at)?.gap == null ? changed(state) : gap
}

/** After a crash: go on with what is still running and say so, or settle what ended meanwhile and say so. */
export function afterRestart(state: State, lastAlive: Instant | null, now: Instant): Reduced {
  const view = runningSession(state, now)
  if (view === null) return changed(withLast(cleared(state, now), now))
  if (view.phase === 'paused' && now - view.startedAt > LONGEST_PAUSE)
    return also(end(state, Math.min(lastAlive ?? now, now), 'settled'), (after) =>
      withNotice(after, 'notice.settled', { at: lastAlive ?? now }, now),
    )
  const from = Math.min(now, Math.max(view.stretch.from, lastAlive ?? now))
  const met = chain(settleTo(state, from), (after) => absence(after, { from, at: now, kind: 'notRunning' }))
  return also(
    chain(met, (after) => settle(after, now)),
    (after) => resumedOrNot(after, now),
  )
}

function resumedOrNot(state: State, now: Instant): State {
  const view = runningSession(state, now)
  return view?.phase === 'running' ? withNotice(state, resumedKey(view), { until: view.latest }, now) : state
}

const resumedKey = ({ until }: SessionView): string => (until === null ? 'notice.resumed.open' : 'notice.resumed')

/** The newest session again, where a gap of it still waits for an answer. */
function withLast(state: State, now: Instant): State {
  const last = state.session.current ?? state.session.past.at(-1) ?? null
  if (state.session.current !== null || last === null || viewSession(last, now).gap === null) return state
  return { ...state, session: { ...state.session, current: last, past: state.session.past.slice(0, -1) } }
}

function absence(state: State, gap: Gap): Reduced {
  const view = runningSession(state, gap.from)
  if (view === null || view.phase === 'paused') return changed(state)
  if (view.phase === 'break') return throughBreak(state, view, gap)
  const from = Math.max(gap.from, view.stretch.from)
  const taken = record(state, { type: 'gap', at: gap.at, from, kind: gap.kind })
  if (outlasted(view, gap)) {
    const at = gap.kind === 'notRunning' && gap.at >= view.latest ? view.latest : from
    return also(
      chain(taken, (after) => end(after, at, 'settled')),
      (after) => withNotice(after, `notice.${gap.kind === 'notRunning' ? 'settled' : 'stoppedAt'}`, { at }, gap.at),
    )
  }
  return isBreak(view, gap) ? asBreak(state, view, { ...gap, from }) : chain(taken, (after) => later(after, view, gap))
}

const outlasted = (view: SessionView, { from, at }: Gap): boolean =>
  at >= view.latest || (view.until === null && at - from > LONGEST_OPEN_GAP)

/** An absence over the coming break, and no shorter than it, was that break. */
function isBreak({ breakAt, cycle, works, mode }: SessionView, { from, at }: Gap): boolean {
  if (breakAt === null || cycle === null || MODES[mode].breaks !== 'taken') return false
  return at >= breakAt && at - from >= breakAfter(works + 1, cycle).length
}

function asBreak(state: State, view: SessionView, { from, at, kind }: Gap): Reduced {
  const long = view.cycle !== null && breakAfter(view.works + 1, view.cycle).long
  return record(
    state,
    { type: 'breakStarted', at: from, until: view.latest, stage: at, long },
    { type: 'gap', at, from, kind },
    workAgain({ ...view, stretch: { ...view.stretch, left: 0 } }, at),
  )
}

/** A suggestion that came due meanwhile is moot: whoever was away had a break. */
function later(state: State, { cycle, breakAt, mode, latest }: SessionView, { at }: Gap): Reduced {
  if (cycle === null || MODES[mode].breaks !== 'suggested' || breakAt === null || breakAt > at) return changed(state)
  return record(state, { type: 'postponed', at, until: latest, stage: at + minutes(cycle.work) })
}

/** A break runs through sleep, and lasts until there is somebody to end it. */
function throughBreak(state: State, view: SessionView, { from, at, kind }: Gap): Reduced {
  if (view.mode === 'break' || at < (view.stretch.until ?? at)) return changed(state)
  const gap = record(state, { type: 'gap', at, from, kind })
  if (outlasted(view, { from, at, kind }))
    return also(
      chain(gap, (after) => end(after, from, 'settled')),
      (after) => withNotice(after, 'notice.stoppedAt', { at: from }, at),
    )
  return chain(gap, (after) => record(after, workAgain({ ...view, stretch: { ...view.stretch, left: 0 } }, at)))
}

/** Keep counts the gap as focus, trim cuts it out, discard ends the session where the gap began. */
export function settleGap(state: State, how: GapAnswer, now: Instant): Reduced {
  const last = withLast(state, now)
  const view = lastView(last, now)
  if (view?.gap == null) return refuse(state, 'no_gap')
  const { start } = view.gap
  const answered = record(last, { type: 'gapSettled', at: now, how })
  if (how !== 'discard' || view.phase === 'ended') return answered
  return chain(answered, (after) => end(after, start, 'stopped'))
}
