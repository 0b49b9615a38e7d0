/** When an event happens within a window: the library counts the rule, exceptions are taken out by their instants. */
import type ICAL from 'ical.js'
import type { CalendarEvent } from '../../../core/calendar/event.ts'
import type { Interval } from '../../../core/planner/block.ts'
import { DAY, type Instant, type Millis } from '../../../core/time/instant.ts'
import { BadEvent, instantOf, localTime, type Master, type Moment, wallOf } from './parse.ts'
import { utc, type WallZone } from './zones.ts'

export class TooOften extends Error {}

/** What one event, and one file, may cost. */
export const MOST_OF_ONE = 2_000
const MOST_STEPS = 100_000

/** Zones lie up to a day from UTC, so a wall time taken for UTC is at most so far off. */
const SLACK = 2 * DAY

/** One event with what replaces single occurrences of it. Throws `TooOften` and `BadEvent`. */
export function occurrences(master: Master | null, replaced: readonly Master[], window: Interval): CalendarEvent[] {
  const replacing = replaced.flatMap(({ replaces }) => replaces ?? [])
  const isDates = master?.start.time.isDate ?? false
  const gone = new Set(replacing.filter(({ time }) => time.isDate === isDates).map(instantOf))
  // Some name a timed occurrence by its date alone.
  const goneDates = new Set(replacing.filter(({ time }) => time.isDate && !isDates).map(({ time }) => dateOf(time)))
  const later = replaced
    .filter(({ andFuture }) => andFuture)
    .map((from) => shiftOf(from))
    .toSorted((a, b) => a.from - b.from)
  const own = master === null || master.cancelled ? [] : startsOf(master, window, shiftRoom(later))
  const found: CalendarEvent[] = []
  for (const start of own) {
    const at = instantOf(start)
    if (gone.has(at) || goneDates.has(dateOf(start.time)) || master === null) continue
    const shift = later.findLast(({ from }) => from <= at)
    if (shift === undefined) push(found, master, start, window)
    else if (!shift.to.cancelled) pushShifted(found, shift, start, window)
  }
  if (master?.cancelled !== true) {
    for (const one of replaced) if (!one.cancelled) push(found, one, one.start, window)
  }
  return found
}

interface Shift {
  readonly from: Instant
  readonly by: Millis
  readonly to: Master
}

function shiftOf(to: Master): Shift {
  const from = instantOf(to.replaces ?? to.start)
  return { from, by: instantOf(to.start) - from, to }
}

const shiftRoom = (shifts: readonly Shift[]): Millis =>
  Math.max(0, ...shifts.map(({ by, to }) => Math.abs(by) + to.length))

/** Starts whose occurrence may touch the window. */
function startsOf(event: Master, window: Interval, room: Millis): Moment[] {
  const { start, rules, also, except } = event
  const from = window.start - event.length - SLACK - room
  const until = window.end + SLACK + room
  const isNear = ({ time }: Moment): boolean => {
    const at = utc.instant(wallOf(time))
    return at >= from && at < until
  }
  const plain = rules.length === 0 ? [start, ...also] : also
  const counted = rules.flatMap((rule) => counting(rule, start, from, until))
  const near = [...plain.filter(isNear), ...counted]
  if (near.length === 0) return near
  const exact = new Set(except.filter(({ time }) => time.isDate === start.time.isDate).map(instantOf))
  // Apple and Outlook take out a timed occurrence by its date alone.
  const dates = new Set(except.filter(({ time }) => time.isDate).map(({ time }) => dateOf(time)))
  const seen = new Set<Instant>()
  return near.filter((one) => {
    const at = instantOf(one)
    if (exact.has(at) || dates.has(dateOf(one.time)) || seen.has(at)) return false
    seen.add(at)
    return true
  })
}

const dateOf = ({ year, month, day }: ICAL.Time): string => `${year}-${month}-${day}`

function counting(rule: ICAL.Recur, start: Moment, from: Instant, until: Instant): Moment[] {
  const found: Moment[] = []
  const iterator = rule.iterator(nearerStart(rule, start, from))
  for (let steps = 0; ; steps += 1) {
    const time = iterator.next() as ICAL.Time | null
    if (time === null || time === undefined) return found
    const at = utc.instant(wallOf(time))
    if (at >= until) return found
    if (steps >= MOST_STEPS || found.length >= MOST_OF_ONE) throw new TooOften()
    if (at >= from) found.push({ time: time.clone(), zone: start.zone })
  }
}

const PERIOD: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7 }

/** A daily rule of ten years ago need not be counted from there: whole periods later it goes on the same. */
function nearerStart(rule: ICAL.Recur, { time }: Moment, from: Instant): ICAL.Time {
  const days = (PERIOD[rule.freq] ?? 0) * (rule.interval || 1)
  if (days === 0 || rule.isByCount()) return time
  const behind = Math.floor((from - utc.instant(wallOf(time))) / DAY / days) - 1
  return behind <= 0 ? time : localTime(utc.wall(utc.instant(wallOf(time)) + behind * days * DAY), time.isDate)
}

function push(found: CalendarEvent[], event: Master, { time, zone, length }: Moment, window: Interval): void {
  if (!time.isDate) return pushAt(found, event, zone.instant(wallOf(time)), window, length)
  const end = utc.instant(wallOf(time)) + event.length
  keep(found, event, { start: dayAt(zone, utc.instant(wallOf(time))), end: dayAt(zone, end) }, window)
}

const dayAt = (zone: WallZone, date: Instant): Instant => zone.instant(utc.wall(date))

/** A date moves by days, which may be an hour longer or shorter. */
function pushShifted(found: CalendarEvent[], { by, to }: Shift, start: Moment, window: Interval): void {
  if (!to.start.time.isDate) return pushAt(found, to, instantOf(start) + by, window)
  const date = utc.instant(wallOf(start.time)) + Math.round(by / DAY) * DAY
  push(found, to, { time: localTime(utc.wall(date), true), zone: to.start.zone }, window)
}

function pushAt(found: CalendarEvent[], event: Master, start: Instant, window: Interval, length = event.length): void {
  keep(found, event, { start, end: start + length }, window)
}

function keep(found: CalendarEvent[], { title, weight, allDay }: Master, span: Interval, window: Interval): void {
  if (!Number.isFinite(span.start) || !Number.isFinite(span.end)) throw new BadEvent('no time')
  if (span.end <= window.start || span.start >= window.end || span.end <= span.start) return
  found.push({ start: span.start, end: span.end, title, weight, allDay })
}
