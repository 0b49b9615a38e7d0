/** Times and lengths in words, outside of the windows. */
import type { Settings } from '../core/app/state.ts'
import { type Instant, MINUTE, type Millis } from '../core/time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, type Zone } from '../core/time/zone.ts'
import { locale, text } from './text.ts'

export interface Times {
  /** `09:30`, or `9:30 AM` where the person reads time so. */
  time(at: Instant, zone?: Zone): string
  /** `09:30`, `tomorrow 06:00`, `Mon 06:00` or `3 Dec, 06:00`, whichever is enough from `now` on. */
  moment(at: Instant, now: Instant): string
  /** `Thursday 26 November`. */
  date(date: PlainDate): string
  /** `5 h 45`, `2 h` or `24 min`; a started minute counts. */
  length(span: Millis): string
}

export function timesIn(zone: Zone, clock: Settings['clock']): Times {
  const own = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 === true
  const twelve = clock === '12' || (clock === 'locale' && own)
  const hm = twelve
    ? ({ hour: 'numeric', minute: '2-digit', hour12: true } as const)
    : ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const)
  const time = (at: Instant, where = zone): string => format(at, { ...hm, timeZone: where })
  return {
    time,
    length,
    moment(at, now) {
      const today = dateIn(now, zone)
      const date = dateIn(at, zone)
      if (date === today) return time(at)
      if (date === addDays(today, 1)) return text('ui.moment.tomorrow', { time: time(at) })
      const near = at > now && at < dayStart(addDays(today, 7), zone)
      const day = format(at, { timeZone: zone, ...(near ? { weekday: 'short' } : { day: 'numeric', month: 'short' }) })
      return text(near ? 'ui.moment.weekday' : 'ui.moment.date', { day, time: time(at) })
    },
    date: (date) =>
      format(dayStart(date, 'UTC'), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).replaceAll(
        ',',
        '',
      ),
  }
}

const format = (at: Instant, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, options).format(at)

function length(span: Millis): string {
  const all = Math.ceil(span / MINUTE)
  const values = { hours: Math.floor(all / 60), minutes: all % 60 }
  if (values.hours === 0) return text('ui.length.minutes', values)
  return text(values.minutes === 0 ? 'ui.length.hours' : 'ui.length.both', values)
}
