import { memo, type ReactNode } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import { hourMarks } from '../../core/planner/day.ts'
import type { Zone } from '../../core/time/zone.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { hoursDown } from './place.ts'

/** The hours of the day as the wall clock shows them, with a seam where the clock is set. */
export const Axis = memo(function Axis({
  window,
  zone,
}: {
  readonly window: Interval
  readonly zone: Zone
}): ReactNode {
  const times = useTimes()
  const text = useText()
  return (
    <div className="plan-axis" aria-hidden="true">
      {hourMarks(window, zone).map(({ at, shift }) => (
        <div key={at} className="plan-hour" style={{ top: hoursDown(at, window) }} data-seam={shift !== 0 || undefined}>
          <span className="plan-hour-label">{times.hour(at)}</span>
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
