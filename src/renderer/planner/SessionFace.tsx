import type { ReactNode } from 'react'
import { faceOf } from '../../core/focus/face.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { SessionButtons } from './SessionButtons.tsx'
import { useMuteWords, useSession } from './useSession.ts'

/** The running session: time left, the mute, and what can be done. On its block, or as a card of its own. */
export function SessionFace({ place }: { readonly place: 'block' | 'card' }): ReactNode {
  const text = useText()
  const session = useSession(useNow('second'))
  if (session === null || session.phase === 'ended') return null
  const { done, total } = faceOf(session)
  const title = session.title || text(session.mode === 'break' ? 'planner.session.break' : 'planner.kind.focus')
  return (
    <div className="plan-session" data-place={place} data-still role="group" aria-label={text('planner.session')}>
      <div className="plan-session-words">
        {place === 'card' && <p className="plan-title">{title}</p>}
        <SessionLine session={session} />
      </div>
      <SessionButtons session={session} />
      {total !== null && (
        <progress className="plan-progress" aria-label={text('planner.session.progress')} max={total} value={done} />
      )}
    </div>
  )
}

function SessionLine({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const mute = useMuteWords(session.phase !== 'running')
  const { share } = faceOf(session)
  return (
    <p className="plan-session-line">
      <StateGlyph state={session.phase === 'break' ? 'away' : 'focusing'} left={share ?? 1} />{' '}
      <span role="timer">{leftWords(session, text)}</span>
      <When session={session} />
      <span data-tone={mute.tone}>{` · ${mute.said}`}</span>
      {session.interruptions > 0 && ` · ${text('planner.session.interruptions', { count: session.interruptions })}`}
    </p>
  )
}

/** Until when, and what comes then. */
function When({ session: { phase, stretch, until } }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const times = useTimes()
  if (phase === 'paused') return null
  if (stretch.until === null) return ` · ${text('planner.session.open')}`
  const at = times.time(stretch.until)
  if (phase === 'break') return ` · ${text('planner.session.breakUntil', { at })}`
  return ` · ${text(stretch.until === until ? 'planner.session.until' : 'planner.session.untilBreak', { at })}`
}

function leftWords(session: SessionView, text: ReturnType<typeof useText>): string {
  const { left, minutes, seconds, total } = faceOf(session)
  const values = { left: minutes, seconds, total: Math.round((total ?? 0) / MINUTE) }
  if (left === null)
    return text(session.phase === 'paused' ? 'planner.session.pausedOpen' : 'planner.session.soFar', values)
  if (session.phase === 'paused') return text('planner.session.paused', values)
  if (left === 0) return text('planner.session.ending')
  return text(left < MINUTE ? 'planner.session.seconds' : 'planner.session.left', values)
}
