import { type ReactNode, useEffect } from 'react'
import { useText } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { afterPaint } from '../planner/later.ts'
import { useSession } from '../planner/useSession.ts'
import { Idle } from './Idle.tsx'
import { Over } from './Over.tsx'
import { Running } from './Running.tsx'
import { useFocusKeys } from './useFocusKeys.ts'
import './focus.css'

/** The small view that stays on top: what I am doing, how long still, and the few things to do about it. */
export function FocusScreen(): ReactNode {
  const text = useText()
  const session = useSession(useNow('second'))
  useFocusKeys(session)
  // The menu of lengths comes with the planner's later parts.
  useEffect(afterPaint, [])
  return (
    <main className="focus" aria-label={text('focus.view')} data-phase={session?.phase ?? 'idle'}>
      {session === null && <Idle />}
      {session?.phase === 'ended' && <Over session={session} />}
      {session !== null && session.phase !== 'ended' && <Running session={session} />}
    </main>
  )
}
