/** Time ahead in which somebody means to be in a state, from what was last published of them. */
import type { Interval } from '../planner/block.ts'
import type { AvailabilityState } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'
import { type Evidence, meantAt, nextBoundary } from './decide.ts'

/** Far above the boundaries of any real plan. */
const MOST_STEPS = 1_000

/**
 * Whole stretches from `now` on, in order, neighbours joined; the first begins at `now` where it is under way. Nothing
 * where no plan is shared: an empty plan makes no claim. Read only as many as are needed: each costs a look at the plan.
 */
export function* stretches(
  evidence: Evidence,
  counts: (state: AvailabilityState) => boolean,
  now: Instant,
): Generator<Interval> {
  if (evidence.plan.length === 0) return
  let from: Instant | null = null
  let at: Instant | null = now
  for (let step = 0; at !== null && step < MOST_STEPS; step += 1) {
    const isIn = counts(meantAt(evidence, at))
    if (isIn && from === null) from = at
    if (!isIn && from !== null) {
      yield { start: from, end: at }
      from = null
    }
    at = nextBoundary(evidence, at)
  }
}
