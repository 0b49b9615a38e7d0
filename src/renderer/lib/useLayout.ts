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

function current(): Layout {
  if (window.matchMedia(WIDE).matches) return 'wide'
  return window.matchMedia(MIDDLE).matches ? 'middle' : 'narrow'
}

/** How much room the window has: three columns, two, or one at a time. */
export const useLayout = (): Layout => useSyncExternalStore(subscribe, current)
