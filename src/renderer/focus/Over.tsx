import { type ReactNode, useEffect } from 'react'
import type { SessionView } from '../../core/focus/session.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { EnergyTap } from '../ledger/EnergyTap.tsx'
import { HeldLine } from '../ledger/HeldLine.tsx'
import { OutcomeField } from '../ledger/OutcomeField.tsx'
import { GapStrip } from '../planner/AskStrips.tsx'
import { EndedStrip } from '../planner/EndedStrip.tsx'
import { Button } from '../ui/Button.tsx'
import { announceOnce } from './announceOnce.ts'

/** What came of it, for as long as it can be taken back or until the view is put away. */
export function Over({ session }: { readonly session: SessionView }): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const { undoUntil, current } = useSlice('session')
  const { digest } = useSlice('ledger')
  const minutes = Math.floor(session.focused / MINUTE)
  const said =
    minutes === 0 ? text('planner.ended.atOnce') : text('focus.over', { focused: times.length(minutes * MINUTE) })
  useEffect(() => announceOnce(session.id, said), [session.id, said])
  return (
    <>
      <h1 className="focus-title">{session.title || text('planner.kind.focus')}</h1>
      {undoUntil === null ? <p className="focus-over">{said}</p> : <EndedStrip place="inline" />}
      {session.interruptions > 0 && (
        <p className="focus-facts">{text('planner.session.interruptions', { count: session.interruptions })}</p>
      )}
      {session.gap !== null && <GapStrip gap={session.gap} isOver />}
      {digest?.session === session.id && <HeldLine held={digest.held} />}
      {current !== null && <EnergyTap session={current} />}
      {current !== null && <OutcomeField key={session.id} session={current} />}
      <div className="focus-buttons">
        <Button size="small" icon="play" onPress={() => void dispatch({ type: 'focus.start' })}>
          {text('focus.again')}
        </Button>
        <Button size="small" onPress={() => window.close()}>
          {text('focus.close')}
        </Button>
      </div>
    </>
  )
}
