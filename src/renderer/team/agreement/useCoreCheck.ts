/** The core-hours check of a team, anew when a plan, the agreement or the minute changes. */
import { useCallback, useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import {
  checkingCoreHours,
  type CoreCheck,
  type CoreGap,
  coreOccurrences,
  piecesOf,
  repairOf,
} from '../../../core/agreement/coreHours.ts'
import { ownPieces } from '../../../core/agreement/own.ts'
import type { Move, Piece } from '../../../core/agreement/repair.ts'
import type { Occurrence, WeeklyHours } from '../../../core/agreement/rules.ts'
import type { SharedPlan } from '../../../core/sync/records.ts'
import type { Instant } from '../../../core/time/instant.ts'
import type { Zone } from '../../../core/time/zone.ts'
import { useAppState } from '../../lib/app.tsx'
import { useSliced } from '../../lib/inSlices.ts'
import type { Plans } from './usePlans.ts'

export interface CoreChecked extends CoreCheck {
  /** The smallest move that mends it; looked for only where it is shown. */
  repair(gap: CoreGap): Move | null
}

/** The check with what it was made of: what would mend a gap is looked for in the same plans, at the same minute. */
interface Done extends CoreCheck {
  readonly hours: readonly WeeklyHours[]
  readonly plans: ReadonlyMap<string, SharedPlan | null>
  readonly minute: Instant
}

function* checking(hours: readonly WeeklyHours[], { people, minute }: Plans): Generator<undefined, Done> {
  const check = yield* checkingCoreHours(hours, people, minute)
  return { ...check, hours, minute, plans: new Map(people.map(({ id, plan }) => [id, plan])) }
}

/** Null until everybody's plan was looked at once. Of thousands that takes many frames, in each of which a few are. */
export function useCoreCheck(team: TeamSlice, plans: Plans, hours: readonly WeeklyHours[]): CoreChecked | null {
  const app = useAppState()
  const done = useSliced(useCallback(() => checking(hours, plans), [hours, plans]))
  const mend = useMemo(() => (done === null ? null : mender(done)), [done])
  return useMemo(
    () =>
      done === null || mend === null
        ? null
        : { ...done, repair: (gap) => mend(gap, gap.person === team.me ? ownPieces(app, done.minute) : null) },
    [done, mend, app, team.me],
  )
}

/** `own` are my pieces, which change with my plan; those of others only with the whole check. */
function mender({ hours, plans, minute }: Done): (gap: CoreGap, own: readonly Piece[] | null) => Move | null {
  const known = new Map<CoreGap, Move | null>()
  const coresIn = new Map<Zone, readonly Occurrence[]>()
  return (gap, own) => {
    const plan = plans.get(gap.person)
    if (plan == null || gap.isOff) return null
    const before = own === null ? known.get(gap) : undefined
    if (before !== undefined) return before
    const { zone } = plan
    const cores = coresIn.get(zone) ?? coreOccurrences(hours, zone, minute)
    coresIn.set(zone, cores)
    const move = repairOf({ gap, hours, zone, pieces: own ?? piecesOf(plan), now: minute, cores })
    if (own === null) known.set(gap, move)
    return move
  }
}
