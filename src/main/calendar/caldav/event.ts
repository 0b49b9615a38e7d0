/** Our own events: how one is written, and what somebody made of it elsewhere. */
import { createHash } from 'node:crypto'
import ICAL from 'ical.js'
import type { OwnEvent } from '../../../core/calendar/own.ts'
import type { Interval } from '../../../core/planner/block.ts'
import { DAY, type Instant } from '../../../core/time/instant.ts'
import { readIcs } from '../ics/read.ts'

/** What is to be in the calendar, with its words. */
export interface Wanted extends Interval {
  readonly block: string
  readonly summary: string
  readonly isFree: boolean
}

/** The same for ever: by this an event is known again after everything else was lost. */
export const nameOf = (block: string): string => createHash('sha256').update(block).digest('hex').slice(0, 32)
const TAIL = '@tideline'

export const isOurs = (data: string): boolean => /^UID[^:]*:[0-9a-f]{32}@tideline\s*$/m.test(data)

export const wantedFrom = (event: OwnEvent, word: string): Wanted => ({
  block: event.block,
  start: event.start,
  end: event.end,
  summary: event.title.trim() || word,
  // Whoever works and is reachable is not busy.
  isFree: event.kind === 'open',
})

/** What an event says, to compare it by; whoever keeps it may write it in words of their own. */
export const signOf = ({ start, end, summary }: Pick<Wanted, 'start' | 'end' | 'summary'>): string =>
  JSON.stringify([start, end, summary])

export function eventText(wanted: Wanted, now: Instant): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.updatePropertyWithValue('version', '2.0')
  calendar.updatePropertyWithValue('prodid', '-//Tideline//Own blocks//EN')
  const event = new ICAL.Component('vevent')
  calendar.addSubcomponent(event)
  event.updatePropertyWithValue('uid', `${nameOf(wanted.block)}${TAIL}`)
  event.updatePropertyWithValue('dtstamp', utc(now))
  event.updatePropertyWithValue('dtstart', utc(wanted.start))
  event.updatePropertyWithValue('dtend', utc(wanted.end))
  event.updatePropertyWithValue('summary', wanted.summary)
  event.updatePropertyWithValue('transp', wanted.isFree ? 'TRANSPARENT' : 'OPAQUE')
  return `${calendar.toString()}\r\n`
}

const utc = (at: Instant): ICAL.Time => ICAL.Time.fromJSDate(new Date(at), true)

/** What is there now. Null where it is no single appointment any more: cancelled, repeating, without a time. */
export function readOwn(data: string, near: Instant): Pick<Wanted, 'start' | 'end' | 'summary'> | null {
  try {
    const window = { start: near - 400 * DAY, end: near + 400 * DAY }
    const { events } = readIcs(new TextEncoder().encode(data), window, 'UTC')
    const [event] = events
    if (event === undefined || events.length > 1 || event.allDay) return null
    return { start: event.start, end: event.end, summary: event.title }
  } catch {
    return null
  }
}
