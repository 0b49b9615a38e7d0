import type { CSSProperties, ReactNode } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import type { Lane } from '../../core/planner/day.ts'
import { useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { placeOf, sizeOf } from './place.ts'
import type { DayEvent } from './useEvents.ts'

/** An appointment of a calendar: seen and read, not touched. It can be planned over, and the block then says so. */
export function EventView({
  event,
  window,
  lane,
  place,
}: {
  readonly event: DayEvent
  readonly window: Interval
  readonly lane: Lane
  /** Where it is drawn, if not by its instants in the window. */
  readonly place?: CSSProperties
}): ReactNode {
  const text = useText()
  const times = useTimes()
  const calendar = useSlice('calendars')[event.calendar]
  const { start, end, weight } = event
  const seen = { start: Math.max(start, window.start), end: Math.min(end, window.end) }
  const span = text('planner.block.span', { start: times.brief(start, window.start), end: times.brief(end, start) })
  return (
    <li
      className="plan-event"
      data-weight={weight}
      data-means={calendar?.means ?? 'nothing'}
      data-size={sizeOf(seen)}
      style={place ?? placeOf(event, window, lane)}
    >
      <div className="plan-event-face">
        <span className="plan-title">{event.title || text('planner.event.busy')}</span>
        <span className="ui-hidden">{text('planner.event.spoken', { span })}</span>
        <span className="plan-sub">{text(`planner.event.from.${weight}`, { calendar: calendar?.name ?? '' })}</span>
      </div>
    </li>
  )
}

/** Above the day: what is written without times. */
export function AllDay({ events }: { readonly events: readonly DayEvent[] }): ReactNode {
  const text = useText()
  const calendars = useSlice('calendars')
  if (events.length === 0) return null
  return (
    <ul className="plan-all-day" aria-label={text('planner.event.allDay')}>
      {events.map(({ id, title, calendar }) => (
        <li key={id} title={calendars[calendar]?.name}>
          {title || text('planner.event.busy')}
        </li>
      ))}
    </ul>
  )
}
