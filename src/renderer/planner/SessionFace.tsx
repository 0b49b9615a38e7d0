import type { ReactNode } from 'react'
import { type SessionView } from '../../core/focus/session.ts'
import { MINUTE, SECOND } from '../../core/time/instant.ts'
import { useDispatch } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { useMuteWords, useSession } from './useSession.ts'

/** The running session: time left, the mute, and what can be done. On its block, or as a card of its own. */
export function SessionFace({ place }: { readonly place: 'block' | 'card' }): ReactNode {
  const text = useText()
  const session = useSession(useNow('second'))
  if (session === null || session.phase === 'ended') return null
  return (
    <div className="plan-session" data-place={place} data-still role="group" aria-label={text('planner.session')}>
      <div className="plan-session-words">
        {place === 'card' && <p className="plan-title">{session.title || text('planner.kind.focus')}</p>}
        <SessionLine session={session} />
      </div>
      <SessionButtons session={session} />
      <progress
        className="plan-progress"
        aria-label={text('planner.session.progress')}
        max={session.focused + session.left}
        value={session.focused}
      />
    </div>
  )
}

function SessionLine({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const times = useTimes()
  const total = session.focused + session.left
  const mute = useMuteWords(session.phase === 'paused')
  return (
    <p className="plan-session-line">
      <StateGlyph state="focusing" left={total === 0 ? 0 : session.left / total} />{' '}
      <span role="timer">{leftWords(session, text)}</span>
      {session.phase === 'running' && ` · ${text('planner.session.until', { at: times.time(session.until) })}`}
      <span data-tone={mute.tone}>{` · ${mute.said}`}</span>
      {session.interruptions > 0 && ` · ${text('planner.session.interruptions', { count: session.interruptions })}`}
    </p>
  )
}

function leftWords({ phase, left, focused }: SessionView, text: ReturnType<typeof useText>): string {
  const values = {
    left: Math.ceil(left / MINUTE),
    seconds: Math.ceil(left / SECOND),
    total: Math.round((left + focused) / MINUTE),
  }
  if (phase === 'paused') return text('planner.session.paused', values)
  if (left === 0) return text('planner.session.ending')
  return text(left < MINUTE ? 'planner.session.seconds' : 'planner.session.left', values)
}

function SessionButtons({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const isPaused = session.phase === 'paused'
  return (
    <div className="plan-session-buttons">
      {!isPaused && (
        <Button size="small" icon="bolt" onPress={() => void dispatch({ type: 'focus.interrupt' })}>
          {text('planner.session.interrupted')}
        </Button>
      )}
      <Button size="small" onPress={() => void dispatch({ type: 'focus.extend', minutes: 5 })}>
        {text('planner.session.extend')}
      </Button>
      <Button size="small" onPress={() => void dispatch({ type: isPaused ? 'focus.resume' : 'focus.pause' })}>
        {text(isPaused ? 'planner.session.resume' : 'planner.session.pause')}
      </Button>
      <Button size="small" onPress={() => void dispatch({ type: 'focus.end' })}>
        {text('planner.session.end')}
      </Button>
    </div>
  )
}
