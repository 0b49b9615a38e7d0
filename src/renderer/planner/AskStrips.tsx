/** What waits for a word from the person about focus: above the day, until it is said. Each question has a calm default. */
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Wish } from '../../core/app/intent.ts'
import { announcedStart } from '../../core/app/starts.ts'
import { isLanding, type OpenGap, type SessionView } from '../../core/focus/session.ts'
import { STRICT_PATIENCE, STRICT_WAIT } from '../../core/focus/strict.ts'
import { plannedBlock } from '../../core/planner/planned.ts'
import { MINUTE, minutes, SECOND } from '../../core/time/instant.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { usePlanAhead } from '../lib/usePlanned.ts'
import { useLookAt, useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useBlockWords } from './useBlockWords.ts'
import { useSession } from './useSession.ts'
import './ask.css'

export function AskStrips(): ReactNode {
  const now = useNow('minute')
  const session = useSession(now)
  const { endAsked } = useSlice('session')
  const { landing } = useSlice('settings').focus
  useLookAt(session?.until == null ? null : session.until - minutes(landing))
  return (
    <>
      {session?.gap != null && <GapStrip gap={session.gap} isOver={session.phase === 'ended'} />}
      {endAsked !== null && session?.phase !== 'ended' && <StrictStrip asked={endAsked} />}
      {session?.suggested === true && <SuggestedStrip session={session} />}
      {session !== null && isLanding(session, minutes(landing)) && <LandingStrip session={session} />}
      <StartStrip />
    </>
  )
}

/** A sentence and what can be said to it. */
function Strip({ said, children }: { readonly said: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className="plan-ask" role="status">
      <p>{said}</p>
      {children !== undefined && <div className="plan-session-buttons">{children}</div>}
    </div>
  )
}

function Say({ label, wish }: { readonly label: string; readonly wish: Wish }): ReactNode {
  const dispatch = useDispatch()
  return (
    <Button size="small" onPress={() => void dispatch(wish)}>
      {label}
    </Button>
  )
}

export function GapStrip({ gap, isOver }: { readonly gap: OpenGap; readonly isOver: boolean }): ReactNode {
  const text = useText()
  const times = useTimes()
  const values = {
    kind: gap.kind,
    from: times.time(gap.start),
    to: times.time(gap.end),
    length: times.length(gap.taken),
  }
  return (
    <Strip said={text('planner.gap', values)}>
      <Say label={text('planner.gap.keep')} wish={{ type: 'focus.settleGap', how: 'keep' }} />
      <Say
        label={text(isOver ? 'planner.gap.trim.ended' : 'planner.gap.trim')}
        wish={{ type: 'focus.settleGap', how: 'trim' }}
      />
      {!isOver && <Say label={text('planner.gap.discard')} wish={{ type: 'focus.settleGap', how: 'discard' }} />}
    </Strip>
  )
}

export function StrictStrip({ asked }: { readonly asked: number }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const now = useNow('second')
  const [reason, setReason] = useState('')
  const wait = Math.ceil((asked + STRICT_WAIT - now) / SECOND)
  if (now >= asked + STRICT_PATIENCE) return null
  const given = reason.trim()
  const end = (event: FormEvent): void => {
    event.preventDefault()
    if (given !== '' || wait <= 0) void dispatch({ type: 'focus.end', ...(given === '' ? {} : { reason: given }) })
  }
  return (
    <form className="plan-ask" noValidate onSubmit={end}>
      <p role="status">{text('planner.strict')}</p>
      <TextField
        label={text('planner.strict.reason')}
        labelShown={false}
        placeholder={text('planner.strict.reason')}
        value={reason}
        onChange={setReason}
        maxLength={140}
      />
      <div className="plan-session-buttons">
        <Button size="small" type="submit" isDisabled={given === '' && wait > 0}>
          {text(given === '' && wait <= 0 ? 'planner.strict.endNow' : 'planner.strict.end')}
        </Button>
        {wait > 0 && <span aria-hidden="true">{text('planner.strict.wait', { seconds: wait })}</span>}
        <Say label={text('planner.strict.keepOn')} wish={{ type: 'focus.keepOn' }} />
      </div>
    </form>
  )
}

export function SuggestedStrip({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const { rest } = useSlice('settings').focus
  return (
    <Strip said={text('planner.suggested', { minutes: Math.floor(session.focused / MINUTE) })}>
      <Say
        label={text('planner.suggested.take', { minutes: session.cycle?.short ?? rest })}
        wish={{ type: 'focus.break' }}
      />
      <Say label={text('planner.suggested.later')} wish={{ type: 'focus.postponeBreak' }} />
    </Strip>
  )
}

function LandingStrip({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  return <Strip said={text('planner.landing', { minutes: Math.max(1, Math.ceil((session.left ?? 0) / MINUTE)) })} />
}

/** The block that is about to start itself. */
export function StartStrip(): ReactNode {
  const text = useText()
  const times = useTimes()
  const words = useBlockWords()
  const starts = useSlice('starts')
  const plan = usePlanAhead()
  const { postpone, postpones } = useSlice('settings').focus
  const next = announcedStart({ starts, ...plan }, useNow('minute'))
  const block = next === null ? undefined : plannedBlock(plan, next.block)
  if (next === null || block === undefined) return null
  return (
    <Strip said={text('planner.starts', { name: words.name(block), at: times.time(next.at) })}>
      <Say label={text('planner.starts.now')} wish={{ type: 'focus.start', block: block.id }} />
      {next.postponed < postpones && (
        <Say
          label={text('planner.starts.postpone', { minutes: postpone })}
          wish={{ type: 'focus.postponeStart', block: block.id }}
        />
      )}
      <Say label={text('planner.starts.skip')} wish={{ type: 'focus.skipStart', block: block.id }} />
    </Strip>
  )
}
