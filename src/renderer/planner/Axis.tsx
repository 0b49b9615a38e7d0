import { memo, type ReactNode, useMemo } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import { hourMarks } from '../../core/planner/day.ts'
import { MINUTE } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { hoursDown } from './place.ts'

/** The time of the now line stands where this label would. */
const NEAR = 20 * MINUTE

/** The hours of the day as the wall clock shows them, with a seam where the clock is set. */
export const Axis = memo(function Axis({
  window,
  zone,
}: {
  readonly window: Interval
  readonly zone: Zone
}): ReactNode {
  const times = useTimes()
  const now = useNow('minute')
  const marks = useMemo(() => hourMarks(window, zone), [window, zone])
  const text = useText()
  return (
    <div className="plan-axis" aria-hidden="true">
      {marks.map(({ at, shift }) => (
        <div key={at} className="plan-hour" style={{ top: hoursDown(at, window) }} data-seam={shift !== 0 || undefined}>
          {Math.abs(at - now) > NEAR && <span className="plan-hour-label">{times.hour(at)}</span>}
          {shift !== 0 && (
            <span className="plan-seam">
              {text(shift > 0 ? 'planner.seam.forward' : 'planner.seam.back', {
                span: times.length(Math.abs(shift) * 60_000),
              })}
            </span>
          )}
        </div>
      ))}
    </div>
  )
})
