/** Single keys of the focus view: i, +, p, e, and Escape to put the view away. */
import { useEffect } from 'react'
import type { Wish } from '../../core/app/intent.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { useDispatch } from '../lib/app.tsx'
import { EXTENSION } from './Running.tsx'

export function useFocusKeys(session: SessionView | null): void {
  const dispatch = useDispatch()
  const phase = session?.phase ?? 'ended'
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return
      if (event.key === 'Escape') return window.close()
      const wish = wishOf(event.key, phase)
      if (wish === null) return
      event.preventDefault()
      void dispatch(wish)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [dispatch, phase])
}

function wishOf(key: string, phase: SessionView['phase']): Wish | null {
  if (phase === 'ended') return null
  switch (key.toLowerCase()) {
    case 'i':
      return phase === 'running' ? { type: 'focus.interrupt' } : null
    case '+':
      return { type: 'focus.extend', minutes: EXTENSION }
    case 'p':
      return { type: phase === 'paused' ? 'focus.resume' : 'focus.pause' }
    case 'e':
      return { type: 'focus.end' }
    default:
      return null
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
