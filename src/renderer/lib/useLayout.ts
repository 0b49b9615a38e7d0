import { useSyncExternalStore } from 'react'

export type Layout = 'wide' | 'middle' | 'narrow'

/** In rem, so that zoomed text counts as a smaller window. */
const WIDE = '(min-width: 61rem)'
const MIDDLE = '(min-width: 42rem)'

function subscribe(listener: () => void): () => void {
  const queries = [WIDE, MIDDLE].map((query) => window.matchMedia(query))
  for (const query of queries) query.addEventListener('change', listener)
  return () => queries.forEach((query) => query.removeEventListener('change', listener))
}

/** In pixels of the page, where main said it: a window that was never seen has no width yet. */
const told = Number(/[?&]width=(\d+)/.exec(window.location.hash)?.[1] ?? 0)
const REM = 16

function foretold(): Layout {
  if (told >= 61 * REM) return 'wide'
  return told >= 42 * REM ? 'middle' : 'narrow'
}

function current(): Layout {
  if (window.innerWidth === 0) return foretold()
  if (window.matchMedia(WIDE).matches) return 'wide'
  return window.matchMedia(MIDDLE).matches ? 'middle' : 'narrow'
}

/** How much room the window has: three columns, two, or one at a time. */
export const useLayout = (): Layout => useSyncExternalStore(subscribe, current)
