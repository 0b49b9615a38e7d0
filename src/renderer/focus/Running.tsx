import type { ReactNode } from 'react'
import { faceOf } from '../../core/focus/face.ts'
import { isLanding, type SessionView } from '../../core/focus/session.ts'
import { MINUTE, minutes } from '../../core/time/instant.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useOpenInterruption } from '../ledger/useLedger.ts'
import { useNow } from '../lib/useNow.ts'
import { canExtend, EXTENSION, goingWish } from './steer.ts'
import { GapStrip, StrictStrip, SuggestedStrip } from '../planner/AskStrips.tsx'
import { useMuteWords } from '../planner/useSession.ts'
import { Button } from '../ui/Button.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { Intention } from './Intention.tsx'

/** A session that runs or is paused. */
export function Running({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const { share, done, total } = faceOf(session)
  return (
    <>
      <h1 className="focus-title">
        {session.title || text(session.mode === 'break' ? 'planner.session.break' : 'planner.kind.focus')}
      </h1>
      <div className="focus-time">
        <StateGlyph state={session.phase === 'break' ? 'away' : 'focusing'} left={share ?? 1} />
        <Left session={session} />
        <Facts session={session} />
      </div>
      <Middle session={session} />
      {total !== null && (
        <progress
          className="plan-progress focus-progress"
          aria-label={text('planner.session.progress')}
          max={total}
          value={done}
        />
      )}
    </>
  )
}

/**
 * What the session is for, and what can be done about it. A question takes the place of the line, and of the buttons where
 * it has to be answered first: there is no room for both.
 */
function Middle({ session }: { readonly session: SessionView }): ReactNode {
  const { endAsked } = useSlice('session')
  if (endAsked !== null) return <StrictStrip asked={endAsked} />
  if (session.gap !== null) return <GapStrip gap={session.gap} isOver={false} />
  return (
    <>
      {session.suggested ? (
        <SuggestedStrip session={session} />
      ) : (
        <Intention key={`${session.id} ${session.intention}`} intention={session.intention} />
      )}
      <Buttons session={session} />
    </>
  )
}

/** Minutes until the last one, then seconds: a number that moves draws the eye. */
function Left({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const { left, minutes, seconds } = faceOf(session)
  const key = left === null ? 'focus.soFar' : left < MINUTE ? 'focus.left.seconds' : 'focus.left.minutes'
  return (
    <p role="timer" className="focus-left">
      {left === 0 ? text('planner.session.ending') : text(key, { minutes, seconds })}
    </p>
  )
}

function Facts({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const times = useTimes()
  const mute = useMuteWords(session.phase !== 'running')
  const { until } = session.stretch
  const { landing } = useSlice('settings').focus
  return (
    <p className="focus-facts">
      {session.phase === 'paused'
        ? text('focus.paused')
        : until === null
          ? text('planner.session.open')
          : text(session.phase === 'break' ? 'planner.session.breakUntil' : 'planner.session.until', {
              at: times.time(until),
            })}
      <span data-tone={mute.tone}> · {mute.said}</span>
      {isLanding(session, minutes(landing)) && ` · ${text('focus.landing')}`}
      {session.interruptions > 0 && ` · ${text('planner.session.interruptions', { count: session.interruptions })}`}
    </p>
  )
}

function Buttons({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const { phase } = session
  const going = goingWish(session)
  const interrupted = useOpenInterruption(useNow('minute'))
  return (
    <div className="focus-buttons">
      {interrupted !== null && (
        <Button size="small" icon="check" onPress={() => void dispatch({ type: 'focus.back', of: interrupted.at })}>
          {text('ledger.back')}
        </Button>
      )}
      {phase === 'running' && interrupted === null && (
        <Button
          size="small"
          icon="bolt"
          aria-keyshortcuts="I"
          onPress={() => void dispatch({ type: 'focus.interrupt' })}
        >
          {text('planner.session.interrupted')}
        </Button>
      )}
      {canExtend(session) && (
        <Button
          size="small"
          aria-keyshortcuts="+"
          onPress={() => void dispatch({ type: 'focus.extend', minutes: EXTENSION })}
        >
          {text('planner.session.extend')}
        </Button>
      )}
      {going !== null && (
        <Button size="small" aria-keyshortcuts="P" onPress={() => void dispatch({ type: going })}>
          {text(GOING_WORDS[going])}
        </Button>
      )}
      <Button size="small" aria-keyshortcuts="E" onPress={() => void dispatch({ type: 'focus.end' })}>
        {text(session.mode === 'break' ? 'planner.session.endBreak' : 'planner.session.end')}
      </Button>
    </div>
  )
}

const GOING_WORDS = {
  'focus.pause': 'planner.session.pause',
  'focus.resume': 'planner.session.resume',
  'focus.skipBreak': 'planner.session.skipBreak',
} as const
