import type { ReactNode } from 'react'
import { contains, type Interval } from '../../core/planner/block.ts'
import { useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { hoursDown } from './place.ts'

export function NowLine({ window }: { readonly window: Interval }): ReactNode {
  const now = useNow('minute')
  const times = useTimes()
  if (!contains(window, now)) return null
  return (
    <div className="plan-now" style={{ top: hoursDown(now, window) }} aria-hidden="true">
      <span className="plan-now-time">{times.time(now)}</span>
    </div>
  )
}
