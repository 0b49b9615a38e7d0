/** Durations, times and dates as a person types them. Everything unreadable is null; nothing throws. */
import { HOUR, type Instant, MINUTE } from './instant.ts'
import { addDays, dateIn, instantAt, isPlainDate, type PlainDate, type WallTime, weekday, type Zone } from './zone.ts'

/** `50`, `50m`, `1h`, `1h30`, `1h30m`, `1.5h`, `90 min`: minutes. Zero is readable; whether it makes sense is decided elsewhere. */
export function readMinutes(text: string): number | null {
  const plain = text.trim().toLowerCase()
  const whole = /^(\d{1,5})\s*(?:m|min|mins|minutes?)?$/.exec(plain)
  if (whole !== null) return Number(whole[1])
  const hours = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?)$/.exec(plain)
  if (hours !== null) return Math.round((Number(hours[1]?.replace(',', '.')) * HOUR) / MINUTE)
  const both = /^(\d{1,3})\s*h\s*(\d{1,2})\s*(?:m|min|mins|minutes?)?$/.exec(plain)
  return both === null ? null : Number(both[1]) * 60 + Number(both[2])
}

/** `9`, `9:00`, `09.30`, `9h30`, `2pm`, `2:30 pm`: a wall time. `24:00` is the midnight that ends a day, `00:00`. */
export function readWallTime(text: string): WallTime | null {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/.exec(text.trim().toLowerCase())
  if (match === null) return null
  const hour = hourOf(Number(match[1]), match[3])
  const minute = Number(match[2] ?? 0)
  if (hour === null || minute > 59 || (hour === 24 && minute > 0)) return null
  return `${two(hour % 24)}:${two(minute)}`
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 24 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

/** A time as it is typed, `9`, `9:30`, `9am`, `noon`: minutes of the day, and how much was said. */
export interface TypedClock {
  readonly minute: number
  /** The half of the day that was said; null where none was. */
  readonly half: 'am' | 'pm' | null
  /** Whether it can mean one time only, to who reads by twelve hours too. */
  readonly isSure: boolean
}

export function readClock(text: string): TypedClock | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s?([ap])\.?m\.?$/, '$1m')
  if (plain === 'noon') return { minute: 12 * 60, half: null, isSure: true }
  if (plain === 'midnight') return { minute: 0, half: null, isSure: true }
  const wall = readWallTime(plain)
  if (wall === null) return null
  const minute = Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))
  const half = plain.endsWith('am') ? 'am' : plain.endsWith('pm') ? 'pm' : null
  // Nobody writes a nought before the hour, or an hour over twelve, who means a face of twelve hours.
  return { minute, half, isSure: half !== null || /^0\d|^00|^1[3-9]|^2\d/.test(plain) }
}

const two = (count: number): string => String(count).padStart(2, '0')

/** A stretch of the day: to a wall time, at or after midnight if it is not later than the start, or of a length. */
export type Stretch =
  | { readonly start: WallTime; readonly end: WallTime }
  | { readonly start: WallTime; readonly minutes: number }

/** `9:00-11:30`, `22-2`, `9 to 11`, `9:00+1h30`, `9:00 for 90m`. */
export function readStretch(text: string): Stretch | null {
  const plain = text.trim().toLowerCase()
  const long = /^(.+?)\s*(?:\+|\sfor\s)\s*(.+)$/.exec(plain)
  if (long !== null) return stretchOf(long[1], long[2], readMinutes, (start, minutes) => ({ start, minutes }))
  const to = /^(.+?)\s*(?:-|–|\sto\s|\suntil\s)\s*(.+)$/.exec(plain)
  if (to === null) return null
  return stretchOf(to[1], to[2], readWallTime, (start, end) => ({ start, end }))
}

function stretchOf<End>(
  from: string | undefined,
  rest: string | undefined,
  read: (text: string) => End | null,
  make: (start: WallTime, end: End) => Stretch,
): Stretch | null {
  const start = readWallTime(from ?? '')
  const end = read(rest ?? '')
  return start === null || end === null ? null : make(start, end)
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** `today`, `tomorrow`, `yesterday`, `+3`, `fri` (the next one after today) or `2026-11-26`. */
export function readDate(text: string, today: PlainDate): PlainDate | null {
  const plain = text.trim().toLowerCase()
  if (isPlainDate(plain)) return plain
  if (plain === 'today') return today
  if (plain === 'tomorrow') return addDays(today, 1)
  if (plain === 'yesterday') return addDays(today, -1)
  if (/^\+\d{1,3}$/.test(plain)) return addDays(today, Number(plain))
  const day = dayIndex(plain)
  return day === -1 ? null : addDays(today, ((day + 1 - weekday(today) + 6) % 7) + 1)
}

const SETS: Readonly<Record<string, readonly number[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekend: [6, 7],
}

/** `mon-fri`, `tue,thu`, `weekdays`, `weekend` or `daily`: 1 (Monday) to 7, in order; null where it is none of that. */
export function readWeekdays(text: string): readonly number[] | null {
  const days = new Set<number>()
  for (const part of text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)) {
    const known = SETS[part] ?? dayRange(part)
    if (known === null) return null
    known.forEach((day) => days.add(day))
  }
  return [...days].toSorted((a, b) => a - b)
}

/** `fri-mon` goes over the weekend. */
function dayRange(part: string): readonly number[] | null {
  const [first = '', last = first, ...more] = part.split('-')
  const [from, to] = [dayIndex(first), dayIndex(last)]
  if (from === -1 || to === -1 || more.length > 0) return null
  const count = ((to - from + 7) % 7) + 1
  return Array.from({ length: count }, (_none, step) => ((from + step) % 7) + 1)
}

const dayIndex = (name: string): number => (name.length < 3 ? -1 : DAYS.findIndex((day) => day.startsWith(name)))

/** The next instant after `now` when the wall clock of this zone shows this time: today or tomorrow. */
export function nextAt(time: WallTime, zone: Zone, now: Instant): Instant {
  const today = dateIn(now, zone)
  const soon = instantAt(today, time, zone)
  return soon > now ? soon : instantAt(addDays(today, 1), time, zone)
}
