import { Block } from '../../planner/block.ts'
import { type Planned, plannedBlock, rhythmBlockOf } from '../../planner/planned.ts'
import { skipOccurrence } from '../../planner/rhythmEdit.ts'
import type { BlockChange, Intent } from '../intent.ts'
import type { State } from '../state.ts'
import { changed, type Reduced, refuse } from './result.ts'

type PlanIntent = Extract<Intent, { type: `plan.${string}` }>

/** A block of the rhythm is changed here for its one date: it becomes a dated block in the occurrence's place. */
export function reducePlan(state: State, intent: PlanIntent): Reduced {
  switch (intent.type) {
    case 'plan.add':
      return plannedBlock(state, intent.block.id) === undefined
        ? step(state, withBlocks(state, intent.block))
        : refuse(state, 'block_exists')
    case 'plan.addAll':
      return step(state, withBlocks(state, ...intent.blocks))
    case 'plan.change':
      return change(state, intent.id, intent.change)
    case 'plan.remove':
      return remove(state, intent.id)
    case 'plan.undo':
      return travel(state, 'past', 'future')
    case 'plan.redo':
      return travel(state, 'future', 'past')
  }
}

const withBlocks = ({ plan, rhythm }: State, ...blocks: readonly Block[]): Planned => ({
  plan: { ...plan, ...Object.fromEntries(blocks.map((block) => [block.id, block])) },
  rhythm,
})

function change(state: State, id: string, wanted: BlockChange): Reduced {
  const before = plannedBlock(state, id)
  if (before === undefined) return refuse(state, 'no_such_block')
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const after = Block.safeParse({ ...before, ...given })
  if (!after.success) return refuse(state, after.error.issues[0]?.message ?? 'bad_block')
  return step(state, withBlocks(state, after.data))
}

function remove(state: State, id: string): Reduced {
  const { plan, rhythm } = state
  if (plannedBlock(state, id) === undefined) return refuse(state, 'no_such_block')
  const found = rhythmBlockOf(state, id)
  if (found !== null) {
    const edited = skipOccurrence(state, found.block.id, found.date)
    return typeof edited === 'string' ? refuse(state, edited) : step(state, edited)
  }
  const { [id]: _removed, ...rest } = plan
  return step(state, { plan: rest, rhythm })
}

const planned = ({ plan, rhythm }: Planned): Planned => ({ plan, rhythm })

/** One step of the history that plan and rhythm share. */
export function step(state: State, next: Planned): Reduced {
  const history = { past: [...state.history.past, planned(state)], future: [] }
  return changed({ ...state, ...planned(next), history })
}

function travel(state: State, from: 'past' | 'future', to: 'past' | 'future'): Reduced {
  const next = state.history[from].at(-1)
  if (next === undefined) return refuse(state, 'nothing_to_undo')
  const history = {
    ...state.history,
    [from]: state.history[from].slice(0, -1),
    [to]: [...state.history[to], planned(state)],
  }
  return changed({ ...state, ...planned(next), history })
}
