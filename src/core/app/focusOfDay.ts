import { dayTrace } from '../focus/trace.ts'
import { dayAt, dayWindow } from '../planner/day.ts'
import type { Instant, Millis } from '../time/instant.ts'
import { knownSessions } from './ledger.ts'
import type { State } from './state.ts'

/** Focus so far in the day of `now`, as this computer's zone has it: beside a target it is progress, never a score. */
export function focusOfDay(state: Pick<State, 'session' | 'settings' | 'system'>, now: Instant): Millis {
  const { zone } = state.system
  const { dayEndsAt } = state.settings
  return dayTrace(knownSessions(state), dayWindow(dayAt(now, zone, dayEndsAt), zone, dayEndsAt), now).focus
}
