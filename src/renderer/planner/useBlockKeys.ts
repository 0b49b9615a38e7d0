/** What the keys do on a block. Holding an arrow previews; letting it go asks main once, so it is one step to undo. */
import { type KeyboardEvent, type RefObject, useMemo } from 'react'
import { type Block, BLOCK_KINDS, blockInterval } from '../../core/planner/block.ts'
import { GRID, movedBy, movedByDays, withEdge } from '../../core/planner/edit.ts'
import type { Millis } from '../../core/time/instant.ts'
import { readNow } from '../lib/useNow.ts'
import { useSteady } from '../lib/useSteady.ts'
import type { PlanEdit } from './useEdit.ts'
import type { Selection } from './useSelection.ts'
import { faceOf, type GoTo } from './useGoTo.ts'

interface BlockKeyActions {
  /** Those in sight, in their order. */
  readonly blocks: readonly Block[]
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
  if (choose(block, event, actions)) return true
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

/** Ctrl+A takes all in sight, Ctrl+Shift with an arrow the block before or after too; X takes or leaves one. */
function choose(block: Block, event: KeyboardEvent, { edit, blocks, goTo }: BlockKeyActions): boolean {
  const { selection } = edit
  if (selection === undefined || event.altKey) return false
  const key = event.key.toLowerCase()
  const withCommand = event.ctrlKey || event.metaKey
  if (key === 'x' && !withCommand) selection.toggle(block.id)
  else if (key === 'a' && withCommand) selection.set(blocks.map(({ id }) => id))
  else if (withCommand && event.shiftKey && (key === 'arrowdown' || key === 'arrowup')) {
    const at = blocks.findIndex(({ id }) => id === block.id)
    const next = blocks[at + (key === 'arrowdown' ? 1 : -1)]
    if (next === undefined) return true
    selection.set([...selection.ids, block.id, next.id])
    goTo(next.id)
  } else return false
  return true
}

function press(block: Block, key: string, actions: BlockKeyActions): boolean {
  const { edit, now, openEditor, goTo, remove, blocks } = actions
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
    case 'm':
    case 'M':
      void edit.merge?.(block, blocks).then((id) => id !== null && goTo(id))
      return edit.merge !== undefined
    case 'Delete':
    case 'Backspace':
      remove(block)
      return true
    case 'Escape':
      if (edit.draft === null && (edit.selection?.ids.size ?? 0) === 0) return false
      if (edit.draft === null) edit.selection?.clear()
      else edit.cancel()
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
    const isGoing = (id: string): boolean =>
      edit.selection?.isOneOfMany(block.id) === true && edit.selection.ids.has(id)
    const index = blocks.findIndex(({ id }) => id === block.id)
    const stays = ({ id }: Block): boolean => id !== block.id && !isGoing(id)
    const next = blocks.slice(index).find(stays) ?? blocks.slice(0, index).findLast(stays)
    void edit.remove(block).then(() => {
      if (next === undefined) scroller.current?.focus()
      else faceOf(next.id)?.focus()
    })
  }
  const settle = (): void => void edit.settle()
  const down = useSteady((block: Block, event: KeyboardEvent): void => {
    const actions = { blocks, edit, now: readNow, openEditor, goTo: going.goTo, remove, byDays }
    if (blockKeyDown(block, event, actions)) event.preventDefault()
  })
  const up = useSteady((event: KeyboardEvent): void => void (endsMove(event.key) && settle()))
  const leave = useSteady((block: Block): void => {
    if (!going.isGoing() && edit.draft?.id === block.id) settle()
  })
  return { down, up, leave }
}

/** What lets a block be chosen with a click; nothing where none can be. */
export function useChoosing(selection: Selection | undefined): { readonly onChoose?: (id: string) => void } {
  const onChoose = useSteady((id: string): void => selection?.toggle(id))
  const can = selection !== undefined
  return useMemo(() => (can ? { onChoose } : {}), [can, onChoose])
}
