import { type ReactNode, Suspense } from 'react'
import { MINUTE, SECOND } from '../../core/time/instant.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { EnergyTap } from './later.ts'
import { useSession } from './useSession.ts'

/** For ten seconds after an end by hand: a way back. */
export function EndedStrip({ place = 'floating' }: { readonly place?: 'floating' | 'inline' }): ReactNode {
  const { undoUntil } = useSlice('session')
  return undoUntil === null ? null : <UndoEnd until={undoUntil} place={place} />
}

function UndoEnd({ until, place }: { readonly until: number; readonly place: 'floating' | 'inline' }): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const { current } = useSlice('session')
  const now = useNow('second')
  const session = useSession(now)
  const seconds = Math.ceil((until - now) / SECOND)
  const minutes = Math.floor((session?.focused ?? 0) / MINUTE)
  if (seconds <= 0 || session === null) return null
  return (
    <div className={place === 'floating' ? 'plan-ended' : 'focus-ended'} role="status">
      <p>
        {minutes === 0
          ? text('planner.ended.atOnce')
          : text('planner.ended', { focused: times.length(minutes * MINUTE) })}
      </p>
      {place === 'floating' && current !== null && (
        <Suspense>
          <EnergyTap session={current} />
        </Suspense>
      )}
      <Button size="small" icon="undo" onPress={() => void dispatch({ type: 'focus.undoEnd' })}>
        {text('planner.ended.undo')} <span aria-hidden="true">{text('planner.ended.seconds', { seconds })}</span>
      </Button>
    </div>
  )
}
