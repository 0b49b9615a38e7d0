import type { Task } from '../../planner/task.ts'
import type { Instant } from '../../time/instant.ts'
import type { Intent } from '../intent.ts'
import type { State } from '../state.ts'
import { changed, type Reduced, refuse } from './result.ts'

type TaskIntent = Extract<Intent, { type: `inbox.${string}` }>

export function reduceTasks(state: State, intent: TaskIntent, now: Instant): Reduced {
  switch (intent.type) {
    case 'inbox.add': {
      const { id, title, estimate } = intent
      return withTask(state, { id, title, done: false, ...(estimate === undefined ? {} : { estimate }) })
    }
    case 'inbox.change':
      return about(state, intent.id, (task) => withTask(state, changedTask(task, intent, now)))
    case 'inbox.done':
      return about(state, intent.id, (task) => withTask(state, { ...task, done: intent.done }))
    case 'inbox.remove': {
      const { [intent.id]: _removed, ...rest } = state.inbox
      return changed({ ...state, inbox: rest })
    }
  }
}

const withTask = (state: State, task: Task): Reduced =>
  changed({ ...state, inbox: { ...state.inbox, [task.id]: task } })

function about(state: State, id: string, act: (task: Task) => Reduced): Reduced {
  const task = state.inbox[id]
  return task === undefined ? refuse(state, 'no_such_task') : act(task)
}

type Change = Extract<TaskIntent, { type: 'inbox.change' }>

/** The same person waited for goes on being waited for since then. */
function changedTask(task: Task, { title = task.title, estimate, waitingOn }: Change, now: Instant): Task {
  const { estimate: hadEstimate, waiting: hadWaiting, ...plain } = task
  const minutes = estimate === undefined ? hadEstimate : (estimate ?? undefined)
  const on = waitingOn === undefined ? hadWaiting?.on : (waitingOn ?? undefined)
  const since = on === hadWaiting?.on ? (hadWaiting?.since ?? now) : now
  return {
    ...plain,
    title,
    ...(minutes === undefined ? {} : { estimate: minutes }),
    ...(on === undefined ? {} : { waiting: { on, since } }),
  }
}
