import { memo, type ReactNode } from 'react'
import { type DayWindow, shareOf } from '../../core/team/ribbon.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useText, useTimes } from '../lib/intl.tsx'

/** How near to now, as a share of the day, the label of an hour touches that of now: in a narrow and in a wide window. */
const TOUCHING = { narrow: 0.15, wide: 0.075 } as const
/** How much wider the labels are where hours count to twelve: `9:06 am`. */
const TWELVE = 1.55

/** `wide` where only a wide window has room for both. */
function nearness(distance: number): 'always' | 'wide' | undefined {
  if (distance > TOUCHING.narrow) return undefined
  return distance > TOUCHING.wide ? 'wide' : 'always'
}

/** The hours of my day above the ribbons, and now. What it shows is said in words by every row. */
export const Axis = memo(function Axis({
  day,
  minute,
}: {
  readonly day: DayWindow
  readonly minute: Instant
}): ReactNode {
  const times = useTimes()
  const text = useText()
  const now = shareOf(day, minute)
  const midnight = times.hour(day.end)
  const wider = midnight === '00' ? 1 : TWELVE
  return (
    <div className="team-axis" aria-hidden="true">
      <span className="team-axis-head" data-column="name">
        {text('team.column.name')}
      </span>
      <span className="team-axis-head" data-column="said">
        {text('team.column.said')}
      </span>
      <span className="team-axis-head" data-column="skills">
        {text('team.column.skills')}
      </span>
      <span className="team-axis-head" data-column="when">
        {text('team.column.when')}
      </span>
      <div className="team-axis-hours">
        {day.ticks.map(({ hour, at }) => (
          <span
            key={hour}
            className="team-axis-hour"
            data-near={nearness(Math.abs(at - now) / wider)}
            style={{ left: `${at * 100}%` }}
          >
            {hour === 24 && midnight === '00'
              ? text('team.axis.end')
              : times.hour(day.start + at * (day.end - day.start))}
          </span>
        ))}
        <span className="team-axis-now" style={{ left: `${now * 100}%` }}>
          {times.time(minute)}
        </span>
      </div>
    </div>
  )
})
