import type { ReactNode } from 'react'
import { useText, useTimes } from '../lib/intl.tsx'
import { Card } from '../ui/Card.tsx'
import { useTrace } from './Trace.tsx'
import type { Day } from './useDay.ts'

/** What happened, in numbers that judge nobody. */
export function TodayCard({ day }: { readonly day: Day }): ReactNode {
  const text = useText()
  const times = useTimes()
  const { focus, interruptions } = useTrace(day.window)
  return (
    <Card title={text(day.isToday ? 'planner.today.sofar' : 'planner.today.thatDay')}>
      <dl className="plan-figures">
        <dt>{text('planner.today.focus')}</dt>
        <dd>{times.length(Math.floor(focus / 60_000) * 60_000)}</dd>
        <dt>{text('planner.today.interruptions')}</dt>
        <dd>{interruptions.length}</dd>
      </dl>
    </Card>
  )
}
