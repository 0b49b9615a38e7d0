import type { ReactNode } from 'react'
import { dayAt, dayWindow } from '../../../core/planner/day.ts'
import type { Inbox, Task } from '../../../core/planner/task.ts'
import { capacity, type TaskTime } from '../../../core/planner/taskTime.ts'
import { addDays } from '../../../core/time/zone.ts'
import { useSlice, useZone } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { usePlanned } from '../../lib/usePlanned.ts'
import { useNow } from '../../lib/useNow.ts'
import { firstWeekday, weekStart } from '../week/columns.ts'

export interface CapacityLineProps {
  readonly inbox: Inbox
  readonly times: (task: Task) => TaskTime
}

/** Whether what is left to plan fits into the focus that is free today and this week; nothing where nothing is left. */
export function CapacityLine({ inbox, times }: CapacityLineProps): ReactNode {
  const text = useText()
  const words = useTimes()
  const zone = useZone()
  const { dayEndsAt } = useSlice('settings')
  const now = useNow('minute')
  const today = dayAt(now, zone, dayEndsAt)
  const day = dayWindow(today, zone, dayEndsAt)
  const last = addDays(weekStart(today, firstWeekday()), 6)
  const week = { start: day.start, end: dayWindow(last, zone, dayEndsAt).end }
  const blocks = usePlanned(week)
  const { unplanned, free } = capacity(inbox, times, blocks, week, now)
  if (unplanned === 0) return null
  const ofDay = capacity(inbox, times, blocks, day, now)
  const values = { unplanned: words.length(unplanned), day: words.length(ofDay.free), week: words.length(free) }
  return (
    <p className="plan-capacity">
      {text('planner.capacity', values)}{' '}
      {unplanned > free && <strong>{text('planner.capacity.over', { over: words.length(unplanned - free) })}</strong>}
    </p>
  )
}
