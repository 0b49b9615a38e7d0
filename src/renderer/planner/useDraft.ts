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
    held.current = block
    setDraft(block)
  }
  return { draft, held, hold }
}
