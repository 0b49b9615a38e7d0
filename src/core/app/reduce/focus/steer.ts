/** What a person asks of the session that is open. */
import { breakAfter, MODES } from '../../../focus/modes.ts'
import { type SessionView, viewSession } from '../../../focus/session.ts'
import { mayEnd, STRICT_PATIENCE } from '../../../focus/strict.ts'
import { type Instant, minutes } from '../../../time/instant.ts'
import { type Intent, LONGEST_FOCUS_MINUTES } from '../../intent.ts'
import { runningSession } from '../../running.ts'
import type { State } from '../../state.ts'
import { changed, type Reduced, refuse } from '../result.ts'
import { also, end, record, chain, UNDO_END } from './record.ts'
import { startBreak } from './start.ts'

export type SteerIntent = Extract<
  Intent,
  {
    type:
      | 'focus.pause'
      | 'focus.resume'
      | 'focus.extend'
      | 'focus.intend'
      | 'focus.end'
      | 'focus.keepOn'
      | 'focus.break'
      | 'focus.skipBreak'
      | 'focus.postponeBreak'
  }
>

export function steer(state: State, intent: SteerIntent, now: Instant): Reduced {
  const view = runningSession(state, now)
  if (view === null) {
    if (intent.type !== 'focus.break') return refuse(state, 'not_focusing')
    return startBreak(state, intent.minutes ?? state.settings.focus.rest, now)
  }
  switch (intent.type) {
    case 'focus.pause':
      return pause(state, view, now)
    case 'focus.resume':
      return resume(state, view, now)
    case 'focus.extend':
      return extend(state, view, minutes(intent.minutes), now)
    case 'focus.intend':
      return view.intention === intent.text
        ? changed(state)
        : record(state, { type: 'intended', at: now, text: intent.text })
    case 'focus.end':
      return stopByHand(state, now, intent.reason)
    case 'focus.keepOn':
      return changed({ ...state, session: { ...state.session, endAsked: null } })
    case 'focus.break':
      return breakNow(state, view, intent.minutes ?? null, now)
    case 'focus.skipBreak':
      return skipBreak(state, view, now)
    case 'focus.postponeBreak':
      return postponeBreak(state, view, now)
  }
}

function pause(state: State, view: SessionView, now: Instant): Reduced {
  if (view.phase === 'paused') return changed(state)
  if (view.phase === 'break') return refuse(state, 'on_break')
  if (view.strict) return refuse(state, 'strict_no_pause')
  return record(state, { type: 'paused', at: now })
}

/** Goes on with what was left; a session until a time ends at that time all the same. In a break: back to work. */
function resume(state: State, view: SessionView, now: Instant): Reduced {
  if (view.phase === 'running') return changed(state)
  if (view.phase === 'break') return skipBreak(state, view, now)
  const until = view.isFixed ? view.latest : now + (view.left ?? 0)
  return record(state, { type: 'resumed', at: now, until, ...stageAfterPause(view, now) })
}

function stageAfterPause({ stretch, cycle, mode }: SessionView, now: Instant): { stage?: Instant } {
  if (cycle === null) return {}
  const isTaken = MODES[mode].breaks === 'taken'
  return { stage: now + (isTaken && stretch.left !== null ? stretch.left : minutes(cycle.work)) }
}

function extend(state: State, view: SessionView, by: number, now: Instant): Reduced {
  const until = view.latest + Math.round(by)
  if (view.until === null) return refuse(state, 'no_end_to_extend')
  if (until - now > minutes(LONGEST_FOCUS_MINUTES)) return refuse(state, 'focus_too_long')
  if (view.phase !== 'break') return record(state, { type: 'extended', at: now, until })
  const stage = (view.stretch.until ?? now) + Math.round(by)
  return record(state, { type: 'postponed', at: now, until: view.isFixed ? view.latest : until, stage })
}

/** Ends it at once, or, where it is strict and its end not reached, asks first. Never impossible. */
export function stopByHand(state: State, now: Instant, reason = ''): Reduced {
  const view = runningSession(state, now)
  const asked = state.session.endAsked
  if (view?.strict === true && reason === '' && !mayEnd(asked, now)) {
    const since = asked !== null && now < asked + STRICT_PATIENCE ? asked : now
    const waiting = changed({ ...state, session: { ...state.session, endAsked: since } })
    return { ...waiting, outcome: { ok: true, value: 'asked' } }
  }
  return also(end(state, now, 'stopped', reason), (after) => ({
    ...after,
    session: { ...after.session, undoUntil: now + UNDO_END },
  }))
}

export function undoEnd(state: State, now: Instant): Reduced {
  const { current, undoUntil } = state.session
  if (current === null || undoUntil === null || now >= undoUntil) return refuse(state, 'nothing_to_undo')
  if (now >= viewSession(current, now).latest) return refuse(state, 'nothing_to_undo')
  return record(state, { type: 'reopened', at: now })
}

/** The coming break, now. Where none is planned the session waits for it, unless its end is a time on the clock. */
function breakNow(state: State, view: SessionView, asked: number | null, now: Instant): Reduced {
  if (view.phase === 'break') return refuse(state, 'on_break')
  if (view.phase === 'paused') return chain(resume(state, view, now), (after) => whenRunning(after, asked, now))
  const usual = view.cycle === null ? null : breakAfter(view.works + 1, view.cycle)
  const length = asked === null ? (usual?.length ?? minutes(state.settings.focus.rest)) : Math.round(minutes(asked))
  const stage = now + length
  const early = view.breakAt === null || view.mode === 'flow' ? -length : view.breakAt - now
  const until = view.isFixed ? view.latest : view.latest - early
  if (stage >= until) return refuse(state, 'break_past_end')
  return record(state, { type: 'breakStarted', at: now, until, stage, long: usual?.long ?? false })
}

function whenRunning(state: State, asked: number | null, now: Instant): Reduced {
  const view = runningSession(state, now)
  return view === null ? changed(state) : breakNow(state, view, asked, now)
}

function skipBreak(state: State, view: SessionView, now: Instant): Reduced {
  if (view.phase !== 'break') return refuse(state, 'no_break')
  if (view.mode === 'break') return end(state, now, 'completed')
  return record(state, workAgain(view, now))
}

/** Work goes on at `at`: in cycles until the next break, and sooner by what was left of this one. */
export function workAgain(view: SessionView, at: Instant): Parameters<typeof record>[1] {
  const saved = view.isFixed ? 0 : (view.stretch.left ?? 0)
  const stage = view.cycle === null ? {} : { stage: at + minutes(view.cycle.work) }
  return { type: 'breakEnded', at, until: view.latest - saved, ...stage }
}

function postponeBreak(state: State, view: SessionView, now: Instant): Reduced {
  const { postpone, postpones } = state.settings.focus
  const by = minutes(postpone)
  if (view.mode === 'break') return refuse(state, 'no_break')
  if (view.suggested) return record(state, { type: 'postponed', at: now, until: view.latest, stage: now + by })
  if (view.postponed >= postpones) return refuse(state, 'postponed_enough', { times: postpones })
  if (view.phase === 'break') return breakLater(state, view, by, now)
  if (view.breakAt === null) return refuse(state, 'no_break')
  const until = view.isFixed ? view.latest : view.latest + by
  return record(state, { type: 'postponed', at: now, until, stage: view.breakAt + by })
}

/** Not now: a few minutes more of work, and then the whole break. */
function breakLater(state: State, view: SessionView, by: number, now: Instant): Reduced {
  if (view.cycle === null) return refuse(state, 'no_break')
  const again = breakAfter(view.works, view.cycle).length - (view.stretch.left ?? 0)
  const until = view.isFixed ? view.latest : view.latest + by + again
  return record(state, { type: 'breakEnded', at: now, until, stage: now + by, again: true })
}
