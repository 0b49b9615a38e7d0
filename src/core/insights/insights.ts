/** What the journal says of a stretch of days. It counts and does not judge, and it never leaves the device. */
import { type Channel, CHANNELS } from '../focus/answers.ts'
import { isOfFocus, type SessionEvent, sessionsOf } from '../focus/session.ts'
import { dayTrace } from '../focus/trace.ts'
import type { Interval } from '../planner/block.ts'
import type { Instant, Millis } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, weekday, type Zone } from '../time/zone.ts'
import { type Entry, ledgerOf, median } from './refocus.ts'

export interface DayFigures {
  readonly date: PlainDate
  /** Milliseconds of focus. */
  readonly focus: Millis
  readonly interruptions: number
}

export interface Insights {
  readonly start: Instant
  readonly end: Instant
  readonly focus: Millis
  /** Sessions that ran within. */
  readonly sessions: number
  readonly interruptions: number
  readonly urgent: number
  /** Most first; `unsaid` where nobody said how it came. */
  readonly channels: readonly { readonly channel: Channel | 'unsaid'; readonly count: number }[]
  readonly refocus: {
    /** Of those that are known; null where none is. */
    readonly median: Millis | null
    readonly known: number
  }
  readonly days: readonly DayFigures[]
}

/** The seven days from Monday on that hold `now`. */
export function weekWindow(now: Instant, zone: Zone): Interval {
  const today = dateIn(now, zone)
  const monday = addDays(today, 1 - weekday(today))
  return { start: dayStart(monday, zone), end: dayStart(addDays(monday, 7), zone) }
}

export function todayWindow(now: Instant, zone: Zone): Interval {
  const today = dateIn(now, zone)
  return { start: dayStart(today, zone), end: dayStart(addDays(today, 1), zone) }
}

export function insightsOf(events: readonly SessionEvent[], window: Interval, zone: Zone, now: Instant): Insights {
  const sessions = sessionsOf(events).filter(isOfFocus)
  const entries = within(ledgerOf(events, now), window)
  const known = entries.flatMap(({ refocus }) => refocus ?? [])
  const touching = sessions.filter((session) => dayTrace([session], window, now).focus > 0)
  return {
    ...window,
    focus: dayTrace(sessions, window, now).focus,
    sessions: touching.length,
    interruptions: entries.length,
    urgent: entries.filter(({ answers }) => answers.urgent === true).length,
    channels: byChannel(entries),
    refocus: { median: median(known), known: known.length },
    days: daysOf(window, zone).map(({ date, ...day }) => ({
      date,
      focus: dayTrace(touching, day, now).focus,
      interruptions: within(entries, day).length,
    })),
  }
}

const within = (entries: readonly Entry[], { start, end }: Interval): readonly Entry[] =>
  entries.filter(({ at }) => at >= start && at < end)

function byChannel(entries: readonly Entry[]): Insights['channels'] {
  return ([...CHANNELS, 'unsaid'] as const)
    .map((channel) => ({
      channel,
      count: entries.filter(({ answers }) => (answers.channel ?? 'unsaid') === channel).length,
    }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
}

function daysOf({ start, end }: Interval, zone: Zone): readonly (Interval & { readonly date: PlainDate })[] {
  const days: (Interval & { date: PlainDate })[] = []
  for (let date = dateIn(start, zone); dayStart(date, zone) < end; date = addDays(date, 1))
    days.push({ date, start: dayStart(date, zone), end: dayStart(addDays(date, 1), zone) })
  return days
}
