/** What really happened: the stretches of focus in a day, for the trace beside the plan and the day's sums. */
import type { Interval } from '../planner/block.ts'
import type { Instant, Millis } from '../time/instant.ts'
import { type Session, viewSession } from './session.ts'

/** When this session was running, up to `now`: without pauses, gaps and what came after its end. */
export function focusStretches(session: Session, now: Instant): readonly Interval[] {
  const stretches: Interval[] = []
  let since: Instant | null = session[0].at
  const stop = (at: Instant): void => {
    if (since !== null && at > since) stretches.push({ start: since, end: at })
    since = null
  }
  for (const event of session) {
    if (event.type === 'paused' || event.type === 'ended') stop(event.at)
    else if (event.type === 'resumed' || event.type === 'reopened') since = event.at
    else if (event.type === 'gap' && since !== null) {
      stop(event.from)
      since = event.at
    }
  }
  stop(Math.min(now, viewSession(session, now).until))
  return stretches
}

export interface DayTrace {
  readonly stretches: readonly Interval[]
  readonly focus: Millis
  readonly interruptions: readonly Instant[]
}

/** The stretches and interruptions of these sessions within a window. */
export function dayTrace(sessions: readonly Session[], window: Interval, now: Instant): DayTrace {
  const stretches = sessions
    .flatMap((session) => focusStretches(session, now))
    .map(({ start, end }) => ({ start: Math.max(start, window.start), end: Math.min(end, window.end) }))
    .filter(({ start, end }) => end > start)
  const interruptions = sessions
    .flatMap((session) => session.filter(({ type }) => type === 'interrupted').map(({ at }) => at))
    .filter((at) => at >= window.start && at < window.end)
  return { stretches, focus: stretches.reduce((sum, { start, end }) => sum + end - start, 0), interruptions }
}
