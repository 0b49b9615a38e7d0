/** Everything that can be done to the plan from here: previewed in the window, decided by main, said aloud. */
import { useRef } from 'react'
import type { BlockChange } from '../../core/app/intent.ts'
import type { SeenEvent } from '../../core/calendar/event.ts'
import type { Block, BlockKind } from '../../core/planner/block.ts'
import { duplicate, freeFrom, newBlock, split } from '../../core/planner/edit.ts'
import { plannedBlock, plannedFrom } from '../../core/planner/planned.ts'
import { DAY, type Instant } from '../../core/time/instant.ts'
import { say } from '../lib/announce.ts'
import { useSlice, useZone } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { newId } from '../lib/newId.ts'
import { useAskAloud } from './useAskAloud.ts'
import { useBlockWords } from './useBlockWords.ts'
import { useLimitNews } from './limits/useLimits.ts'
import type { Hand } from './hand.ts'
import { useDraft } from './useDraft.ts'
import { clashOf } from './useEvents.ts'
import { useMany } from './useMany.ts'
import type { Selection } from './useSelection.ts'
import { usePlan } from '../lib/usePlanned.ts'

export interface PlanEdit {
  /** A block as it would be if it were let go now; it may not be in the plan yet. While it glides, where it last rested. */
  readonly draft: Block | null
  /** The block as it is drawn: the draft if there is one of it. */
  latest(id: string): Block | undefined
  preview(block: Block): void
  /** The same under a moving hand: only its own picture follows at once, see `hand`. Not where blocks are rules. */
  glide?(block: Block): void
  readonly hand?: Hand
  cancel(): void
  /** Asks main for the draft. The id of a block that came into being by it, else null. */
  settle(): Promise<string | null>
  setKind(block: Block, kind: BlockKind): Promise<void>
  add(now: Instant): Promise<string | null>
  addAll(blocks: Block[], what: string): Promise<void>
  remove(block: Block): Promise<void>
  duplicate(block: Block): Promise<string | null>
  split(block: Block, at: Instant): Promise<void>
  travel(to: 'undo' | 'redo'): Promise<void>
  /** One of those chosen, or of a block and the one it touches; the id of what is left. Not where blocks are rules. */
  merge?(block: Block, blocks: readonly Block[]): Promise<string | null>
  /** Blocks chosen together; none where blocks are rules. */
  readonly selection?: Selection
}

/** `events` are the calendars' of the day in sight: what is laid over one is done, and told. */
export function useEdit(events: readonly SeenEvent[] = [], selection?: Selection): PlanEdit {
  const plan = usePlan()
  const zone = useZone()
  const history = useSlice('history')
  const ask = useAskAloud()
  const text = useText()
  const words = useBlockWords()
  const { draft, held, hand, hold, glide } = useDraft()
  /** What main was asked for and has not answered yet. */
  const asking = useRef<Block | null>(null)
  const limitNews = useLimitNews()
  const many = useMany(selection)
  const isMany = ({ id }: Block): boolean => selection?.isOneOfMany(id) === true

  /** With the appointment that it lies over, and the limits of one's own that it makes pass. */
  const told = (block: Block, what: string): string => {
    const clash = clashOf(block, events)
    return [what, ...(clash === null ? [] : [words.clash(clash)]), ...limitNews(block)].join(' · ')
  }

  async function addBlock(block: Block): Promise<string | null> {
    const values = { block: told(block, words.label(block)) }
    return (await ask({ type: 'plan.add', block }, 'planner.said.added', values)) ? block.id : null
  }

  async function settle(): Promise<string | null> {
    const block = held.current
    // Alt and an arrow are let go one after the other: asked twice, it would be two steps to undo.
    if (block === null || block === asking.current) return null
    asking.current = block
    const before = plannedBlock(plan, block.id)
    const asked = before === undefined ? await addBlock(block) : await settleKnown(before, block)
    if (asking.current === block) asking.current = null
    // A newer draft of a next drag stays.
    if (held.current === block) hold(null)
    return asked
  }

  function settleKnown(before: Block, block: Block): Promise<null> {
    // Only a move is for all: an edge belongs to its own block.
    const isMove = before.start !== block.start && before.minutes === block.minutes
    return isMove && isMany(before) ? many.move(before, block).then(() => null) : place(before, block)
  }

  async function place(before: Block, { id, start, minutes }: Block): Promise<null> {
    const change: BlockChange = {
      ...(before.start === start ? {} : { start }),
      ...(before.minutes === minutes ? {} : { minutes }),
    }
    if (Object.keys(change).length === 0) return null
    const placed = { ...before, ...change } as Block
    await ask({ type: 'plan.change', id, change }, 'planner.said.placed', {
      name: words.name(placed),
      span: told(placed, words.span(placed)),
    })
    return null
  }

  return {
    draft,
    latest: (id) => (held.current?.id === id ? held.current : plannedBlock(plan, id)),
    preview: hold,
    // Those that are chosen with it go along.
    glide: (block) => (isMany(block) ? hold(block) : glide(block)),
    hand,
    cancel: () => hold(null),
    settle,
    async setKind(block, kind) {
      if (isMany(block)) return many.setKind(kind)
      if (block.kind === kind) return
      const values = { name: block.title || words.kind(kind), kind: words.kind(kind) }
      await ask({ type: 'plan.change', id: block.id, change: { kind } }, 'planner.said.kind', values)
    },
    add: (now) => addBlock(newBlock({ id: newId(), kind: 'focus' }, freeFrom(now, plannedFrom(plan, now, DAY)), zone)),
    async addAll(blocks, what) {
      await ask({ type: 'plan.addAll', blocks }, 'planner.said.addedAll', { what, count: blocks.length })
    },
    async remove(block) {
      if (isMany(block)) return many.remove()
      await ask({ type: 'plan.remove', id: block.id }, 'planner.said.removed', { name: words.name(block) })
    },
    duplicate: (block) => (isMany(block) ? many.duplicate() : addBlock(duplicate(block, newId()))),
    merge: (block, blocks) => many.merge(block, blocks),
    ...(selection === undefined ? {} : { selection }),
    async split(block, at) {
      const parts = split(block, newId(), at)
      if (parts === null) say(text('planner.said.tooShortToSplit'))
      else await ask({ type: 'plan.addAll', blocks: [...parts] }, 'planner.said.split', { name: words.name(block) })
    },
    async travel(to) {
      if (history[to] === 0) say(text(`planner.said.nothing.${to}`))
      else await ask({ type: `plan.${to}` }, `planner.said.${to}`)
    },
  }
}
