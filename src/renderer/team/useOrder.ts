/** The order of the list: what a row says changes with the news at once, where it stands only while nobody scrolls. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Millis, SECOND } from '../../core/time/instant.ts'
import type { Listing } from './rows.ts'
import { differByNews, type HeightIn, type ListView, shiftTo } from './settling.ts'

/** Who scrolls rests for so long before the list takes its new order. */
export const REST: Millis = 300
/** No order waits for longer, however long somebody scrolls. */
const PATIENCE: Millis = 5 * SECOND

export interface OrderWishes {
  /** As it is drawn. */
  readonly order: Listing
  /** As it should be by the newest news. */
  readonly items: Listing
  readonly view: ListView
  /** The height of an item that was not measured, in px. */
  readonly guess: HeightIn
  /** Stays the same function. */
  readonly settle: (items: Listing) => void
}

/** Lets `order` become `items` when its time has come. `settle` makes it so, and draws the list again before it is painted. */
export function useOrder({ order, items, view, guess, settle }: OrderWishes): void {
  const byNews = differByNews(order, items)
  const isHeld = useHeld(order !== items && byNews && view.isScrolling)
  const shift = useRef(0)
  useLayoutEffect(() => {
    // The order is drawn by then, the list has its new height, and whoever scrolls may be further than its last event told.
    if (shift.current !== 0 && view.scrollElement !== null) view.scrollElement.scrollTop += shift.current
    shift.current = 0
  })
  useLayoutEffect(() => {
    if (order === items || isHeld) return
    if (byNews) shift.current = moveView(order, items, view, guess)
    settle(items)
  }, [order, items, byNews, isHeld, view, guess, settle])
}

/** What is drawn next is what will be in sight, and not what would be without the move. */
function moveView(order: Listing, items: Listing, view: ListView, guess: HeightIn): number {
  const known = view.itemSizeCache
  const shift = shiftTo(items, order, view, (list, index) => known.get(list.keyAt(index)) ?? guess(list, index))
  if (view.scrollOffset !== null) view.scrollOffset += shift
  return shift
}

/** The same, but not for longer than anybody should wait. */
function useHeld(wanted: boolean): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (!wanted) return
    const timer = setTimeout(() => setOver(true), PATIENCE)
    return () => {
      clearTimeout(timer)
      setOver(false)
    }
  }, [wanted])
  return wanted && !isOver
}
