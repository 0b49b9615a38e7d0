/** Single keys of the focus view: i, +, p, e, and Escape to put the view away. */
import { useEffect, useRef } from 'react'
import type { SessionView } from '../../core/focus/session.ts'
import { useDispatch } from '../lib/app.tsx'
import { wishOfKey } from './steer.ts'

export function useFocusKeys(session: SessionView | null): void {
  const dispatch = useDispatch()
  /** The newest, without listening anew each second. */
  const shown = useRef(session)
  useEffect(() => {
    shown.current = session
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return
      if (event.key === 'Escape') return window.close()
      const wish = shown.current === null ? null : wishOfKey(event.key, shown.current)
      if (wish === null) return
      event.preventDefault()
      void dispatch(wish)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [dispatch])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
