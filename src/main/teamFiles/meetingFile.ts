/** A meeting as an iCalendar file (RFC 5545) that every calendar takes in; ical.js folds and escapes. */
import ICAL from 'ical.js'
import type { Instant } from '../../core/time/instant.ts'

export interface MeetingFile {
  readonly start: Instant
  readonly end: Instant
  readonly title: string
  /** Everybody's clock, a line each. */
  readonly notes: string
}

/** The times are in UTC, so that each calendar shows them on its own clock. */
export function meetingFile({ start, end, title, notes }: MeetingFile, now: Instant): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.updatePropertyWithValue('version', '2.0')
  calendar.updatePropertyWithValue('prodid', '-//Tideline//Meeting//EN')
  const event = new ICAL.Component('vevent')
  event.updatePropertyWithValue('uid', `${start}-${now}@tideline`)
  event.updatePropertyWithValue('dtstamp', utc(now))
  event.updatePropertyWithValue('dtstart', utc(start))
  event.updatePropertyWithValue('dtend', utc(end))
  event.updatePropertyWithValue('summary', title)
  event.updatePropertyWithValue('description', notes)
  calendar.addSubcomponent(event)
  return `${calendar.toString()}\r\n`
}

const utc = (at: Instant): ICAL.Time => ICAL.Time.fromJSDate(new Date(at), true)
