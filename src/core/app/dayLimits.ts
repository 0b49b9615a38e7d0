/** What the plan comes to beside the limits, for the days in sight: with the calendars, and a block under the hand in its place. */
import { type CalendarState, busyOf } from '../calendar/lay.ts'
import type { Block, Interval } from '../planner/block.ts'
import { dayFindings, type Finding, LOOK_BACK, weekFinding } from '../planner/limits.ts'
import { type Planned, plannedIn } from '../planner/planned.ts'
import { laidPieces, type Piece } from '../planner/work.ts'
import { DAY } from '../time/instant.ts'
import type { State } from './state.ts'

export type LimitState = Pick<State, 'settings'> & Planned & CalendarState

/** The plan as it is lived from before the window until after it. A block that is given stands in its own place. */
export function piecesNear(state: LimitState, window: Interval, instead: Block | null = null): readonly Piece[] {
  const wide = { start: window.start - LOOK_BACK, end: window.end + DAY }
  const planned = plannedIn(state, wide)
  const blocks = instead === null ? planned : [...planned.filter(({ id }) => id !== instead.id), instead]
  const busy = busyOf(state).filter(({ start, end }) => start < wide.end && end > wide.start)
  return laidPieces(blocks, busy)
}

/** Whether a block of focus takes breaks of its own. */
export const takesBreaks =
  (focus: State['settings']['focus']) =>
  (block: Block): boolean =>
    (block.focus?.mode ?? focus.mode) === 'pomodoro'

export const findingsOfDay = (state: LimitState, pieces: readonly Piece[], window: Interval): readonly Finding[] =>
  dayFindings(pieces, window, state.settings.limits, takesBreaks(state.settings.focus))

export const findingOfWeek = (state: LimitState, pieces: readonly Piece[], week: Interval): Finding | null =>
  weekFinding(pieces, week, state.settings.limits)
