/** Starts the thread that reads a calendar, and ends it where it takes too long or too much. The app waits for neither. */
import { Worker } from 'node:worker_threads'
import type { Interval } from '../../core/planner/block.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { CalendarRead } from './ics/read.ts'
import { READ_MEMORY, READ_PATIENCE } from './limits.ts'
import { type CalendarCode, CalendarProblem } from './problem.ts'

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
    const worker = new Worker(entry, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: READ_MEMORY, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
      stdin: false,
    })
    const report = await answerOf(worker, patience)
    void worker.terminate()
    if ('read' in report) return report.read
    throw new CalendarProblem(report.problem)
  }
}

function answerOf(worker: Worker, patience: number): Promise<ReadReport> {
  return new Promise((done) => {
    const tooMuch = (): void => done({ problem: 'calendar_too_slow' })
    const timer = setTimeout(tooMuch, patience)
    worker.once('message', (report: ReadReport) => done(report))
    // Out of memory, or a stack that ran over.
    worker.once('error', tooMuch)
    worker.once('exit', () => {
      clearTimeout(timer)
      tooMuch()
    })
  })
}
