import { type FormEvent, type ReactNode, useState } from 'react'
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox'
import type { Task } from '../../core/planner/task.ts'
import { say } from '../lib/announce.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { newId } from '../lib/newId.ts'
import { useWish } from '../lib/useWish.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { TextField } from '../ui/TextField.tsx'

/** What came to mind, until it has a place in the day. */
export function InboxPanel(): ReactNode {
  const text = useText()
  const tasks = Object.values(useSlice('inbox'))
  const open = tasks.filter(({ done }) => !done).length
  return (
    <section className="plan-inbox" aria-labelledby="plan-inbox-title">
      <h2 className="plan-panel-title" id="plan-inbox-title">
        {text('planner.inbox')} <span className="plan-count">{open > 0 && open}</span>
      </h2>
      <ul className="plan-tasks">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
      <TaskEntry />
    </section>
  )
}

function TaskRow({ task }: { readonly task: Task }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const remove = async (): Promise<void> => {
    const { ok } = await dispatch({ type: 'inbox.remove', id: task.id })
    if (ok) say(text('planner.said.removed', { name: task.title }))
  }
  return (
    <li className="plan-task" data-done={task.done || undefined}>
      <CheckboxField
        isSelected={task.done}
        onChange={(done) => void dispatch({ type: 'inbox.done', id: task.id, done })}
      >
        <CheckboxButton className="plan-check">
          <span className="plan-check-box">{task.done && <Icon name="check" />}</span>
          <span className="plan-task-title">{task.title}</span>
        </CheckboxButton>
      </CheckboxField>
      <IconButton
        icon="close"
        size="small"
        label={text('planner.inbox.remove', { title: task.title })}
        onPress={() => void remove()}
      />
    </li>
  )
}

function TaskEntry(): ReactNode {
  const text = useText()
  const [title, setTitle] = useState('')
  const wish = useWish()
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (title.trim() === '') return
    const outcome = await wish.ask({ type: 'inbox.add', id: newId(), title: title.trim() })
    if (!outcome.ok) return
    setTitle('')
    say(text('planner.said.noted', { title: title.trim() }))
  }
  return (
    <form className="plan-entry" onSubmit={(event) => void add(event)}>
      <TextField
        label={text('planner.inbox.add')}
        labelShown={false}
        placeholder={text('planner.inbox.example')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        error={wish.error}
      />
    </form>
  )
}
