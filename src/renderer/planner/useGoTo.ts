import { useEffect, useRef, useState } from 'react'

export interface GoTo {
  /** Moves the focus to this block as soon as it is drawn, and opens its editor if told so. */
  goTo(id: string, opens?: boolean): void
  /** Whether the focus is on its way: a block that loses it meanwhile was only drawn anew. */
  isGoing(): boolean
}

export function useGoTo(onOpen: (id: string) => void): GoTo {
  const wanted = useRef<{ readonly id: string; readonly opens: boolean } | null>(null)
  const [, look] = useState(0)
  useEffect(() => {
    const target = wanted.current
    const face = target === null ? null : faceOf(target.id)
    if (target === null || face === null) return
    wanted.current = null
    face.focus({ preventScroll: true })
    face.scrollIntoView({ block: 'nearest' })
    if (target.opens) onOpen(target.id)
  })
  return {
    goTo(id, opens = false) {
      wanted.current = { id, opens }
      look((count) => count + 1)
    },
    isGoing: () => wanted.current !== null,
  }
}

/** What of a block takes the focus. An id may hold anything, so it is compared, not put into a selector. */
export function faceOf(id: string): HTMLElement | null {
  const blocks = [...document.querySelectorAll<HTMLElement>('.plan-block')]
  return blocks.find((block) => block.dataset['block'] === id)?.querySelector<HTMLElement>('.plan-face') ?? null
}
