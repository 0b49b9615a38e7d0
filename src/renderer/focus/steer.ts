/** What buttons and keys of the focus view may ask for, by the session's rules and its phase. */
import type { Wish } from '../../core/app/intent.ts'
import type { SessionView } from '../../core/focus/session.ts'

/** In minutes. */
export const EXTENSION = 5

/** One without an end cannot be made longer. */
export const canExtend = ({ until }: SessionView): boolean => until !== null

/** Pause, or the way back to work; null where the rules of the session know neither. */
export function goingWish({
  phase,
  mode,
  strict,
}: SessionView): 'focus.pause' | 'focus.resume' | 'focus.skipBreak' | null {
  if (phase === 'paused') return 'focus.resume'
  if (phase === 'break') return mode === 'break' ? null : 'focus.skipBreak'
  return phase === 'running' && !strict ? 'focus.pause' : null
}

/** What a key means; null where it means nothing now. */
export function wishOfKey(key: string, session: SessionView): Wish | null {
  if (session.phase === 'ended') return null
  switch (key.toLowerCase()) {
    case 'i':
      return session.phase === 'running' ? { type: 'focus.interrupt' } : null
    case '+':
      return canExtend(session) ? { type: 'focus.extend', minutes: EXTENSION } : null
    case 'p': {
      const type = goingWish(session)
      return type === null ? null : { type }
    }
    case 'e':
      return { type: 'focus.end' }
    default:
      return null
  }
}
