import {
  type RefObject,
  useCallback,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { BookView } from '../../core/team/book.ts'
import { searchFor } from '../../core/team/search.ts'
import type { RosterListHandle } from './RosterList.tsx'
import { type Listing, listing } from './rows.ts'

export interface Finding {
  /** What is looked for; null while nobody looks. */
  readonly query: string | null
  readonly setQuery: (query: string | null) => void
  /** The people who fit. */
  readonly items: Listing
  readonly list: RefObject<RosterListHandle | null>
  /** Moves the focus to the first of them. */
  readonly enterList: () => void
}

/** Finding people in a list of them. */
export function useFinding(view: BookView): Finding {
  const [query, setQuery] = useState<string | null>(null)
  const list = useRef<RosterListHandle>(null)
  const sought = useDeferredValue(query ?? '')
  const search = useMemo(() => searchFor(sought), [sought])
  // A search that looked at the first few only would say that the others are not there.
  const items = useMemo(() => listing(view, view.isWhole ? search : null), [view, search])
  const enterList = useCallback(() => list.current?.enter(), [])
  useFindKey(() => setQuery((before) => before ?? ''))
  return { query, setQuery, items, list, enterList }
}

/** `/` finds, wherever the focus is in this window; there is a button for it, too. */
function useFindKey(open: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    event.preventDefault()
    open()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
