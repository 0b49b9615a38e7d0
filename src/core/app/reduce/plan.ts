import { Block } from '../../planner/block.ts'
import { stepBetween, travelled } from '../../planner/history.ts'
import { exchanged } from '../../planner/months.ts'
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
    case 'plan.months':
      return changed({ ...state, plan: exchanged(state.plan, intent.blocks, intent.gone) })
    case 'plan.edit':
      return edit(state, intent)
    case 'plan.change':
      return change(state, intent.id, intent.change)
    case 'plan.remove':
      return remove(state, intent.id)
    case 'plan.undo':
      return travel(state, 'undo')
    case 'plan.redo':
      return travel(state, 'redo')
  }
}

const withBlocks = ({ plan, rhythm }: Planned, ...blocks: readonly Block[]): Planned => ({
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

/** Several blocks placed and several taken away, as one step. */
function edit(state: State, { set, remove: ids }: Extract<PlanIntent, { type: 'plan.edit' }>): Reduced {
  let next: Planned = { plan: state.plan, rhythm: state.rhythm }
  for (const id of ids) {
    const without = removed(next, id)
    if (typeof without === 'string') return refuse(state, without)
    next = without
  }
  return step(state, withBlocks(next, ...set))
}

function remove(state: State, id: string): Reduced {
  const without = removed(state, id)
  return typeof without === 'string' ? refuse(state, without) : step(state, without)
}

/** What is left without a block, or the code of what is wrong. */
function removed({ plan, rhythm }: Planned, id: string): Planned | string {
  if (plannedBlock({ plan, rhythm }, id) === undefined) return 'no_such_block'
  const found = rhythmBlockOf({ rhythm }, id)
  if (found !== null) return skipOccurrence({ plan, rhythm }, found.block.id, found.date)
  const { [id]: _removed, ...rest } = plan
  return { plan: rest, rhythm }
}

/** One step of the history that plan and rhythm share; what changes nothing is none. */
export function step(state: State, next: Planned): Reduced {
  const taken = stepBetween(state, next)
  if (taken === null) return changed(state)
  const history = { past: [...state.history.past, taken], future: [] }
  return changed({ ...state, plan: next.plan, rhythm: next.rhythm, history })
}

const WAYS = {
  undo: { from: 'past', to: 'future' },
  redo: { from: 'future', to: 'past' },
} as const

function travel(state: State, way: keyof typeof WAYS): Reduced {
  const { from, to } = WAYS[way]
  const next = state.history[from].at(-1)
  if (next === undefined) return refuse(state, 'nothing_to_undo')
  const history = {
    ...state.history,
    [from]: state.history[from].slice(0, -1),
    [to]: [...state.history[to], next],
  }
  return changed({ ...state, ...travelled(state, next, way), history })
}
