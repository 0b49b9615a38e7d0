/** Core hours once more, slot by slot and by the runtime's own calendar: slow, and easy to believe. */
import type { WeeklyHours } from '../../src/core/agreement/rules.ts'

const DAY = 24 * 60 * 60_000
/** So many days are checked. */
const CHECKED = 14

/** Where the clocks are set on other days, by other amounts, or stand on the quarter. */
export const HARD_ZONES = [
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'America/Los_Angeles',
  'Asia/Kathmandu',
] as const

export interface Run {
  readonly start: number
  readonly end: number
}

interface Reading {
  readonly date: string
  readonly weekday: number
  /** Minutes since midnight. */
  readonly wall: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
const shown = new Map<string, Reading>()

/** What a clock shows, by Intl alone. */
export function clock(at: number, zone: string): Reading {
  const key = `${zone}${at}`
  const known = shown.get(key)
  if (known !== undefined) return known
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
  formats.set(zone, format)
  const [, day = '', month = '', year = '', hour = '', minute = ''] =
    /(\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(format.format(at)) ?? []
  const date = `${year}-${month}-${day}`
  const weekday = ((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7) + 1
  const read = { date, weekday, wall: Number(hour) * 60 + Number(minute) }
  shown.set(key, read)
  return read
}

const minuteOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))

/** The starts of the slots that are in it. */
export const slotsOf = ({ start, end }: Run, slot: number): number[] =>
  Array.from({ length: (end - start) / slot }, (_none, at) => start + at * slot)

/** Runs of slots on one date of the rule's clock in which it is core hours. Hours over midnight are not known here. */
export function coreRuns(hours: WeeklyHours, own: string, now: number, slot: number): Run[] {
  const zone = hours.zone ?? own
  const runs: { start: number; end: number; date: string }[] = []
  const from = Math.floor((now - DAY) / slot) * slot
  for (let at = from; at < now + (CHECKED + 2) * DAY; at += slot) {
    const { date, weekday, wall } = clock(at, zone)
    if (!hours.days.includes(weekday) || wall < minuteOf(hours.start) || wall >= minuteOf(hours.end)) continue
    const last = runs.at(-1)
    if (last !== undefined && last.date === date) last.end = at + slot
    else runs.push({ start: at, end: at + slot, date })
  }
  return runs.filter(({ start, end }) => end > now && start < now + CHECKED * DAY)
}
