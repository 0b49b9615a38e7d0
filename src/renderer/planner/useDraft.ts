/** A block under the hand: drawn as it would be if it were let go now. */
import { type RefObject, useRef, useState } from 'react'
import type { Block } from '../../core/planner/block.ts'

export interface Draft {
  readonly draft: Block | null
  /** The same at once, before anything is drawn again. */
  readonly held: RefObject<Block | null>
  hold(block: Block | null): void
}

export function useDraft(): Draft {
  const held = useRef<Block | null>(null)
  const [draft, setDraft] = useState<Block | null>(null)
  const hold = (block: Block | null): void => {
    // A hand moves many times before the block takes the next step.
    if (isSame(held.current, block)) return
    held.current = block
    setDraft(block)
  }
  return { draft, held, hold }
}

const isSame = (a: Block | null, b: Block | null): boolean =>
  a === b || (a !== null && b !== null && a.id === b.id && a.start === b.start && a.minutes === b.minutes)
