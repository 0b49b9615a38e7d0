/** The months of the plan in this data folder, and reading those that a window or a program looks at. */
import type { State } from '../../core/app/state.ts'
import type { Interval } from '../../core/planner/block.ts'
import { edgeAt } from '../../core/planner/months.ts'
import { clock } from '../electron/clock.ts'
import { log } from '../log.ts'
import { createPlanMonths, planFiles, type PlanMonths } from '../planMonths.ts'
import type { Keeper } from '../ports.ts'
import type { Line } from './line.ts'

export interface OpenMonths extends PlanMonths {
  /** Settles when the old months of this window are in the state. */
  show(window: Interval): Promise<void>
  /** The line to the loop with all blocks there are in its state: for exports and imports. */
  readonly wholeLine: Line
  /** Puts away what became old. Where the disk refuses, it stays where it is until the next start. */
  tidy(): Promise<void>
}

export function openMonths(dataDir: string, keeper: Keeper, first: State, { dispatch, state }: Line): OpenMonths {
  const months = createPlanMonths({
    keeper,
    edge: edgeAt(clock.now()),
    months: () => planFiles(dataDir).map((name) => name.slice('plan-'.length, -'.json'.length)),
    rhythm: () => state().rhythm,
    plan: first.plan,
  })
  return {
    ...months,
    wholeLine: { dispatch, state: () => ({ ...state(), plan: months.whole(state()) }) },
    async show(window) {
      for (const intent of months.reading(window)) await dispatch(intent)
    },
    async tidy() {
      try {
        for (const intent of await months.putAway(state)) await dispatch(intent)
      } catch (error) {
        log('cannot put old months of the plan away', error)
      }
    },
  }
}
