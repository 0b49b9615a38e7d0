/** Where a list of thousands is held when news put it into another order, so that nothing jumps under the reader's eye. */
import type { Virtualizer } from '@tanstack/react-virtual'
import type { ListItem, Listing } from './rows.ts'

export type ListView = Pick<
  Virtualizer<HTMLDivElement, Element>,
  'getVirtualItems' | 'isScrolling' | 'itemSizeCache' | 'options' | 'scrollElement' | 'scrollOffset'
>

/** Whether only news made the one out of the other: nobody asked for another order. */
export const differByNews = (one: Listing, other: Listing): boolean =>
  one.search === other.search && one.by === other.by && one.length > 0 && other.length > 0

/**
 * By how many px the view must move with the order of `next`, so that the topmost row in it of whom there is no news stays
 * where it is. 0 at the top of the list: who looks at its beginning sees what comes there.
 * @param height of an item of a list, in px
 */
export function shiftTo(next: Listing, order: Listing, view: ListView, height: HeightIn): number {
  const { scrollOffset, options } = view
  if (scrollOffset === null || scrollOffset <= 0) return 0
  const top = scrollOffset + options.scrollPaddingStart
  for (const { index, start, end } of view.getVirtualItems()) {
    const item = order.at(index)
    if (end <= top || item?.kind !== 'row' || item.isMe || !isSame(item, next.renewed(item))) continue
    const place = next.row(next.find(item.id))
    if (place !== undefined) return startOf(next, place.index, height) - start
  }
  return 0
}

const isSame = (one: ListItem, other: ListItem): boolean =>
  one.kind === 'row' && other.kind === 'row' && one.row === other.row

export type HeightIn = (list: Listing, index: number) => number

function startOf(list: Listing, index: number, height: HeightIn): number {
  let start = 0
  for (let before = 0; before < index; before += 1) start += height(list, before)
  return start
}
