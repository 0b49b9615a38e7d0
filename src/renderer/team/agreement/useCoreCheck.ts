/** The core-hours check of a team, anew when a plan, the agreement or the minute changes. */
import { useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { checkCoreHours, type CoreCheck, type CoreGap, piecesOf, repairOf } from '../../../core/agreement/coreHours.ts'
import { ownPieces } from '../../../core/agreement/own.ts'
import type { Move } from '../../../core/agreement/repair.ts'
import type { WeeklyHours } from '../../../core/agreement/rules.ts'
import { useAppState } from '../../lib/app.tsx'
import { usePlans } from './usePlans.ts'

export interface CoreChecked extends CoreCheck {
  /** The smallest move that mends it; looked for only where it is shown. */
  repair(gap: CoreGap): Move | null
}

const NO_HOURS: readonly WeeklyHours[] = []

export function useCoreCheck(team: TeamSlice, hours: readonly WeeklyHours[] = NO_HOURS): CoreChecked {
  const app = useAppState()
  const { people, minute } = usePlans(team)
  return useMemo(() => {
    const check = hours.length === 0 ? { gaps: [], unknown: [] } : checkCoreHours(hours, people, minute)
    const plans = new Map(people.map(({ id, plan }) => [id, plan]))
    return {
      ...check,
      repair(gap) {
        const plan = plans.get(gap.person)
        if (plan == null || gap.isOff) return null
        const pieces = gap.person === team.me ? ownPieces(app, minute) : piecesOf(plan)
        return repairOf({ gap, hours, zone: plan.zone, pieces, now: minute })
      },
    }
  }, [app, people, hours, team.me, minute])
}
