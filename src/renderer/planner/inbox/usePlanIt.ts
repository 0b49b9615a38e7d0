import { busyOf } from '../../../core/calendar/lay.ts'
import { blockInterval } from '../../../core/planner/block.ts'
import { dayAt, dayWindow } from '../../../core/planner/day.ts'
import { plannedIn } from '../../../core/planner/planned.ts'
import { sittingFor } from '../../../core/planner/sitting.ts'
import type { Task } from '../../../core/planner/task.ts'
import { sittingMinutes, type TaskTime } from '../../../core/planner/taskTime.ts'
import { addDays } from '../../../core/time/zone.ts'
import { say } from '../../lib/announce.ts'
import { useSlice, useZone } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { readNow } from '../../lib/useNow.ts'
import { usePlanAhead } from '../../lib/usePlanned.ts'
import { useAskAloud } from '../useAskAloud.ts'

const DAYS_AHEAD = 14

/** Puts the next sitting of a task into the first fitting time. */
export function usePlanIt(): (task: Task, time: TaskTime) => Promise<void> {
  const plan = usePlanAhead()
  const calendars = useSlice('calendars')
  const busy = useSlice('busy')
  const { dayEndsAt } = useSlice('settings')
  const zone = useZone()
  const text = useText()
  const times = useTimes()
  const ask = useAskAloud()
  return async (task, time) => {
    const now = readNow()
    const today = dayAt(now, zone, dayEndsAt)
    const days = Array.from({ length: DAYS_AHEAD }, (_none, by) => dayWindow(addDays(today, by), zone, dayEndsAt))
    const window = { start: days[0]?.start ?? now, end: days.at(-1)?.end ?? now }
    const sitting = sittingFor({
      task,
      minutes: sittingMinutes(time),
      now,
      days,
      blocks: plannedIn(plan, window),
      busy: busyOf({ calendars, busy }),
      zone,
      newId,
    })
    if (sitting === null) return say(text('planner.said.noRoom', { title: task.title }))
    const { start } = blockInterval(sitting[0])
    const values = {
      title: task.title,
      at: times.moment(start, now),
      length: times.length(sitting[0].minutes * 60_000),
    }
    await ask({ type: 'plan.addAll', blocks: [...sitting] }, 'planner.said.planned', values)
  }
}
