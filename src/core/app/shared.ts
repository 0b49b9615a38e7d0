import { sharedPlan, sharedWindow, type Shares, toldZone } from '../availability/cut.ts'
import { busyOf } from '../calendar/lay.ts'
import { plannedIn } from '../planner/planned.ts'
import type { SharedPlan } from '../sync/records.ts'
import { DAY, type Instant } from '../time/instant.ts'
import type { State } from './state.ts'

/** What of the plan, its rhythm and over them the calendars these shares let others see. Only what is planned near the shared days is looked at. */
export function sharedOf(
  state: Pick<State, 'plan' | 'rhythm' | 'calendars' | 'busy' | 'system'>,
  shares: Shares,
  now: Instant,
): SharedPlan {
  // Without my zone not even the days that are shared begin at my midnight.
  const zone = toldZone(state.system.zone, shares)
  const { start, end } = sharedWindow(now, zone)
  return sharedPlan(plannedIn(state, { start: start - DAY, end: end + DAY }), zone, shares, now, busyOf(state))
}
