/** Arrows through rows of which only some are drawn: one of them is a stop for Tab, and it stays drawn. */
import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Listing, RowAt } from './rows.ts'

const PAGE = 8

/** How far a key goes, in rows; null if it is no key of a list. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

export interface Roving {
  /** The row where Tab stops; null in an empty list. */
  readonly stop: string | null
  /** Its place in the list, which must stay drawn; null in an empty list. */
  readonly stopIndex: number | null
  readonly onFocus: (id: string) => void
  readonly onKeyDown: (event: KeyboardEvent, reveal: Reveal) => void
  /** Moves the focus to the first row. */
  readonly enter: (reveal: Reveal) => void
}

/** Brings an item of the list into view. */
type Reveal = (index: number) => void

export function useRoving(list: Listing, element: RefObject<HTMLElement | null>): Roving {
  const [chosen, setChosen] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const at = useMemo(() => (chosen === null ? 0 : Math.max(0, list.find(chosen))), [list, chosen])
  const stop = list.row(at) ?? null

  const goTo = (row: RowAt | undefined, reveal: Reveal): void => {
    if (row === undefined) return
    wanted.current = row.id
    setChosen(row.id)
    reveal(row.index)
    focusRow(element.current, row.id)
  }

  // The row may have been drawn only now. Laid out at once: an effect that comes later is a task of its own each frame.
  useLayoutEffect(() => {
    if (wanted.current !== null && focusRow(element.current, wanted.current)) wanted.current = null
  })

  return {
    stop: stop?.id ?? null,
    stopIndex: stop?.index ?? null,
    onFocus: useCallback((id) => {
      wanted.current = null
      setChosen(id)
    }, []),
    onKeyDown(event, reveal) {
      const step = STEPS[event.key]
      if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || isElsewhere(event)) return
      event.preventDefault()
      goTo(list.row(Math.min(list.rows - 1, Math.max(0, at + step))), reveal)
    },
    enter: (reveal) => goTo(list.row(0), reveal),
  }
}

/** Arrows, Home and End belong to a text that is written in an open row, and to a list that opened above it. */
const isElsewhere = ({ target, currentTarget }: KeyboardEvent): boolean =>
  !(target instanceof HTMLElement) ||
  !currentTarget.contains(target) ||
  target.closest('input, textarea, [role=radiogroup]') !== null

function focusRow(list: HTMLElement | null, id: string): boolean {
  const button = list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
  button?.focus({ preventScroll: true })
  return button !== null && button !== undefined
}
