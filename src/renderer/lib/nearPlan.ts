/** The plan for what looks at today and ahead: old months come and go without its being another. */
import type { Plan } from '../../core/app/state.ts'
import { onceFor } from '../../core/onceFor.ts'
import { DAY } from '../../core/time/instant.ts'
import { dateIn } from '../../core/time/zone.ts'
import { newsIn } from './mirror.ts'
import { readNow } from './useNow.ts'

/** A week that is under way, the month of a count, and some days more. */
const NEAR = 40 * DAY

/** The one before, where all that came or went since is long over; the same for the same plan. */
export const nearPlan = onceFor((plan: Plan): Plan => onlyOld(plan) ?? plan)

function onlyOld(plan: Plan): Plan | null {
  const news = newsIn(plan)
  if (news === undefined) return null
  const was = news.before as Plan
  const edge = dateIn(readNow() - NEAR, 'UTC')
  const isOld = (start: string | undefined): boolean => start === undefined || (/^\d/.test(start) && start < edge)
  return news.ids.every((id) => isOld(plan[id]?.start) && isOld(was[id]?.start)) ? nearPlan(was) : null
}
