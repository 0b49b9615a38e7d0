/** Reads a calendar in a thread, which is ended where it takes too long or too much. */
import type { Interval } from '../../core/planner/block.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { CalendarRead } from './ics/read.ts'
import { READ_PATIENCE } from './limits.ts'
import { type CalendarCode, CalendarProblem } from './problem.ts'
import { inThread } from './thread.ts'

export interface ReadOrder {
  readonly file: string
  readonly window: Interval
  /** Where times without a zone are meant. */
  readonly zone: Zone
}
export type ReadReport = { readonly read: CalendarRead } | { readonly problem: CalendarCode }

export type ReadCalendar = (order: ReadOrder) => Promise<CalendarRead>

/** `entry` is the module that runs the thread. The promise rejects with `CalendarProblem`. */
export function readerIn(entry: string | URL, patience: number = READ_PATIENCE): ReadCalendar {
  return async (order) => {
    const report = await inThread<ReadReport>(entry, order, patience, { problem: 'calendar_too_slow' })
    if ('read' in report) return report.read
    throw new CalendarProblem(report.problem)
  }
}
