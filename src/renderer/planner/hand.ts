/** The block in the hand, told to its own picture only: a day that is drawn anew for every step would lag behind the hand. */
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Block } from '../../core/planner/block.ts'

export interface Hand {
  take(block: Block | null): void
  held(): Block | null
  subscribe(listener: () => void): () => void
}

export function createHand(): Hand {
  const listeners = new Set<() => void>()
  let held: Block | null = null
  return {
    take(block) {
      held = block
      for (const listener of listeners) listener()
    },
    held: () => held,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Null where every step is drawn with all that follows from it. */
export const HandContext = createContext<Hand | null>(null)

const deaf = (): (() => void) => () => {}

/** A block as it is drawn: where it is the draft, as it is in the hand. */
export function useInHand(block: Block, isDraft: boolean): Block {
  const hand = useContext(HandContext)
  const follows = hand !== null && isDraft
  const held = useSyncExternalStore(follows ? hand.subscribe : deaf, follows ? hand.held : nobody)
  return held?.id === block.id ? held : block
}

const nobody = (): null => null
