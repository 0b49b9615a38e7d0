/** Words from the catalogue, and times, dates and lengths as the person reads them. */
import { type ReactNode, useMemo } from 'react'
import { FormattedMessage, type IntlShape, IntlProvider, useIntl } from 'react-intl'
import type { Settings } from '../../core/app/state.ts'
import { HOUR, type Instant, MINUTE, type Millis } from '../../core/time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, type WallTime, type Zone } from '../../core/time/zone.ts'
import messages from '../../../resources/locales/en.json'
import { useSlice, useZone } from './app.tsx'
import { onceFor } from '../../core/onceFor.ts'

export type MessageKey = keyof typeof messages
export type MessageValues = Readonly<Record<string, string | number>>

export function Words({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <IntlProvider locale={dateLocale()} defaultLocale="en" messages={messages}>
      {children}
    </IntlProvider>
  )
}

/** The catalogue is English, so dates are too; of the person's own languages the first English one says which. */
export const dateLocale = (): string => navigator.languages.find((language) => /^en\b/.test(language)) ?? 'en-GB'

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(messages, key)

export type Text = (key: MessageKey, values?: MessageValues) => string

/** `text(key, values)`: a message as a string. The same function in every component. */
export const useText = (): Text => textOf(useIntl())

const textOf = onceFor(
  (intl: IntlShape): Text =>
    (key, values) =>
      isPlain(messages[key]) ? messages[key] : intl.formatMessage({ id: key }, { ...values }),
)

/** Most messages are just words; reading them as ICU would be a good part of the first picture's time. */
const isPlain = (message: string): boolean => !/['{<]/.test(message)

const RICH = { b: (chunks: ReactNode) => <strong>{chunks}</strong> }

/** A message in which `<b>…</b>` is strong. */
export function Say({ id, values }: { readonly id: MessageKey; readonly values?: MessageValues }): ReactNode {
  return <FormattedMessage id={id} values={{ ...values, ...RICH }} />
}

/** The sentence for a refusal's code or a notice's key; an unknown one is named rather than hidden. */
export function useSentence(): (key: string, values?: MessageValues) => string {
  const text = useText()
  return useMemo(
    () => (key, values) =>
      isMessageKey(key) ? text(key, values) : text('error.other', { code: key.replace(/^error\./, '') }),
    [text],
  )
}

export type DateStyle = 'long' | 'short' | 'day' | 'weekday' | 'weekdayLong'

export interface Times {
  readonly zone: Zone
  /** Whether hours are counted to twelve. */
  readonly twelve: boolean
  /** `09:30`, or `9:30 AM` where the person reads time so. */
  time(at: Instant, zone?: Zone): string
  /** A wall time as `time` writes one; an empty one stays empty. */
  wall(time: WallTime | ''): string
  /** `09`, or `9 AM`: for an axis. */
  hour(at: Instant): string
  /** `09:30`, `tomorrow 06:00`, `Mon 06:00` or `3 Dec, 06:00`, whichever is enough from `now` on. */
  moment(at: Instant, now: Instant): string
  /** The same without `tomorrow`: `Fri 06:00`, where there is little room. */
  brief(at: Instant, now: Instant): string
  /** `Fri`. */
  weekday(at: Instant, zone?: Zone): string
  /** The same for an hour of any day, 0 to 23. */
  hourOf(hour: number): string
  /** `Thursday 26 November`; `day` is `Thu 26`, `weekday` `Thu`. */
  date(date: PlainDate, style?: DateStyle): string
  /** `23–29 Nov`. */
  dates(from: PlainDate, to: PlainDate): string
  /** `5 h 45`, `2 h` or `24 min`; a started minute counts. */
  length(span: Millis): string
}

/** The same in every component of a zone: each would else make formatters of its own, which a day of blocks feels. */
export function useTimes(zoneOfReader?: Zone): Times {
  const { clock } = useSlice('settings')
  const own = useZone()
  const all = timesOf(useText())
  const zone = zoneOfReader ?? own
  const name = `${zone} ${clock}`
  const known = all.known.get(name)
  if (known !== undefined) return known
  const made = timesIn(zone, clock, all.text)
  all.known.set(name, made)
  return made
}

const timesOf = onceFor((text: Text) => ({ text, known: new Map<string, Times>() }))

const DATE_STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  long: { weekday: 'long', month: 'long', day: 'numeric' },
  short: { weekday: 'short', month: 'short', day: 'numeric' },
  day: { weekday: 'short', day: 'numeric' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
}

/** Whether this person's desktop counts hours to twelve. */
const twelveByLocale = (): boolean =>
  new Intl.DateTimeFormat(navigator.language, { hour: 'numeric' }).resolvedOptions().hour12 === true

function timesIn(zone: Zone, clock: Settings['clock'], text: Text): Times {
  const locale = dateLocale()
  const twelve = clock === '12' || (clock === 'locale' && twelveByLocale())
  const cycle = twelve ? ({ hour12: true } as const) : ({ hourCycle: 'h23' } as const)
  const hm = { hour: twelve ? 'numeric' : '2-digit', minute: '2-digit', ...cycle } as const
  const format = keptFormats(locale)
  const time = (at: Instant, other = zone): string => format(hm, other).format(at)
  const daysFrom = daysIn(zone)
  const dated = (at: Instant, now: Instant): string => {
    const near = at > now && at < daysFrom(now).week
    const day = format(near ? { weekday: 'short' } : { day: 'numeric', month: 'short' }, zone).format(at)
    return text(near ? 'ui.moment.weekday' : 'ui.moment.date', { day, time: time(at) })
  }
  const noon = (date: PlainDate): Date => new Date(`${date}T12:00:00Z`)

  return {
    zone,
    twelve,
    time,
    wall: (reading) => (reading === '' ? '' : format(hm, 'UTC').format(new Date(`2000-01-01T${reading}:00Z`))),
    hour: (at) => format({ hour: twelve ? 'numeric' : '2-digit', ...cycle }, zone).format(at),
    hourOf: (hour) =>
      format({ hour: twelve ? 'numeric' : '2-digit', ...cycle }, 'UTC').format(new Date(Date.UTC(2000, 0, 1, hour))),
    moment(at, now) {
      const { today, tomorrow, after } = daysFrom(now)
      if (at >= today && at < tomorrow) return time(at)
      return at >= tomorrow && at < after ? text('ui.moment.tomorrow', { time: time(at) }) : dated(at, now)
    },
    brief(at, now) {
      const { today, tomorrow } = daysFrom(now)
      return at >= today && at < tomorrow ? time(at) : dated(at, now)
    },
    weekday: (at, other = zone) => format({ weekday: 'short' }, other).format(at),
    date(date, style = 'long') {
      return format(DATE_STYLES[style], 'UTC').format(noon(date))
    },
    dates: (from, to) => format({ day: 'numeric', month: 'short' }, 'UTC').formatRange(noon(from), noon(to)),
    length(span) {
      const minutes = Math.ceil(span / MINUTE)
      const values = { hours: Math.floor((minutes * MINUTE) / HOUR), minutes: minutes % 60 }
      if (values.hours === 0) return text('ui.length.minutes', values)
      return text(values.minutes === 0 ? 'ui.length.hours' : 'ui.length.both', values)
    },
  }
}

interface DaysFrom {
  readonly now: Instant
  /** Where the day of `now` begins, and those after it. */
  readonly today: Instant
  readonly tomorrow: Instant
  readonly after: Instant
  /** Seven days later: until here a weekday is enough. */
  readonly week: Instant
}

/** The days around a `now` that is asked for again and again, looked up once. */
function daysIn(zone: Zone): (now: Instant) => DaysFrom {
  let known: DaysFrom | null = null
  return (now) => {
    if (known?.now === now) return known
    const date = dateIn(now, zone)
    const start = (days: number): Instant => dayStart(addDays(date, days), zone)
    known = { now, today: start(0), tomorrow: start(1), after: start(2), week: start(7) }
    return known
  }
}

/** Making a formatter costs far more than using it. */
function keptFormats(locale: string): (options: Intl.DateTimeFormatOptions, timeZone: Zone) => Intl.DateTimeFormat {
  const kept = new Map<string, Intl.DateTimeFormat>()
  return (options, timeZone) => {
    const name = `${timeZone} ${JSON.stringify(options)}`
    const format = kept.get(name) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
    kept.set(name, format)
    return format
  }
}
