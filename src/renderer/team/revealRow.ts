/**
 * Scrolls an opened row into sight: whole where it fits below the pinned own row, else from its name on.
 * The name is never scrolled away in favour of what was opened below it.
 */
export function revealRow(card: HTMLElement | null): void {
  const item = card?.closest<HTMLElement>('.team-item')
  const scroller = item?.closest<HTMLElement>('.team-scroller')
  if (item == null || scroller == null) return
  const pinned = scroller.querySelector<HTMLElement>('[data-pinned]')?.offsetHeight ?? 0
  item.style.scrollMarginTop = `${pinned}px`
  item.scrollIntoView({ block: item.offsetHeight > scroller.clientHeight - pinned ? 'start' : 'nearest' })
}
