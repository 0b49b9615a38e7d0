/** One VEVENT as far as time goes: the library reads it, this says what its properties mean to us. */
import ICAL from 'ical.js'
import type { EventWeight } from '../../../core/calendar/event.ts'
import { DAY, type Instant, type Millis } from '../../../core/time/instant.ts'
import { utc, type Wall, type WallZone, type Zones } from './zones.ts'

/** A wall time in its zone; a date where there is no time. */
export interface Moment {
  readonly time: ICAL.Time
  readonly zone: WallZone
  /** Of a date that says itself how long it lasts (RDATE with periods). */
  readonly length?: Millis
}

export interface Master {
  readonly uid: string
  readonly sequence: number
  readonly title: string
  readonly weight: EventWeight
  readonly cancelled: boolean
  readonly allDay: boolean
  readonly start: Moment
  /** Exact for a timed event; whole days for one of dates. */
  readonly length: Millis
  readonly rules: readonly ICAL.Recur[]
  readonly also: readonly Moment[]
  readonly except: readonly Moment[]
  /** Which occurrence this replaces; null for the event itself. */
  readonly replaces: Moment | null
  /** Whether it replaces all later ones too. */
  readonly andFuture: boolean
}

export class BadEvent extends Error {}

/** Throws for what cannot be placed in time. */
export function parseEvent(text: string, zones: Zones): Master {
  const event = ICAL.Component.fromString(text)
  const start = momentsOf(event.getFirstProperty('dtstart'), zones)[0]
  if (start === undefined) throw new BadEvent('no start')
  const replacing = event.getFirstProperty('recurrence-id')
  return {
    uid: textOf(event, 'uid'),
    sequence: Number(event.getFirstPropertyValue('sequence')) || 0,
    title: textOf(event, 'summary').slice(0, 200),
    weight: weightOf(event),
    cancelled: upper(event, 'status') === 'CANCELLED',
    // Outlook may write a whole day with times, from midnight to midnight.
    allDay: start.time.isDate || upper(event, 'x-microsoft-cdo-alldayevent') === 'TRUE',
    start,
    length: lengthOf(event, start, zones),
    rules: event.getAllProperties('rrule').map((rule) => ruleOf(rule, start)),
    also: event.getAllProperties('rdate').flatMap((dates) => momentsOf(dates, zones)),
    except: event.getAllProperties('exdate').flatMap((dates) => momentsOf(dates, zones)),
    replaces: momentsOf(replacing, zones)[0] ?? null,
    andFuture: (replacing?.getFirstParameter('range') ?? '').toUpperCase() === 'THISANDFUTURE',
  }
}

function textOf(event: ICAL.Component, name: string): string {
  const value = event.getFirstPropertyValue(name)
  return typeof value === 'string' ? value.trim() : ''
}

const upper = (event: ICAL.Component, name: string): string => textOf(event, name).toUpperCase()

/** Outlook says more than TRANSP can, and says it in a property of its own. */
function weightOf(event: ICAL.Component): EventWeight {
  const own = upper(event, 'x-microsoft-cdo-busystatus')
  if (own === 'OOF') return 'out'
  if (upper(event, 'transp') === 'TRANSPARENT' || own === 'FREE' || own === 'WORKINGELSEWHERE') return 'free'
  return upper(event, 'status') === 'TENTATIVE' || own === 'TENTATIVE' ? 'tentative' : 'busy'
}

/** The times of a property, floating in the library's eyes, each with the zone it is meant in. */
function momentsOf(property: ICAL.Property | null, zones: Zones): Moment[] {
  if (property === null) return []
  const zone = zones(property.getFirstParameter('tzid') ?? '')
  return property.getValues().flatMap((value: unknown) => {
    const time = value instanceof ICAL.Period ? value.start : value
    if (!(time instanceof ICAL.Time) || !isReal(time)) return []
    const isUtc = time.zone === ICAL.Timezone.utcTimezone
    const own = value instanceof ICAL.Period ? { length: periodLength(value) } : {}
    return [{ time: floating(time), zone: isUtc ? utc : zone, ...own }]
  })
}

function periodLength(period: ICAL.Period): Millis {
  const length = utc.instant(wallOf(period.getEnd())) - utc.instant(wallOf(period.start))
  return Math.min(Math.max(0, length), 31 * DAY)
}

function isReal({ year, month, day, hour, minute }: ICAL.Time): boolean {
  return [year, month, day, hour, minute].every(Number.isInteger) && year >= 1 && year <= 9999
}

export function floating(time: ICAL.Time): ICAL.Time {
  const { year, month, day, hour, minute, second, isDate } = time
  return new ICAL.Time({ year, month, day, hour, minute, second, isDate }, ICAL.Timezone.localTimezone)
}

export const wallOf = ({ year, month, day, hour, minute, second }: ICAL.Time): Wall => ({
  year,
  month,
  day,
  hour,
  minute,
  second,
})

export const instantOf = ({ time, zone }: Moment): Instant => zone.instant(wallOf(time))

/** Without an end a date lasts a day, and a time no time (RFC 5545 section 3.6.1). */
function lengthOf(event: ICAL.Component, start: Moment, zones: Zones): Millis {
  const { isDate } = start.time
  const duration = event.getFirstPropertyValue('duration')
  if (duration instanceof ICAL.Duration) return Math.max(isDate ? DAY : 0, duration.toSeconds() * 1000)
  const end = momentsOf(event.getFirstProperty('dtend'), zones)[0]
  if (end === undefined) return isDate ? DAY : 0
  const length = isDate
    ? utc.instant(wallOf(end.time)) - utc.instant(wallOf(start.time))
    : instantOf(end) - instantOf(start)
  if (!isDate && length < 0) throw new BadEvent('ends before it starts')
  return isDate ? Math.max(DAY, Math.round(length / DAY) * DAY) : length
}

/** The library compares wall times, so an end in UTC is told it on the event's own wall clock. */
function ruleOf(property: ICAL.Property, start: Moment): ICAL.Recur {
  const rule = property.getFirstValue()
  if (!(rule instanceof ICAL.Recur)) throw new BadEvent('no rule')
  const { until } = rule
  if (until === null || until === undefined) return rule
  if (until.isDate === start.time.isDate && until.zone !== ICAL.Timezone.utcTimezone) rule.until = floating(until)
  else if (until.isDate) rule.until = localTime({ ...wallOf(until), hour: 23, minute: 59, second: 59 })
  else rule.until = localTime(start.zone.wall(utc.instant(wallOf(until))), start.time.isDate)
  return rule
}

export const localTime = (wall: Wall, isDate = false): ICAL.Time =>
  new ICAL.Time({ ...wall, isDate }, ICAL.Timezone.localTimezone)
