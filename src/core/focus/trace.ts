/** What really happened: the stretches of focus in a day, for the trace beside the plan and the day's sums. */
import type { Interval } from '../planner/block.ts'
import type { Instant, Millis } from '../time/instant.ts'
import { focusStretches, type Session } from './session.ts'

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
