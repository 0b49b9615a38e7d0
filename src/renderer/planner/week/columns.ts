/** Days side by side on one axis. They are drawn by the wall clock, so that nine o'clock is at one height on every day. */
import type { CSSProperties } from 'react'
import type { Interval } from '../../../core/planner/block.ts'
import { dayWindow, type Lane } from '../../../core/planner/day.ts'
import { HOUR, type Instant } from '../../../core/time/instant.ts'
import { addDays, instantAt, offsetMinutes, type PlainDate, weekday, type Zone } from '../../../core/time/zone.ts'

export interface Column {
  readonly date: PlainDate
  readonly zone: Zone
  readonly window: Interval
  /** The hour at which the column begins: where the day before ends. */
  readonly endsAt: number
}

export const columnsFrom = (first: PlainDate, count: number, zone: Zone, endsAt: number): readonly Column[] =>
  Array.from({ length: count }, (_none, index) => {
    const date = addDays(first, index)
    return { date, zone, endsAt, window: dayWindow(date, zone, endsAt) }
  })

const firstDays = new Map<string, number>()

/** 1 (Monday) or whatever weeks begin with where the person lives. Asked on every day that is opened. */
export function firstWeekday(locale = navigator.language): number {
  const first = firstDays.get(locale) ?? readFirstDay(locale)
  firstDays.set(locale, first)
  return first
}

function readFirstDay(locale: string): number {
  try {
    const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } }
    return info.getWeekInfo?.().firstDay ?? 1
  } catch {
    return 1
  }
}

export const weekStart = (date: PlainDate, first: number): PlainDate =>
  addDays(date, -((weekday(date) - first + 7) % 7))

/** Hours from the top of a column, as its clock counts them. */
function hoursDown(at: Instant, { window, zone }: Column): number {
  const set = (offsetMinutes(at, zone) - offsetMinutes(window.start, zone)) / 60
  return Math.min(24, Math.max(0, (at - window.start) / HOUR + set))
}

/** A quarter of an hour can be hit; less could not. */
const LEAST_HOURS = 0.35

export function placeInColumn(span: Interval, column: Column, lane: Lane): CSSProperties {
  const top = span.start <= column.window.start ? 0 : hoursDown(span.start, column)
  const bottom = span.end >= column.window.end ? 24 : hoursDown(span.end, column)
  const share = 100 / lane.columns
  return {
    top: `calc(var(--hour) * ${top.toFixed(4)})`,
    height: `calc(var(--hour) * ${Math.max(LEAST_HOURS, bottom - top).toFixed(4)})`,
    left: `${lane.column * share}%`,
    width: `calc(${share}% - 2px)`,
  }
}

/** How far down now is; null in a column that now is not in. */
export const nowDown = (now: Instant, column: Column): number | null =>
  now >= column.window.start && now < column.window.end ? hoursDown(now, column) : null

/** The instant so many hours down a column. */
export function instantDown(hours: number, { date, zone, endsAt }: Column): Instant {
  const minutes = Math.round((endsAt + Math.min(24, Math.max(0, hours))) * 60)
  const two = (count: number): string => String(count).padStart(2, '0')
  const inDay = minutes % (24 * 60)
  const wall = `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`
  return instantAt(addDays(date, Math.floor(minutes / (24 * 60))), wall, zone)
}
