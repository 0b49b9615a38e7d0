import { type ComponentProps, type ReactNode, useState } from 'react'
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox'
import type { Task } from '../../../core/planner/task.ts'
import type { TaskTime } from '../../../core/planner/taskTime.ts'
import { MINUTE } from '../../../core/time/instant.ts'
import { useDispatch } from '../../lib/app.tsx'
import { type Text, type Times, useText, useTimes } from '../../lib/intl.tsx'
import { readNow } from '../../lib/useNow.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { RemoveTask, TaskDetails } from './TaskDetails.tsx'
import { usePlanIt } from './usePlanIt.ts'

export interface TaskRowProps {
  readonly task: Task
  readonly time: TaskTime
}

export function TaskRow({ task, time }: TaskRowProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const planIt = usePlanIt()
  const [isOpen, open] = useState(false)
  const about = partsOf(task, time, text, times)
  const onKeyDown: NonNullable<ComponentProps<typeof CheckboxField>['onKeyDown']> = (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (task.done || !isPlain || event.key.toLowerCase() !== 'p') return event.continuePropagation()
    event.preventDefault()
    void planIt(task, time)
  }
  return (
    <li className="plan-task" data-task={task.id} data-done={task.done || undefined} draggable={!task.done && !isOpen}>
      <div className="plan-task-row">
        <CheckboxField
          onKeyDown={onKeyDown}
          isSelected={task.done}
          onChange={(done) => void dispatch({ type: 'inbox.done', id: task.id, done })}
        >
          <CheckboxButton className="plan-check">
            <span className="plan-check-box">{task.done && <Icon name="check" />}</span>
            <span className="plan-task-title">{task.title}</span>
          </CheckboxButton>
        </CheckboxField>
        {task.done ? (
          <RemoveTask task={task} />
        ) : (
          <>
            <IconButton
              icon="plus"
              size="small"
              label={text('planner.task.plan', { title: task.title })}
              onPress={() => void planIt(task, time)}
            />
            <IconButton
              icon="more"
              size="small"
              label={text('planner.task.details', { title: task.title })}
              aria-expanded={isOpen}
              onPress={() => open(!isOpen)}
            />
          </>
        )}
      </div>
      {!task.done && about.length > 0 && <p className="plan-task-about">{about.join(' · ')}</p>}
      {!task.done && isOpen && <TaskDetails task={task} />}
    </li>
  )
}

function partsOf({ estimate, waiting }: Task, { planned, left }: TaskTime, text: Text, times: Times): string[] {
  const values = {
    estimate: times.length((estimate ?? 0) * MINUTE),
    planned: times.length(planned),
    left: times.length(left ?? 0),
  }
  const known = left === null ? (planned > 0 ? 'planner.task.planned' : null) : leftKey(left, (estimate ?? 0) * MINUTE)
  return [
    ...(known === null ? [] : [text(known, values)]),
    ...(waiting === undefined
      ? []
      : [text('planner.task.waiting', { on: waiting.on, since: times.moment(waiting.since, readNow()) })]),
  ]
}

function leftKey(left: number, all: number) {
  if (left === 0) return 'planner.task.allPlanned'
  return left === all ? 'planner.task.toPlan' : 'planner.task.left'
}
