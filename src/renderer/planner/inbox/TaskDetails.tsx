import { type ReactNode, useState } from 'react'
import { LONGEST_ESTIMATE_MINUTES, type Task } from '../../../core/planner/task.ts'
import { readMinutes } from '../../../core/time/parse.ts'
import { MINUTE } from '../../../core/time/instant.ts'
import { say } from '../../lib/announce.ts'
import { useDispatch } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useWish } from '../../lib/useWish.ts'
import { IconButton } from '../../ui/Button.tsx'
import { LineField } from '../../ui/LineField.tsx'

/** How long it may take, and whom it waits for. */
export function TaskDetails({ task }: { readonly task: Task }): ReactNode {
  const text = useText()
  const wish = useWish()
  const on = task.waiting?.on ?? ''
  return (
    <div className="plan-task-details">
      <Estimate key={task.estimate ?? 0} task={task} />
      <RemoveTask task={task} />
      <LineField
        key={on}
        label={text('planner.task.waitingOn')}
        placeholder={text('planner.task.waitingOn.example')}
        value={on}
        maxLength={80}
        onSay={(said) => void wish.ask({ type: 'inbox.change', id: task.id, waitingOn: said === '' ? null : said })}
        error={wish.error}
      />
    </div>
  )
}

function Estimate({ task }: { readonly task: Task }): ReactNode {
  const text = useText()
  const times = useTimes()
  const wish = useWish()
  const [isBad, setBad] = useState(false)
  const set = (typed: string): void => {
    const minutes = typed === '' ? null : readMinutes(typed)
    const isFine = typed === '' || (minutes !== null && minutes > 0 && minutes <= LONGEST_ESTIMATE_MINUTES)
    setBad(!isFine)
    if (isFine) void wish.ask({ type: 'inbox.change', id: task.id, estimate: minutes })
  }
  return (
    <LineField
      label={text('planner.task.estimate')}
      placeholder={text('planner.task.estimate.example')}
      value={task.estimate === undefined ? '' : times.length(task.estimate * MINUTE)}
      maxLength={12}
      onSay={set}
      error={isBad ? text('error.bad_estimate') : wish.error}
    />
  )
}

export function RemoveTask({ task }: { readonly task: Task }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const remove = async (): Promise<void> => {
    const { ok } = await dispatch({ type: 'inbox.remove', id: task.id })
    if (ok) say(text('planner.said.removed', { name: task.title }))
  }
  return (
    <IconButton
      icon={task.done ? 'close' : 'trash'}
      size="small"
      label={text('planner.inbox.remove', { title: task.title })}
      onPress={() => void remove()}
    />
  )
}
