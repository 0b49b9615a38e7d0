/**
 * The only file that touches Temporal: everything that needs a calendar or an IANA zone goes through here.
 * Wall times in a gap move forward by the gap, wall times in a fold mean the first of the two
 * (RFC 5545 section 3.3.5, and Temporal's "compatible").
 */
import { Temporal } from 'temporal-polyfill'
import { DAY, type Instant } from './instant.ts'

/** A calendar date, `YYYY-MM-DD` (ISO 8601). */
export type PlainDate = string
/** A time on the wall clock, `HH:MM`, 00:00 to 23:59. */
export type WallTime = string
/** An IANA time zone name such as `Europe/Lisbon`. */
export type Zone = string
/** An exact time with its zone, `2026-10-25T01:30:00+01:00[Europe/London]` (RFC 9557). */
export type ZonedTime = string

/** Whether this name is a zone that this runtime can calculate with. A bare offset is not: it has no transitions. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  if (zones.has(name)) return true
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    zones.add(name)
    return true
  } catch {
    return false
  }
}

/** Stands for a zone that this computer has no rules for: UTC, by a name that no computer is set to. */
export const UNKNOWN_CLOCK: Zone = 'Etc/UCT'

const asked = new Map<string, boolean>()
/** More names than there are zones: somebody makes them up. */
const MOST_ASKED = 2_000

/** The zone, where this runtime knows one of that name; else null. Remembers, since a roster asks for the same few. */
export function knownZone(name: string): Zone | null {
  const known = asked.get(name)
  if (known !== undefined) return known ? name : null
  if (asked.size >= MOST_ASKED) asked.clear()
  asked.set(name, isZone(name))
  return knownZone(name)
}

/** Names that were found to be zones: there are a few hundred, and each is asked for again and again. */
const zones = new Set<string>()

/** Whether this text is an exact time with a known zone. */
export function isZonedTime(text: string): boolean {
  if (readPlain(text) !== null) return true
  try {
    return isZone(parse(text).timeZoneId)
  } catch {
    return false
  }
}

const PLAIN = /^\d{4}-(\d\d)-(\d\d)T(\d\d):[0-5]\d:[0-5]\d([+-])(\d\d):([0-5]\d)\[([\w/+-]+)\]$/
const LONG_MONTHS: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 12])

interface PlainZoned {
  /** As it is written, in minutes. */
  readonly offset: number
  readonly zone: Zone
}

/**
 * A text in the form in which we write such times; null where it is none, or only a calendar could say. Ten years of
 * blocks are read at once, and Temporal would take seconds for what mostly needs no calendar.
 */
function readPlain(text: string): PlainZoned | null {
  const match = PLAIN.exec(text)
  if (match === null) return null
  const [, month, day, hour, sign, hours, minutes, zone = ''] = match
  if (Number(hour) > 23 || Number(hours) > 14 || !isZone(zone)) return null
  const [m, d] = [Number(month), Number(day)]
  const most = LONG_MONTHS.has(m) ? 31 : m === 2 ? 28 : 30
  if (m < 1 || m > 12 || d < 1 || d > most) return null
  return { offset: (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)), zone }
}

/** Whether this text is a real date, `YYYY-MM-DD`. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** Keeps the wall time if a zone's rules changed after the text was written: the offset is only a hint for folds. */
function parse(text: ZonedTime): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.from(text, { offset: 'prefer', disambiguation: 'compatible' })
}

export const instantOf = (time: ZonedTime): Instant => plainInstant(time) ?? parse(time).epochMilliseconds

/** Date and offset of the text as it is written. */
const WRITTEN = '2026-10-25T01:30:00+01:00'.length

/** Where the zone's clocks are not set near it and the offset is still the zone's, the text says it all. */
function plainInstant(time: ZonedTime): Instant | null {
  const plain = readPlain(time)
  if (plain === null) return null
  const at = Date.parse(time.slice(0, WRITTEN))
  return steadyOffset(at, plain.zone) === plain.offset ? at : null
}

/** How the runtime spells a zone that was written so. */
const spelled = new Map<string, Zone>()

export function zoneOf(time: ZonedTime): Zone {
  const written = readPlain(time)?.zone
  if (written === undefined) return parse(time).timeZoneId
  const known = spelled.get(written) ?? parse(time).timeZoneId
  spelled.set(written, known)
  return known
}

/** The exact time of a wall clock reading in a zone. */
export function zonedTime(date: PlainDate, time: WallTime, zone: Zone): ZonedTime {
  return Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toString({ smallestUnit: 'second' })
}

export const instantAt = (date: PlainDate, time: WallTime, zone: Zone): Instant =>
  Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds

/** The same instant as a clock in this zone shows it. */
export function inZone(at: Instant, zone: Zone): ZonedTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toString({ smallestUnit: 'second' })
}

export function dateIn(at: Instant, zone: Zone): PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** What the wall clock shows in this zone, `HH:MM`. */
export function wallTimeIn(at: Instant, zone: Zone): WallTime {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' })
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** 1 (Monday) to 7 (Sunday), as ISO 8601 counts. */
export const weekday = (date: PlainDate): number => Temporal.PlainDate.from(date).dayOfWeek

/** Days since 1970-01-01, for counting with whole days. */
export const dayNumber = (date: PlainDate): number =>
  Temporal.PlainDate.from('1970-01-01').until(Temporal.PlainDate.from(date), { largestUnit: 'day' }).days

/** When this date starts in this zone. Not always 00:00: some zones skip midnight. */
export function dayStart(date: PlainDate, zone: Zone): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds
}

/** The next time after `at` when the zone's offset changes; null where it never does again. */
export function nextTransition(at: Instant, zone: Zone): Instant | null {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return here.getTimeZoneTransition('next')?.epochMilliseconds ?? null
}

/** The zone's offset from UTC at this instant, in minutes. */
export function offsetMinutes(at: Instant, zone: Zone): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60_000_000_000
}

interface Steady {
  readonly from: Instant
  readonly to: Instant
  readonly offset: number
}
/** Of each zone, what was asked for last: this winter, and the summer whose days are looked at. */
const steady = new Map<Zone, readonly Steady[]>()
const MOST_STEADY = 6

/**
 * The zone's offset in minutes, where its clocks are not set within two days of this instant; else null. Mostly they
 * are not, and then a wall time needs no calendar, which is a hundred times as fast.
 */
export function steadyOffset(at: Instant, zone: Zone): number | null {
  const { from, to, offset } = steadyAt(at, zone)
  return at - 2 * DAY >= from && at + 2 * DAY < to ? offset : null
}

function steadyAt(at: Instant, zone: Zone): Steady {
  const known = steady.get(zone) ?? []
  const there = known.find(({ from, to }) => at >= from && at < to)
  if (there !== undefined) return there
  // A transition at this very instant is neither the one before it nor the one after.
  const here = Temporal.Instant.fromEpochMilliseconds(at + 1).toZonedDateTimeISO(zone)
  const found = {
    from: here.getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    to: here.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offset: here.offsetNanoseconds / 60_000_000_000,
  }
  steady.set(zone, [found, ...known].slice(0, MOST_STEADY))
  return found
}

interface KnownDay {
  readonly from: Instant
  readonly to: Instant
}
/** Of each zone the days that were asked for. A roster asks for the same few thousands of times. */
const days = new Map<Zone, KnownDay[]>()
/** As far as a shared plan goes, twice. */
const MOST_DAYS = 40

/** When the day of this instant ends in this zone: where the next one starts. */
export function dayEnd(at: Instant, zone: Zone): Instant {
  const known = days.get(zone) ?? []
  const day = known.find(({ from, to }) => from <= at && at < to)
  if (day !== undefined) return day.to
  const date = dateIn(at, zone)
  const found = { from: dayStart(date, zone), to: dayStart(addDays(date, 1), zone) }
  days.set(zone, [...known.slice(1 - MOST_DAYS), found])
  return found.to
}

/** `+01:00`. */
export function offsetText(minutes: number): string {
  const two = (count: number): string => String(count).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
