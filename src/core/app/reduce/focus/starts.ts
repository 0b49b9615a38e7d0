/** Focus blocks that start themselves: announced five minutes before, put off or skipped, and begun once. */
import { type Block, blockInterval } from '../../../planner/block.ts'
import { plannedBlock } from '../../../planner/planned.ts'
import { type Instant, type Millis, MINUTE, minutes } from '../../../time/instant.ts'
import type { Intent } from '../../intent.ts'
import { runningSession } from '../../running.ts'
import { coming, knownStart, START_NOTICE, startsItself } from '../../starts.ts'
import type { PlannedStart, State } from '../../state.ts'
import { changed, type Reduced, refuse } from '../result.ts'
import { chain } from './record.ts'
import { LEAST_OF_BLOCK, start } from './start.ts'

/** Later than this after its time a block does not start itself: nobody expects it any more. */
const LATEST_START: Millis = 10 * MINUTE

/** Announces what is near, begins what is due, and forgets what is over. */
export function lookAtPlan(state: State, now: Instant): Reduced {
  let done = changed(tidied(state, now))
  for (const [block, planned] of coming(done.state, now)) {
    if (now < planned.at - START_NOTICE) break
    done = chain(done, (after) => (now < planned.at ? noted(after, planned) : begun(after, block, planned, now)))
  }
  return done
}

function tidied(state: State, now: Instant): State {
  const gone = Object.keys(state.starts).filter((id) => {
    const block = plannedBlock(state, id)
    return block === undefined || blockInterval(block).end <= now
  })
  if (gone.length === 0) return state
  return { ...state, starts: Object.fromEntries(Object.entries(state.starts).filter(([id]) => !gone.includes(id))) }
}

const withStart = (state: State, planned: PlannedStart): State => ({
  ...state,
  starts: { ...state.starts, [planned.block]: planned },
})

const noted = (state: State, planned: PlannedStart): Reduced =>
  changed(state.starts[planned.block] === planned ? state : withStart(state, planned))

function begun(state: State, block: Block, planned: PlannedStart, now: Instant): Reduced {
  const running = runningSession(state, now)
  const isFree = running === null || running.mode === 'break'
  const isLate = now - planned.at > LATEST_START || blockInterval(block).end - now < LEAST_OF_BLOCK
  if (isLate) return changed(withStart(state, { ...planned, is: 'skipped' }))
  if (!isFree) return changed(withStart(state, { ...planned, is: 'started' }))
  return start(state, { block: block.id, by: 'plan' }, now)
}

type StartsIntent = Extract<Intent, { type: 'focus.postponeStart' | 'focus.skipStart' }>

export function steerStart(state: State, { type, block: id }: StartsIntent, now: Instant): Reduced {
  const block = plannedBlock(state, id)
  const found = block !== undefined && startsItself(block, state) ? knownStart(state.starts, block) : null
  if (block === undefined || found?.is !== 'waiting') return refuse(state, 'no_start_to_change')
  if (type === 'focus.skipStart') return changed(withStart(state, { ...found, is: 'skipped' }))
  const { postpone, postpones } = state.settings.focus
  if (found.postponed >= postpones) return refuse(state, 'postponed_enough', { times: postpones })
  const at = Math.max(found.at, now) + minutes(postpone)
  if (blockInterval(block).end - at < LEAST_OF_BLOCK) return refuse(state, 'block_nearly_over')
  return changed(withStart(state, { ...found, at, postponed: found.postponed + 1 }))
}
