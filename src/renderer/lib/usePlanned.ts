import { useMemo } from 'react'
import type { BusyTime } from '../../core/calendar/calendar.ts'
import { busyOf } from '../../core/calendar/lay.ts'
import type { Block, Interval } from '../../core/planner/block.ts'
import { type Planned, plannedIn } from '../../core/planner/planned.ts'
import { useNearPlan, useSlice } from './app.tsx'

/** Dated blocks and rhythm, as the core's functions take them. */
export function usePlan(): Planned {
  const plan = useSlice('plan')
  const rhythm = useSlice('rhythm')
  return useMemo(() => ({ plan, rhythm }), [plan, rhythm])
}

/** The same for what looks at today and ahead: it is not drawn again where only an old month was read. */
export function usePlanAhead(): Planned {
  const plan = useNearPlan()
  const rhythm = useSlice('rhythm')
  return useMemo(() => ({ plan, rhythm }), [plan, rhythm])
}

/** What my calendars take up, as they are meant. */
export function useBusy(): readonly BusyTime[] {
  const calendars = useSlice('calendars')
  const busy = useSlice('busy')
  return useMemo(() => busyOf({ calendars, busy }), [calendars, busy])
}

/** What is planned in a window: the same list until something of it could have changed. */
export const usePlanned = (window: Interval): readonly Block[] => plannedIn(usePlan(), window)
