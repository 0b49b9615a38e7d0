import type { ReactNode } from 'react'
import { type DayWindow, shareOf } from '../../core/team/ribbon.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useText, useTimes } from '../lib/intl.tsx'

/** How near to now, as a share of the day, the label of an hour would touch that of now. */
const TOUCHING = 0.115

/** The hours of my day above the ribbons, and now. What it shows is said in words by every row. */
export function Axis({ day, minute }: { readonly day: DayWindow; readonly minute: Instant }): ReactNode {
  const times = useTimes()
  const text = useText()
  const now = shareOf(day, minute)
  const midnight = times.hour(day.end)
  const free = day.ticks.filter((tick) => Math.abs(tick.at - now) > TOUCHING)
  return (
    <div className="team-axis" aria-hidden="true">
      <span className="team-axis-head" data-column="name">
        {text('team.column.name')}
      </span>
      <span className="team-axis-head" data-column="said">
        {text('team.column.said')}
      </span>
      <span className="team-axis-head" data-column="where">
        {text('team.column.where')}
      </span>
      <div className="team-axis-hours">
        {free.map(({ hour, at }) => (
          <span key={hour} className="team-axis-hour" style={{ left: `${at * 100}%` }}>
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
}
