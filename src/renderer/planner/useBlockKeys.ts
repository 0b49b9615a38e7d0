/** What the keys do on a block. Holding an arrow previews; letting it go asks main once, so it is one step to undo. */
import type { KeyboardEvent } from 'react'
import { type Block, BLOCK_KINDS, blockInterval } from '../../core/planner/block.ts'
import { GRID, movedBy, withEdge } from '../../core/planner/edit.ts'
import type { Millis } from '../../core/time/instant.ts'
import type { PlanEdit } from './useEdit.ts'

export interface BlockKeyActions {
  readonly edit: PlanEdit
  readonly now: () => number
  readonly openEditor: (id: string) => void
  /** Where the keyboard goes on after a block is drawn anew. */
  readonly goTo: (id: string) => void
  readonly remove: (block: Block) => void
}

const STEPS: Readonly<Record<string, { readonly by: Millis; readonly edge: 'end' | 'start' }>> = {
  ArrowUp: { by: -GRID, edge: 'end' },
  ArrowDown: { by: GRID, edge: 'end' },
  ArrowLeft: { by: -GRID, edge: 'start' },
  ArrowRight: { by: GRID, edge: 'start' },
}

function stepped(block: Block, event: KeyboardEvent): Block | null {
  const step = STEPS[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey) return null
  const by = event.shiftKey ? step.by * 3 : step.by
  if (event.altKey) return withEdge(block, step.edge, blockInterval(block)[step.edge] + by)
  return step.edge === 'end' ? movedBy(block, by) : null
}

export function blockKeyDown(block: Block, event: KeyboardEvent, actions: BlockKeyActions): boolean {
  const { edit } = actions
  const next = stepped(edit.latest(block.id) ?? block, event)
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
export const endsMove = (key: string): boolean => key in STEPS || key === 'Alt'
