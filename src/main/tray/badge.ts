/** What Windows shows on the taskbar button and macOS on the dock icon while a session is open. */
import type { TrayView } from '../../core/app/desired.ts'
import { faceOf } from '../../core/focus/face.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { MINUTE } from '../../core/time/instant.ts'
import type { Badge } from '../ports.ts'
import { text } from '../text.ts'

/** In whole minutes, so that it changes once a minute at most. Null shows nothing. */
export function badgeOf({ session }: TrayView): Badge | null {
  if (session === null) return null
  const isPaused = session.phase === 'paused'
  const { left, minutes, total } = faceOf(session)
  const whole = Math.max(1, minutes, Math.round((total ?? 0) / MINUTE))
  return {
    glyph: session.phase === 'running' ? 'focusing' : 'paused',
    done: left === null ? 0 : Math.min(1, 1 - minutes / whole),
    isPaused,
    words: text(wordsOf(session.phase, left === null), { minutes }),
    label: text('tray.title', { minutes }),
  }
}

function wordsOf(phase: SessionView['phase'], isOpen: boolean) {
  if (phase === 'paused') return isOpen ? 'badge.pausedOpen' : 'badge.paused'
  if (phase === 'break') return 'badge.break'
  return isOpen ? 'badge.flow' : 'badge.focusing'
}
