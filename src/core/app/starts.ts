/** Which focus blocks start themselves, and when. */
import { type Block, blockInterval } from '../planner/block.ts'
import { plannedBlock, plannedFrom } from '../planner/planned.ts'
import { DAY, type Instant, type Millis, MINUTE } from '../time/instant.ts'
import type { PlannedStart, Starts, State } from './state.ts'

/** How long before its start a block is announced. */
export const START_NOTICE: Millis = 5 * MINUTE
export const startsItself = ({ kind, focus }: Block, { settings }: Pick<State, 'settings'>): boolean =>
  kind === 'focus' && (focus?.auto ?? settings.focus.auto)

type Starting = Pick<State, 'settings' | 'plan' | 'rhythm' | 'starts'>

/** Main looks again at each midnight, so nothing further away has to be known. */
const AHEAD: Millis = 2 * DAY

/** The blocks that will yet start themselves, with what is known of each. */
export function coming(state: Starting, now: Instant): readonly (readonly [Block, PlannedStart])[] {
  return plannedFrom(state, now, AHEAD)
    .filter((block) => startsItself(block, state))
    .map((block) => [block, knownStart(state.starts, block)] as const)
    .filter(([, { is }]) => is === 'waiting')
}

export function knownStart(starts: Starts, block: Block): PlannedStart {
  const { start: at } = blockInterval(block)
  const known = starts[block.id]
  return known?.start === at ? known : { block: block.id, start: at, at, postponed: 0, is: 'waiting' }
}

/** When to look at the plan next for the sake of these starts. */
export function nextStartLook(state: Starting, now: Instant): Instant | null {
  const times = coming(state, now)
    .flatMap(([{ id }, { at }]) => (state.starts[id]?.at === at ? [at] : [at - START_NOTICE, at]))
    .filter((at) => at > now)
  return times.length === 0 ? null : Math.min(...times)
}

/** The block that was announced and is about to start itself; null where none is. */
export function announcedStart(state: Pick<State, 'starts' | 'plan' | 'rhythm'>, now: Instant): PlannedStart | null {
  const waiting = Object.values(state.starts).filter(
    ({ is, at, block }) => is === 'waiting' && at > now && plannedBlock(state, block) !== undefined,
  )
  return waiting.toSorted((a, b) => a.at - b.at)[0] ?? null
}
