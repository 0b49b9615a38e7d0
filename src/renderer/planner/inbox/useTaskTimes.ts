import { useEffect, useMemo, useState } from 'react'
import type { Task } from '../../../core/planner/task.ts'
import { type TaskTime, timeOfTask } from '../../../core/planner/taskTime.ts'
import { useAsk, useSlice } from '../../lib/app.tsx'
import { useNow } from '../../lib/useNow.ts'

type Spent = Readonly<Record<string, number>>

/** How much of each task is planned, done and left. */
export function useTaskTimes(): (task: Task) => TaskTime {
  const plan = useSlice('plan')
  const spent = useSpent()
  const now = useNow('minute')
  const sittings = useMemo(() => Object.values(plan).filter(({ task }) => task !== undefined), [plan])
  return (task) => timeOfTask(task, sittings, spent[task.id] ?? 0, now)
}

const NOTHING: Spent = {}

/** The journal is asked only where some task can tell what it makes of it. */
function useSpent(): Spent {
  const ask = useAsk()
  const session = useSlice('session')
  const plan = useSlice('plan')
  const inbox = useSlice('inbox')
  const isAsked = Object.values(inbox).some(({ done, estimate }) => !done && estimate !== undefined)
  const occasion = useMemo(() => ({ session, plan, isAsked }), [session, plan, isAsked])
  const [found, setFound] = useState<{ readonly occasion: object | null; readonly spent: Spent }>({
    occasion: null,
    spent: NOTHING,
  })
  useEffect(() => {
    if (!occasion.isAsked) return undefined
    let isWanted = true
    ask('insights', {}).then(
      ({ tasks }) => isWanted && setFound({ occasion, spent: tasks }),
      () => undefined,
    )
    return () => void (isWanted = false)
  }, [ask, occasion])
  return found.spent
}
