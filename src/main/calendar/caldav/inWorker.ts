import { MINUTE } from '../../../core/time/instant.ts'
import { CalendarProblem } from '../problem.ts'
import { inThread } from '../thread.ts'
import type { Dav, DavAnswer, DavOrder, DavReport } from './order.ts'

/** All of one order, however many requests it takes. */
const PATIENCE = 2 * MINUTE

/** `entry` is the module that runs the thread. */
export function davIn(entry: string | URL, patience = PATIENCE): Dav {
  return async <Kind extends DavOrder['kind']>(order: Extract<DavOrder, { kind: Kind }>) => {
    const report = await inThread<DavReport>(entry, order, patience, { problem: 'calendar_silent' })
    if ('problem' in report) throw new CalendarProblem(report.problem)
    return report.answer as DavAnswer<Kind>
  }
}
