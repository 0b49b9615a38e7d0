import { type FormEvent, type ReactNode, useState } from 'react'
import { readTask, type Task } from '../../../core/planner/task.ts'
import { say } from '../../lib/announce.ts'
import { useSlice } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { useWish } from '../../lib/useWish.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CapacityLine } from './CapacityLine.tsx'
import { TaskRow } from './TaskRow.tsx'
import { useTaskPick } from './useTaskDrop.ts'
import { useTaskTimes } from './useTaskTimes.ts'
import './inbox.css'

/** What came to mind, until it has a place in the day. */
export function InboxPanel(): ReactNode {
  const text = useText()
  const inbox = useSlice('inbox')
  const times = useTaskTimes()
  const tasks = Object.values(inbox).toSorted((a, b) => rank(a) - rank(b))
  const list = useTaskPick((id) => {
    const task = inbox[id]
    return task === undefined ? null : { task, time: times(task) }
  })
  const open = tasks.filter(({ done }) => !done).length
  return (
    <section className="plan-inbox" aria-labelledby="plan-inbox-title">
      <h2 className="plan-panel-title" id="plan-inbox-title">
        {text('planner.inbox')} <span className="plan-count">{open > 0 && open}</span>
      </h2>
      <ul className="plan-tasks" ref={list}>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} time={times(task)} />
        ))}
      </ul>
      <TaskEntry />
      <CapacityLine inbox={inbox} times={times} />
    </section>
  )
}

/** What can be gone on with, what waits for somebody, what is done; each as it came. */
const rank = ({ done, waiting }: Task): number => (done ? 2 : waiting === undefined ? 0 : 1)

function TaskEntry(): ReactNode {
  const text = useText()
  const [typed, setTyped] = useState('')
  const wish = useWish()
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (typed.trim() === '') return
    const task = readTask(typed)
    const outcome = await wish.ask({ type: 'inbox.add', id: newId(), ...task })
    if (!outcome.ok) return
    setTyped('')
    say(text('planner.said.noted', { title: task.title }))
  }
  return (
    <form className="plan-entry" onSubmit={(event) => void add(event)}>
      <TextField
        label={text('planner.inbox.add')}
        labelShown={false}
        placeholder={text('planner.inbox.example')}
        value={typed}
        onChange={setTyped}
        maxLength={200}
        error={wish.error}
      />
    </form>
  )
}
