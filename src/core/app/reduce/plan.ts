import { Block } from '../../planner/block.ts'
import type { BlockChange, Intent } from '../intent.ts'
import { changed, type Reduced, refuse } from './result.ts'
import type { Plan, State } from '../state.ts'

type PlanIntent = Extract<Intent, { type: `plan.${string}` }>

export function reducePlan(state: State, intent: PlanIntent): Reduced {
  switch (intent.type) {
    case 'plan.add':
      return state.plan[intent.block.id] === undefined
        ? step(state, { ...state.plan, [intent.block.id]: intent.block })
        : refuse(state, 'block_exists')
    case 'plan.addAll':
      return step(state, { ...state.plan, ...Object.fromEntries(intent.blocks.map((block) => [block.id, block])) })
    case 'plan.change':
      return change(state, intent.id, intent.change)
    case 'plan.remove': {
      if (state.plan[intent.id] === undefined) return refuse(state, 'no_such_block')
      const { [intent.id]: _removed, ...rest } = state.plan
      return step(state, rest)
    }
    case 'plan.undo':
      return travel(state, 'past', 'future')
    case 'plan.redo':
      return travel(state, 'future', 'past')
  }
}

function change(state: State, id: string, wanted: BlockChange): Reduced {
  const before = state.plan[id]
  if (before === undefined) return refuse(state, 'no_such_block')
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const after = Block.safeParse({ ...before, ...given })
  if (!after.success) return refuse(state, after.error.issues[0]?.message ?? 'bad_block')
  return step(state, { ...state.plan, [id]: after.data })
}

function step(state: State, plan: Plan): Reduced {
  return changed({ ...state, plan, history: { past: [...state.history.past, state.plan], future: [] } })
}

function travel(state: State, from: 'past' | 'future', to: 'past' | 'future'): Reduced {
  const plan = state.history[from].at(-1)
  if (plan === undefined) return refuse(state, 'nothing_to_undo')
  const history = {
    ...state.history,
    [from]: state.history[from].slice(0, -1),
    [to]: [...state.history[to], state.plan],
  }
  return changed({ ...state, plan, history })
}
