/** The core-hours check of a team, anew when a plan, the agreement or the minute changes. */
import { useCallback, useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import {
  checkingCoreHours,
  type CoreCheck,
  type CoreGap,
  piecesOf,
  repairOf,
} from '../../../core/agreement/coreHours.ts'
import { ownPieces } from '../../../core/agreement/own.ts'
import type { Move } from '../../../core/agreement/repair.ts'
import type { WeeklyHours } from '../../../core/agreement/rules.ts'
import { useAppState } from '../../lib/app.tsx'
import { useSliced } from '../../lib/inSlices.ts'
import { usePlans } from './usePlans.ts'

export interface CoreChecked extends CoreCheck {
  /** The smallest move that mends it; looked for only where it is shown. */
  repair(gap: CoreGap): Move | null
}

/** Null until everybody's plan was looked at once. Of thousands that takes many frames, in each of which a few are. */
export function useCoreCheck(team: TeamSlice, hours: readonly WeeklyHours[]): CoreChecked | null {
  const app = useAppState()
  const { people, minute } = usePlans(team)
  const check = useSliced(useCallback(() => checkingCoreHours(hours, people, minute), [hours, people, minute]))
  const plans = useMemo(() => new Map(people.map(({ id, plan }) => [id, plan])), [people])
  return useMemo(
    () =>
      check === null
        ? null
        : {
            ...check,
            repair(gap) {
              const plan = plans.get(gap.person)
              if (plan == null || gap.isOff) return null
              const pieces = gap.person === team.me ? ownPieces(app, minute) : piecesOf(plan)
              return repairOf({ gap, hours, zone: plan.zone, pieces, now: minute })
            },
          },
    [check, plans, app, hours, team.me, minute],
  )
}
