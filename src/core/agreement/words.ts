/** Rules as sentences, for windows and the command line alike: words and times come from whoever says them. */
import { MINUTE, type Millis } from '../time/instant.ts'
import type { PlainDate, WallTime } from '../time/zone.ts'
import { cityOf } from '../team/names.ts'
import type { Response, RuleLine, WeeklyHours } from './rules.ts'

type RuleKey =
  | 'agreement.days.all'
  | 'agreement.span.days'
  | 'agreement.hours.own'
  | 'agreement.hours.zone'
  | 'agreement.midnight'
  | 'agreement.quorum.half'
  | 'agreement.quorum.percent'
  | 'agreement.office'
  | 'agreement.office.spread'
  | 'agreement.urgent'
  | 'agreement.urgent.for'
  | `agreement.response.${Response}`

export interface RuleFormats {
  text(key: RuleKey, values?: Readonly<Record<string, string | number>>): string
  /** Of 1 (Monday) to 7, shortly. */
  weekday(day: number): string
  wall(time: WallTime): string
  length(span: Millis): string
  date(date: PlainDate): string
}

export interface RuleWords {
  /** `Mon–Thu 10:00–12:00 Lisbon time`. */
  line(line: RuleLine): string
  /** `4 h`, `2 days`. */
  span(minutes: number): string
  quorum(percent: number): string
}

export function ruleWords({ text, weekday, wall, length, date }: RuleFormats): RuleWords {
  const days = (list: readonly number[]): string =>
    list.length === 7
      ? text('agreement.days.all')
      : runsOf(list)
          .map(([first, last]) => (first === last ? weekday(first) : `${weekday(first)}–${weekday(last)}`))
          .join(', ')
  const span = (minutes: number): string =>
    minutes >= 24 * 60 && minutes % (24 * 60) === 0
      ? text('agreement.span.days', { count: minutes / (24 * 60) })
      : length(minutes * MINUTE)
  const hours = ({ days: on, start, end, zone }: WeeklyHours): string =>
    text(zone === undefined ? 'agreement.hours.own' : 'agreement.hours.zone', {
      days: days(on),
      start: wall(start),
      end: end === '24:00' ? text('agreement.midnight') : wall(end),
      zone: zone === undefined ? '' : cityOf(zone),
    })
  const quorum = (percent: number): string =>
    percent === 50 ? text('agreement.quorum.half') : text('agreement.quorum.percent', { percent })
  const line = (rule: RuleLine): string => {
    switch (rule.rule) {
      case 'coreHours':
      case 'quietHours':
      case 'noMeetings':
        return hours(rule.hours)
      case 'officeDays':
        return text(rule.spread ? 'agreement.office.spread' : 'agreement.office', { days: days(rule.days) })
      case 'responses':
        return text(`agreement.response.${rule.response}`, { span: span(rule.minutes) })
      case 'urgent':
        return text(rule.reasons === '' ? 'agreement.urgent' : 'agreement.urgent.for', {
          count: rule.perDay,
          reasons: rule.reasons,
        })
      case 'quorum':
        return quorum(rule.percent)
      case 'reviewOn':
        return date(rule.date)
      case 'text':
        return rule.text
    }
  }
  return { line, span, quorum }
}

/** Weekdays that follow on one another are named by the first and the last. */
function runsOf(days: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
}
