/** From a line of the control socket to its answer. */
import { type Outcome, readWish, type Wish } from '../../core/app/intent.ts'
import { agreementReport } from '../../core/app/report/agreement.ts'
import { calendarsReport } from '../../core/app/report/calendars.ts'
import { knocksReport } from '../../core/app/report/knocks.ts'
import { inboxReport, settingsReport } from '../../core/app/report/own.ts'
import type { InsightsReport } from '../../core/app/report/insights.ts'
import { overlapReport } from '../../core/app/report/overlap.ts'
import { planReport, planReportWindow } from '../../core/app/report/plan.ts'
import { rhythmReport } from '../../core/app/report/rhythm.ts'
import { statusReport } from '../../core/app/report/status.ts'
import { teamReport } from '../../core/app/report/team.ts'
import type { State } from '../../core/app/state.ts'
import type { Interval } from '../../core/planner/block.ts'
import type { Instant } from '../../core/time/instant.ts'
import { type Answer, type ControlRequest, readRequest, type RequestId } from './protocol.ts'
import { refusalOf } from './sentence.ts'

export interface ControlDeps {
  readonly dispatch: (wish: Wish) => Promise<Outcome>
  readonly state: () => State
  readonly now: () => Instant
  /** Reads the journal. */
  readonly insights: () => InsightsReport
  /** Reads the old months of the plan that lie in this window. */
  readonly months?: (window: Interval) => Promise<void>
}

/** Never throws: whatever goes wrong is an answer. */
export async function answerLine(line: string, deps: ControlDeps): Promise<Answer> {
  const request = readRequest(line)
  if ('code' in request) return refusalOf(request.id, request.code, { field: request.field })
  try {
    return 'do' in request
      ? await grant(request.id, request.do, deps)
      : { id: request.id, ok: true, value: await facts(request, deps) }
  } catch (error) {
    return refusalOf(request.id, 'other', { code: error instanceof Error ? error.name : 'unknown' })
  }
}

async function grant(id: RequestId, input: unknown, { dispatch }: ControlDeps): Promise<Answer> {
  const read = readWish(input)
  const outcome = 'wish' in read ? await dispatch(read.wish) : read.refusal
  if (!outcome.ok) return refusalOf(id, outcome.code, outcome.values)
  return { id, ok: true, ...(outcome.value === undefined ? {} : { value: outcome.value }) }
}

async function facts(request: Extract<ControlRequest, { ask: string }>, deps: ControlDeps): Promise<unknown> {
  const { state, now, insights, months } = deps
  switch (request.ask) {
    case 'status':
      return statusReport(state(), now())
    case 'plan': {
      const wanted = { date: request.date, id: request.block }
      await months?.(planReportWindow(state(), wanted, now()))
      return planReport(state(), wanted, now())
    }
    case 'rhythm':
      return rhythmReport(state(), now())
    case 'team':
      return teamReport(state(), now())
    case 'agreement':
      return agreementReport(state(), now())
    case 'overlap':
      return overlapReport(state(), request, now())
    case 'knocks':
      return knocksReport(state(), now())
    case 'settings':
      return settingsReport(state())
    case 'inbox':
      return inboxReport(state())
    case 'calendars':
      return calendarsReport(state(), now())
    case 'insights':
      return insights()
  }
}
