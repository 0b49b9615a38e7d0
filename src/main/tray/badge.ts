/** What Windows shows on the taskbar button and macOS on the dock icon while a session is open. */
import type { TrayView } from '../../core/app/desired.ts'
import { MINUTE } from '../../core/time/instant.ts'
import type { Badge } from '../ports.ts'
import { text } from '../text.ts'

/** In whole minutes, so that it changes once a minute at most. Null shows nothing. */
export function badgeOf({ session }: TrayView): Badge | null {
  if (session === null) return null
  const isPaused = session.phase === 'paused'
  const left = Math.ceil(session.left / MINUTE)
  const whole = Math.max(1, left, Math.round((session.focused + session.left) / MINUTE))
  return {
    glyph: isPaused ? 'paused' : 'focusing',
    done: Math.min(1, 1 - left / whole),
    isPaused,
    words: text(isPaused ? 'badge.paused' : 'badge.focusing', { minutes: left }),
    label: text('tray.title', { minutes: left }),
  }
}
