/** The same wishes as for one block, for all that are chosen, each as one step to undo. */
import type { Block, BlockKind } from '../../core/planner/block.ts'
import { duplicateAll, merged, movedLike, neighbourOf } from '../../core/planner/editMany.ts'
import { plannedBlock } from '../../core/planner/planned.ts'
import { say } from '../lib/announce.ts'
import { useText } from '../lib/intl.tsx'
import { newId } from '../lib/newId.ts'
import { usePlan } from '../lib/usePlanned.ts'
import { useAskAloud } from './useAskAloud.ts'
import { useBlockWords } from './useBlockWords.ts'
import type { Selection } from './useSelection.ts'

export interface Many {
  /** All as one of them was moved. */
  move(before: Block, after: Block): Promise<void>
  setKind(kind: BlockKind): Promise<void>
  remove(): Promise<void>
  /** The id of a copy, to go on with; null where nothing was done. */
  duplicate(): Promise<string | null>
  /** One of those chosen, or of a block and the one it touches. The id of what is left. */
  merge(block: Block, blocks: readonly Block[]): Promise<string | null>
}

export function useMany(selection: Selection | undefined): Many {
  const plan = usePlan()
  const ask = useAskAloud()
  const text = useText()
  const words = useBlockWords()
  const chosen = (): Block[] => [...(selection?.ids ?? [])].flatMap((id) => plannedBlock(plan, id) ?? [])
  const count = (blocks: readonly Block[]): { count: number } => ({ count: blocks.length })

  return {
    async move(before, after) {
      const set = chosen().map((block) => movedLike(block, before, after))
      await ask({ type: 'plan.edit', set, remove: [] }, 'planner.said.many.moved', count(set))
    },
    async setKind(kind) {
      const set = chosen().map((block) => ({ ...block, kind }))
      const values = { ...count(set), kind: words.kind(kind) }
      await ask({ type: 'plan.edit', set, remove: [] }, 'planner.said.many.kind', values)
    },
    async remove() {
      const gone = chosen()
      const remove = gone.map(({ id }) => id)
      if (await ask({ type: 'plan.edit', set: [], remove }, 'planner.said.many.removed', count(gone)))
        selection?.clear()
    },
    async duplicate() {
      const set = duplicateAll(chosen(), newId)
      if (!(await ask({ type: 'plan.edit', set, remove: [] }, 'planner.said.many.duplicated', count(set)))) return null
      selection?.set(set.map(({ id }) => id))
      return set[0]?.id ?? null
    },
    async merge(block, blocks) {
      const neighbour = neighbourOf(block, blocks)
      const parts = selection?.isOneOfMany(block.id) === true ? chosen() : [block, ...(neighbour ? [neighbour] : [])]
      const whole = merged(parts)
      if (whole === null) {
        say(text(parts.length < 2 ? 'planner.said.noNeighbour' : 'planner.said.tooLongToMerge'))
        return null
      }
      const remove = parts.map(({ id }) => id).filter((id) => id !== whole.id)
      const values = { block: words.label(whole) }
      if (!(await ask({ type: 'plan.edit', set: [whole], remove }, 'planner.said.merged', values))) return null
      selection?.clear()
      return whole.id
    },
  }
}
