import type { ReactNode } from 'react'
import type { Interval } from '../../../core/planner/block.ts'
import type { Finding } from '../../../core/planner/limits.ts'
import { addDays } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { placeOf } from '../place.ts'
import { type DayFinding, type LimitsOfDays, useLimitWords } from './useLimits.ts'
import './limits.css'

export interface LimitsLineProps {
  readonly date: string
  /** Of this day and the next at least. */
  readonly limits: LimitsOfDays
}

/** Above the day: what it passes of one's own limits, or asks of the night after it. Nothing where all is well. */
export function LimitsOfDay({ date, limits: { days, week } }: LimitsLineProps): ReactNode {
  const times = useTimes()
  const words = useLimitWords()
  const next = addDays(date, 1)
  const nightAfter = (days.get(next) ?? []).filter(({ name, passed }) => name === 'rest' && passed)
  const lines = [
    ...(days.get(date) ?? []).filter(({ passed }) => passed).map(words.said),
    ...nightAfter.map((finding) => `${times.date(next, 'weekday')}: ${words.said(finding)}`),
    ...(week?.passed === true ? [words.said(week)] : []),
  ]
  return <LimitList lines={lines} />
}

/** Above a week: what all of it passes; the days have their own words. */
export function LimitsOfWeek({ week }: { readonly week: Finding | null }): ReactNode {
  const words = useLimitWords()
  return <LimitList lines={week?.passed === true ? [words.said(week)] : []} />
}

function LimitList({ lines }: { readonly lines: readonly string[] }): ReactNode {
  const text = useText()
  if (lines.length === 0) return null
  return (
    <div className="limits">
      <Icon name="info" />
      <ul aria-label={text('planner.limits')}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

/** In the head of a day of the week. */
export function LimitMark({ findings }: { readonly findings: readonly DayFinding[] }): ReactNode {
  const words = useLimitWords()
  const passed = findings.filter((finding) => finding.passed)
  const [first] = passed
  if (first === undefined) return null
  const all = passed.map(words.said).join(' · ')
  return (
    <span className="limit-mark" title={all}>
      <span aria-hidden="true">
        {words.short(first)}
        {passed.length > 1 && ` +${passed.length - 1}`}
      </span>
      <span className="ui-hidden">{all}</span>
    </span>
  )
}

/** Beside the hours: where a rest is too short, or a focus too long. */
export function LimitTrace({
  date,
  window,
  limits: { days },
}: LimitsLineProps & { readonly window: Interval }): ReactNode {
  const passed = (days.get(date) ?? []).filter((finding) => finding.passed && finding.name !== 'spread')
  return passed.map(({ name, at }) =>
    at === null || at.end <= window.start || at.start >= window.end ? null : (
      <span key={name} className="limit-trace" data-limit={name} style={placeOf(at, window)} aria-hidden="true" />
    ),
  )
}
