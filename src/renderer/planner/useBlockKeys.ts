/** What the keys do on a block. Holding an arrow previews; letting it go asks main once, so it is one step to undo. */
import type { KeyboardEvent, RefObject } from 'react'
import { type Block, BLOCK_KINDS, blockInterval } from '../../core/planner/block.ts'
import { GRID, movedBy, movedByDays, withEdge } from '../../core/planner/edit.ts'
import type { Millis } from '../../core/time/instant.ts'
import { readNow } from '../lib/useNow.ts'
import { useSteady } from '../lib/useSteady.ts'
import type { PlanEdit } from './useEdit.ts'
import { faceOf, type GoTo } from './useGoTo.ts'

interface BlockKeyActions {
  readonly edit: PlanEdit
  readonly now: () => number
  readonly openEditor: (id: string) => void
  /** Where the keyboard goes on after a block is drawn anew. */
  readonly goTo: (id: string) => void
  readonly remove: (block: Block) => void
  /** Whether the arrows to the sides go from day to day. */
  readonly byDays: boolean
}

const STEPS: Readonly<Record<string, { readonly by: Millis; readonly edge: 'end' | 'start' }>> = {
  ArrowUp: { by: -GRID, edge: 'end' },
  ArrowDown: { by: GRID, edge: 'end' },
  ArrowLeft: { by: -GRID, edge: 'start' },
  ArrowRight: { by: GRID, edge: 'start' },
}

function stepped(block: Block, event: KeyboardEvent, byDays: boolean): Block | null {
  const step = STEPS[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey) return null
  if (byDays && step.edge === 'start' && !event.altKey) return movedByDays(block, Math.sign(step.by))
  const by = event.shiftKey ? step.by * 3 : step.by
  if (event.altKey) return withEdge(block, step.edge, blockInterval(block)[step.edge] + by)
  return step.edge === 'end' ? movedBy(block, by) : null
}

function blockKeyDown(block: Block, event: KeyboardEvent, actions: BlockKeyActions): boolean {
  const { edit } = actions
  const next = stepped(edit.latest(block.id) ?? block, event, actions.byDays)
  if (next !== null) {
    edit.preview(next)
    actions.goTo(block.id)
    return true
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const kind = /^[1-5]$/.test(event.key) ? BLOCK_KINDS[Number(event.key) - 1] : undefined
  if (kind !== undefined) void edit.setKind(block, kind)
  else if (!press(block, event.key, actions)) return false
  return true
}

function press(block: Block, key: string, { edit, now, openEditor, goTo, remove }: BlockKeyActions): boolean {
  switch (key) {
    case 'Enter':
    case 'F2':
    case ' ':
      openEditor(block.id)
      return true
    case 'd':
    case 'D':
      void edit.duplicate(block).then((id) => id !== null && goTo(id))
      return true
    case 's':
    case 'S':
      void edit.split(block, now())
      return true
    case 'Delete':
    case 'Backspace':
      remove(block)
      return true
    case 'Escape':
      if (edit.draft === null) return false
      edit.cancel()
      return true
    default:
      return false
  }
}

/** Letting a moving key go, or leaving the block, asks main for where it is now. */
const endsMove = (key: string): boolean => key in STEPS || key === 'Alt'

export interface BlockKeysParts {
  readonly blocks: readonly Block[]
  readonly edit: PlanEdit
  readonly going: GoTo
  readonly scroller: RefObject<HTMLElement | null>
  readonly byDays?: boolean
}

export interface BlockKeys {
  down(block: Block, event: KeyboardEvent): void
  up(event: KeyboardEvent): void
  leave(block: Block): void
}

/** The keys of the blocks on a timeline or in a week. */
export function useBlockKeys({ blocks, edit, going, scroller, byDays = false }: BlockKeysParts): BlockKeys {
  const openEditor = (id: string): void => going.goTo(id, true)
  const remove = (block: Block): void => {
    const index = blocks.findIndex(({ id }) => id === block.id)
    const next = blocks[index + 1] ?? blocks[index - 1]
    void edit.remove(block).then(() => {
      if (next === undefined) scroller.current?.focus()
      else faceOf(next.id)?.focus()
    })
  }
  const settle = (): void => void edit.settle()
  const down = useSteady((block: Block, event: KeyboardEvent): void => {
    const actions = { edit, now: readNow, openEditor, goTo: going.goTo, remove, byDays }
    if (blockKeyDown(block, event, actions)) event.preventDefault()
  })
  const up = useSteady((event: KeyboardEvent): void => void (endsMove(event.key) && settle()))
  const leave = useSteady((block: Block): void => {
    if (!going.isGoing() && edit.draft?.id === block.id) settle()
  })
  return { down, up, leave }
}
