import type { ReactNode } from 'react'
import type { SessionView } from '../../core/focus/session.ts'
import { MINUTE, SECOND } from '../../core/time/instant.ts'
import { useDispatch } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useOpenInterruption } from '../ledger/useLedger.ts'
import { useNow } from '../lib/useNow.ts'
import { useMuteWords } from '../planner/useSession.ts'
import { Button } from '../ui/Button.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { Intention } from './Intention.tsx'

/** A session that runs or is paused. */
export function Running({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const total = session.focused + session.left
  return (
    <>
      <h1 className="focus-title">{session.title || text('planner.kind.focus')}</h1>
      <div className="focus-time">
        <StateGlyph state="focusing" left={total === 0 ? 0 : session.left / total} />
        <Left session={session} />
        <Facts session={session} />
      </div>
      <Intention key={`${session.id} ${session.intention}`} intention={session.intention} />
      <Buttons isPaused={session.phase === 'paused'} />
      <progress
        className="plan-progress focus-progress"
        aria-label={text('planner.session.progress')}
        max={total}
        value={session.focused}
      />
    </>
  )
}

/** Minutes until the last one, then seconds: a number that moves draws the eye. */
function Left({ session: { left } }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const key = left < MINUTE ? 'focus.left.seconds' : 'focus.left.minutes'
  return (
    <p role="timer" className="focus-left">
      {left === 0
        ? text('planner.session.ending')
        : text(key, { minutes: Math.ceil(left / MINUTE), seconds: Math.ceil(left / SECOND) })}
    </p>
  )
}

function Facts({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const times = useTimes()
  const isPaused = session.phase === 'paused'
  const mute = useMuteWords(isPaused)
  return (
    <p className="focus-facts">
      {isPaused ? text('focus.paused') : text('planner.session.until', { at: times.time(session.until) })}
      <span data-tone={mute.tone}> · {mute.said}</span>
      {session.interruptions > 0 && ` · ${text('planner.session.interruptions', { count: session.interruptions })}`}
    </p>
  )
}

function Buttons({ isPaused }: { readonly isPaused: boolean }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const interrupted = useOpenInterruption(useNow('minute'))
  return (
    <div className="focus-buttons">
      {interrupted !== null && (
        <Button size="small" icon="check" onPress={() => void dispatch({ type: 'focus.back', of: interrupted.at })}>
          {text('ledger.back')}
        </Button>
      )}
      {!isPaused && interrupted === null && (
        <Button
          size="small"
          icon="bolt"
          aria-keyshortcuts="I"
          onPress={() => void dispatch({ type: 'focus.interrupt' })}
        >
          {text('planner.session.interrupted')}
        </Button>
      )}
      <Button
        size="small"
        aria-keyshortcuts="+"
        onPress={() => void dispatch({ type: 'focus.extend', minutes: EXTENSION })}
      >
        {text('planner.session.extend')}
      </Button>
      <Button
        size="small"
        aria-keyshortcuts="P"
        onPress={() => void dispatch({ type: isPaused ? 'focus.resume' : 'focus.pause' })}
      >
        {text(isPaused ? 'planner.session.resume' : 'planner.session.pause')}
      </Button>
      <Button size="small" aria-keyshortcuts="E" onPress={() => void dispatch({ type: 'focus.end' })}>
        {text('planner.session.end')}
      </Button>
    </div>
  )
}

/** In minutes. */
export const EXTENSION = 5
