/** A block under the hand: drawn as it would be if it were let go now. */
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Block } from '../../core/planner/block.ts'
import type { Millis } from '../../core/time/instant.ts'
import { createHand, type Hand } from './hand.ts'

export interface Draft {
  /** As it was when the hand last rested. */
  readonly draft: Block | null
  /** The same at once, before anything is drawn again. */
  readonly held: RefObject<Block | null>
  /** What only its own picture follows, while the hand moves. */
  readonly hand: Hand
  hold(block: Block | null): void
  /** The hand goes on with it: what follows from its place, such as limits and neighbours, waits until the hand rests. */
  glide(block: Block): void
}

/** A hand that does not reach the next step for so long rests. */
const REST: Millis = 150

export function useDraft(): Draft {
  const held = useRef<Block | null>(null)
  const [draft, setDraft] = useState<Block | null>(null)
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const hand = useMemo(() => createHand(), [])
  useEffect(() => () => clearTimeout(rest.current), [])
  const take = (block: Block | null): void => {
    clearTimeout(rest.current)
    held.current = block
    hand.take(block)
  }
  const hold = (block: Block | null): void => {
    // A hand moves many times before the block takes the next step.
    if (!isSame(held.current, block)) take(block)
    setDraft((before) => (isSame(before, block) ? before : block))
  }
  const glide = (block: Block): void => {
    if (isSame(held.current, block)) return
    if (held.current?.id !== block.id) return hold(block)
    take(block)
    rest.current = setTimeout(() => setDraft(held.current), REST)
  }
  return { draft, held, hand, hold, glide }
}

const isSame = (a: Block | null, b: Block | null): boolean =>
  a === b || (a !== null && b !== null && a.id === b.id && a.start === b.start && a.minutes === b.minutes)
