/** Rules as sentences. */
import { useMemo } from 'react'
import type { RuleLine, WeeklyHours } from '../../../core/agreement/rules.ts'
import { cityOf } from '../../../core/team/names.ts'
import { MINUTE } from '../../../core/time/instant.ts'
import { addDays } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'

/** A Monday, to name weekdays by. */
const MONDAY = '2024-01-01'

export interface RuleWords {
  /** `Mon–Thu 10:00–12:00, Lisbon’s clock`. */
  line(line: RuleLine): string
  days(days: readonly number[]): string
  /** `4 h`, `2 days`. */
  span(minutes: number): string
  quorum(percent: number): string
}

export function useRuleWords(): RuleWords {
  const text = useText()
  const times = useTimes()
  return useMemo(() => {
    const dayName = (day: number): string => times.date(addDays(MONDAY, day - 1), 'weekday')
    const days = (list: readonly number[]): string =>
      list.length === 7
        ? text('agreement.days.all')
        : runsOf(list)
            .map(([first, last]) => (first === last ? dayName(first) : `${dayName(first)}–${dayName(last)}`))
            .join(', ')
    const span = (minutes: number): string =>
      minutes >= 24 * 60 && minutes % (24 * 60) === 0
        ? text('agreement.span.days', { count: minutes / (24 * 60) })
        : times.length(minutes * MINUTE)
    const hours = ({ days: on, start, end, zone }: WeeklyHours): string =>
      text(zone === undefined ? 'agreement.hours.own' : 'agreement.hours.zone', {
        days: days(on),
        start: times.wall(start),
        end: end === '24:00' ? text('agreement.midnight') : times.wall(end),
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
          return times.date(rule.date)
        case 'text':
          return rule.text
      }
    }
    return { line, days, span, quorum }
  }, [text, times])
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
