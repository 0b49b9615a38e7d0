import { useEffect, useState } from 'react'
import type { Calendar } from '../../core/calendar/calendar.ts'
import type { SeenEvent } from '../../core/calendar/event.ts'
import { type Block, blockInterval, type Interval, overlaps } from '../../core/planner/block.ts'
import { useAsk, useSlice } from '../lib/app.tsx'

/** An event with a name of its own among those of the day. */
export interface DayEvent extends SeenEvent {
  readonly id: string
}

const NONE: readonly DayEvent[] = []
/** More than this in one day is no day to draw. */
const MOST = 150

/** What the calendars hold of a day. Asked for again when a calendar changed; until the answer comes, what was there. */
export function useEvents({ start, end }: Interval): readonly DayEvent[] {
  const ask = useAsk()
  const calendars = useSlice('calendars')
  const [events, setEvents] = useState(NONE)
  const versions = Object.values(calendars).map(versionOf).join(' ')
  useEffect(() => {
    if (versions === '') return setEvents(NONE)
    let isOld = false
    const take = (found: readonly SeenEvent[]): void => {
      if (!isOld) setEvents(ofDay(found, { start, end }))
    }
    ask('events', { start, end }).then(take, () => take(NONE))
    return () => {
      isOld = true
    }
  }, [ask, versions, start, end])
  return events
}

/** Changes when what a calendar holds may have. */
const versionOf = ({ id, wholeAt, coveredTo, etag }: Calendar): string => `${id}:${wholeAt}:${coveredTo}:${etag}`

const ofDay = (found: readonly SeenEvent[], window: Interval): DayEvent[] =>
  found
    .filter((event) => overlaps(event, window))
    .slice(0, MOST)
    .map((event, at) => ({ ...event, id: `event ${event.calendar} ${at}` }))

/** The first appointment that a block was laid over. What takes up no time does not count, a whole day only where I am out of office. */
export function clashOf(block: Block, events: readonly SeenEvent[]): SeenEvent | null {
  const span = blockInterval(block)
  const met = events.filter((event) => event.weight !== 'free' && overlaps(event, span))
  return met.find(({ allDay }) => !allDay) ?? met.find(({ weight }) => weight === 'out') ?? null
}
