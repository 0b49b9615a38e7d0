/** Blocks that are chosen together: what is done to one of them is done to all. */
import { useMemo, useState } from 'react'
import { say } from '../lib/announce.ts'
import { useText } from '../lib/intl.tsx'
import { useSteady } from '../lib/useSteady.ts'

export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Whether what is done to this block is done to others too. */
  isOneOfMany(id: string): boolean
  toggle(id: string): void
  /** These and no others. */
  set(ids: Iterable<string>): void
  clear(): void
}

const NONE: ReadonlySet<string> = new Set()

export function useSelection(): Selection {
  const text = useText()
  const [ids, setIds] = useState(NONE)
  const set = useSteady((next: Iterable<string>): void => {
    const chosen = new Set(next)
    if (chosen.size === 0 && ids.size === 0) return
    setIds(chosen.size === 0 ? NONE : chosen)
    say(text('planner.said.selected', { count: chosen.size }))
  })
  return useMemo(
    () => ({
      ids,
      isOneOfMany: (id) => ids.size > 1 && ids.has(id),
      toggle: (id) => set(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id]),
      set,
      clear: () => set([]),
    }),
    [ids, set],
  )
}
