import type { ReactNode } from 'react'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { useInterruptions } from '../ledger/useLedger.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { useTrace } from './Trace.tsx'
import type { Day } from './useDay.ts'
import { useIsFocusing } from './useSession.ts'

/** What happened, in numbers that judge nobody. Whoever works without the timer notes an interruption here. */
export function TodayCard({ day }: { readonly day: Day }): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const isFocusing = useIsFocusing()
  const { focus } = useTrace(day.window)
  const { target } = useSlice('settings').focus
  const done = times.length(Math.floor(focus / 60_000) * 60_000)
  const { start, end } = day.window
  const interruptions = useInterruptions().filter(({ at }) => at >= start && at < end)
  return (
    <Card title={text(day.isToday ? 'planner.today.sofar' : 'planner.today.thatDay')}>
      <dl className="plan-figures">
        <dt>{text('planner.today.focus')}</dt>
        <dd>{target === 0 ? done : text('planner.today.target', { done, target: times.length(target * 60_000) })}</dd>
        <dt>{text('planner.today.interruptions')}</dt>
        <dd>{interruptions.length}</dd>
      </dl>
      {day.isToday && !isFocusing && (
        <Button size="small" icon="bolt" onPress={() => void dispatch({ type: 'focus.interrupt' })}>
          {text('planner.today.note')}
        </Button>
      )}
    </Card>
  )
}
