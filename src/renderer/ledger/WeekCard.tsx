import type { ReactNode } from 'react'
import type { InsightsReport } from '../../core/app/report/insights.ts'
import { HOUR, MINUTE } from '../../core/time/instant.ts'
import { dayStart } from '../../core/time/zone.ts'
import { type MessageKey, useText, useTimes } from '../lib/intl.tsx'
import { Card } from '../ui/Card.tsx'
import { EnergyCurve } from './EnergyCurve.tsx'
import { useInsights } from './useInsights.ts'
import './ledger.css'

/** This week in numbers that judge nobody. */
export function WeekCard(): ReactNode {
  const text = useText()
  const report = useInsights()
  if (report === null) return null
  return (
    <>
      <Card title={text('week.title')}>
        <WeekBars report={report} />
        <WeekFigures report={report} />
      </Card>
      {report.energy !== null && <EnergyCurve curve={report.energy} />}
    </>
  )
}

interface PartProps {
  readonly report: InsightsReport
}

function WeekBars({ report: { week, today } }: PartProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const most = Math.max(4 * HOUR, ...week.days.map(({ focus }) => focus))
  return (
    <ol className="ledger-bars" aria-label={text('week.days')}>
      {week.days.map(({ date, focus, interruptions }) => (
        <li key={date} data-today={date === today.days[0]?.date || undefined}>
          <span className="ui-hidden">
            {text('week.day', { day: times.date(date), focus: times.length(whole(focus)), interruptions })}
          </span>
          <span aria-hidden="true" className="ledger-bar" style={{ height: `${(100 * focus) / most}%` }} />
          <span aria-hidden="true" className="ledger-day">
            {times.weekday(dayStart(date, times.zone))}
          </span>
        </li>
      ))}
    </ol>
  )
}

function WeekFigures({ report: { week, research } }: PartProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const { median, known } = week.refocus
  return (
    <>
      <dl className="plan-figures">
        <dt>{text('planner.today.focus')}</dt>
        <dd>{times.length(whole(week.focus))}</dd>
        <dt>{text('planner.today.interruptions')}</dt>
        <dd>{week.interruptions}</dd>
        {week.channels.map(({ channel, count }) => (
          <Row key={channel} name={`channel.${channel}`} count={count} />
        ))}
        <dt>{text('week.refocus')}</dt>
        <dd>{median === null ? text('week.refocus.unknown') : times.length(median)}</dd>
      </dl>
      <p className="plan-quiet">
        {median === null
          ? text('week.refocus.how')
          : text('week.refocus.known', { known, of: week.interruptions, research: times.length(research) })}
      </p>
    </>
  )
}

function Row({ name, count }: { readonly name: MessageKey; readonly count: number }): ReactNode {
  const text = useText()
  return (
    <>
      <dt className="ledger-sub">{text(name)}</dt>
      <dd className="ledger-sub">{count}</dd>
    </>
  )
}

/** A minute that was not finished does not count here. */
const whole = (span: number): number => Math.floor(span / MINUTE) * MINUTE
