import type { ReactNode } from 'react'
import { type Session, viewSession } from '../../core/focus/session.ts'
import { knownSessions } from '../../core/app/ledger.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { IconButton } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { EnergyTap } from './EnergyTap.tsx'
import { HeldLine } from './HeldLine.tsx'
import { OutcomeField } from './OutcomeField.tsx'
import './ledger.css'

/** At a session's end: how it went, what was held back, and what came of it. Knocks will have their lines here. */
export function DigestCard(): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const slice = useSlice('session')
  const { digest } = useSlice('ledger')
  const session = knownSessions({ session: slice }).find(([start]) => start.session === digest?.session)
  if (digest?.endedAt == null || session === undefined) return null
  const view = viewSession(session, digest.endedAt)
  const minutes = Math.floor(view.focused / MINUTE)
  return (
    <Card title={text('digest.title')}>
      <div className="ledger-head">
        <p className="ledger-what">
          {view.title && `${view.title} · `}
          {times.length(minutes * MINUTE)}
          {view.interruptions > 0 && ` · ${text('planner.session.interruptions', { count: view.interruptions })}`}
        </p>
        <IconButton
          size="small"
          icon="close"
          label={text('digest.dismiss')}
          onPress={() => void dispatch({ type: 'digest.dismiss' })}
        />
      </div>
      <HeldLine held={digest.held} />
      <TapLater session={session} until={slice.undoUntil} />
      <OutcomeField key={digest.session} session={session} />
    </Card>
  )
}

/** While the end can be taken back, the strip that says so asks: one question at a time. */
function TapLater({ session, until }: { readonly session: Session; readonly until: number | null }): ReactNode {
  const now = useNow(until === null ? 'minute' : 'second')
  return until !== null && now < until ? null : <EnergyTap session={session} />
}
