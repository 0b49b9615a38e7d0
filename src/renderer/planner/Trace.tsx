import { type ReactNode, useMemo } from 'react'
import { dayTrace, type DayTrace } from '../../core/focus/trace.ts'
import type { Interval } from '../../core/planner/block.ts'
import { useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { hoursDown, placeOf } from './place.ts'

/** The focus and the interruptions that really happened in a window. */
export function useTrace(window: Interval): DayTrace {
  const { current, past } = useSlice('session')
  const now = useNow('minute')
  return useMemo(
    () => dayTrace(current === null ? past : [...past, current], window, now),
    [current, past, window, now],
  )
}

/** What really happened, thin, at the right edge of the plan. */
export function Trace({ window }: { readonly window: Interval }): ReactNode {
  const { stretches, interruptions, focus } = useTrace(window)
  const text = useText()
  const times = useTimes()
  if (stretches.length === 0) return null
  return (
    <div className="plan-trace" role="img" aria-label={text('planner.trace', { focus: times.length(focus) })}>
      {stretches.map((stretch) => (
        <span key={stretch.start} className="plan-trace-piece" style={placeOf(stretch, window)} />
      ))}
      {interruptions.map((at) => (
        <span key={at} className="plan-trace-mark" style={{ top: hoursDown(at, window) }} />
      ))}
    </div>
  )
}
