/** Which focus blocks start themselves, and when. */
import { type Block, blockInterval, byStart } from '../planner/block.ts'
import { type Instant, type Millis, MINUTE } from '../time/instant.ts'
import type { PlannedStart, Starts, State } from './state.ts'

/** How long before its start a block is announced. */
export const START_NOTICE: Millis = 5 * MINUTE
export const startsItself = ({ kind, focus }: Block, { settings }: Pick<State, 'settings'>): boolean =>
  kind === 'focus' && (focus?.auto ?? settings.focus.auto)

/** The blocks that will yet start themselves, with what is known of each. */
export function coming(
  state: Pick<State, 'settings' | 'plan' | 'starts'>,
): readonly (readonly [Block, PlannedStart])[] {
  return Object.values(state.plan)
    .filter((block) => startsItself(block, state))
    .toSorted(byStart)
    .map((block) => [block, knownStart(state.starts, block)] as const)
    .filter(([, { is }]) => is === 'waiting')
}

export function knownStart(starts: Starts, block: Block): PlannedStart {
  const { start: at } = blockInterval(block)
  const known = starts[block.id]
  return known?.start === at ? known : { block: block.id, start: at, at, postponed: 0, is: 'waiting' }
}

/** When to look at the plan next for the sake of these starts. */
export function nextStartLook(state: Pick<State, 'settings' | 'plan' | 'starts'>, now: Instant): Instant | null {
  const times = coming(state)
    .flatMap(([{ id }, { at }]) => (state.starts[id]?.at === at ? [at] : [at - START_NOTICE, at]))
    .filter((at) => at > now)
  return times.length === 0 ? null : Math.min(...times)
}

/** The block that was announced and is about to start itself; null where none is. */
export function announcedStart({ starts, plan }: Pick<State, 'starts' | 'plan'>, now: Instant): PlannedStart | null {
  const waiting = Object.values(starts).filter(({ is, at, block }) => is === 'waiting' && at > now && block in plan)
  return waiting.toSorted((a, b) => a.at - b.at)[0] ?? null
}
