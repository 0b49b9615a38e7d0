import { useSyncExternalStore } from 'react'

export type Layout = 'wide' | 'middle' | 'narrow'

/** Least widths in rem, so that zoomed text counts as a smaller window. */
const WIDE = 61
const MIDDLE = 42
const query = (rem: number): string => `(min-width: ${rem}rem)`

function subscribe(listener: () => void): () => void {
  const queries = [WIDE, MIDDLE].map((rem) => window.matchMedia(query(rem)))
  for (const list of queries) list.addEventListener('change', listener)
  return () => queries.forEach((list) => list.removeEventListener('change', listener))
}

/** In pixels of the page, where main said it: a window that was never seen has no width yet. */
const told = Number(/[?&]width=(\d+)/.exec(window.location.hash)?.[1] ?? 0)
const REM = 16

const isAtLeast = (rem: number): boolean =>
  window.innerWidth === 0 ? told >= rem * REM : window.matchMedia(query(rem)).matches

function current(): Layout {
  if (isAtLeast(WIDE)) return 'wide'
  return isAtLeast(MIDDLE) ? 'middle' : 'narrow'
}

/** How much room the window has: three columns, two, or one at a time. */
export const useLayout = (): Layout => useSyncExternalStore(subscribe, current)
