/** How much of a task is planned, done and left, and whether the days ahead have room for it. */
import { isOfFocus, type SessionEvent, sessionsOf } from '../focus/session.ts'
import { dayTrace } from '../focus/trace.ts'
import { type Instant, type Millis, MINUTE, minutes } from '../time/instant.ts'
import { type Block, blockInterval, type Interval } from './block.ts'
import type { Inbox, Task } from './task.ts'
import { timeIn } from './work.ts'

export interface TaskTime {
  /** Ahead, in blocks of its own. */
  readonly planned: Millis
  /** Focus in its blocks, by the journal. */
  readonly done: Millis
  /** What is neither; null where it has no estimate. */
  readonly left: Millis | null
}

/** By task: the focus of sessions in blocks of the task. Without the timer nothing is known to be done. */
export function focusOnTasks(
  events: readonly SessionEvent[],
  blocks: Readonly<Record<string, Pick<Block, 'task'>>>,
  now: Instant,
): Readonly<Record<string, Millis>> {
  const spent: Record<string, Millis> = {}
  for (const session of sessionsOf(events).filter(isOfFocus)) {
    const { block, at } = session[0]
    const task = block === undefined ? undefined : blocks[block]?.task
    if (task === undefined) continue
    spent[task] = (spent[task] ?? 0) + dayTrace([session], { start: at, end: now }, now).focus
  }
  return spent
}

export function timeOfTask(task: Task, blocks: Iterable<Block>, done: Millis, now: Instant): TaskTime {
  const own = [...blocks].filter((block) => block.task === task.id).map(blockInterval)
  const planned = timeIn(own, { start: now, end: Number.MAX_SAFE_INTEGER })
  const left = task.estimate === undefined ? null : Math.max(0, minutes(task.estimate) - planned - done)
  return { planned, done, left }
}

export interface Capacity {
  /** Of all tasks that can be gone on with: what is neither planned nor done. */
  readonly unplanned: Millis
  /** Focus ahead in the window that has no task yet. */
  readonly free: Millis
}

/** What waits for somebody else needs no room now. */
export function capacity(
  inbox: Inbox,
  times: (task: Task) => TaskTime,
  blocks: Iterable<Block>,
  window: Interval,
  now: Instant,
): Capacity {
  const open = Object.values(inbox).filter(({ done, waiting }) => !done && waiting === undefined)
  const unplanned = open.reduce((sum, task) => sum + (times(task).left ?? 0), 0)
  const focus = [...blocks].filter(({ kind, task }) => kind === 'focus' && task === undefined).map(blockInterval)
  return { unplanned, free: timeIn(focus, { start: Math.max(now, window.start), end: window.end }) }
}

const USUAL_SITTING = 50
const LONGEST_SITTING = 90

/** How long the next sitting is, in minutes: what is left, but not too much at once. */
export function sittingMinutes({ left }: TaskTime): number {
  const wanted = left === null || left === 0 ? USUAL_SITTING : Math.ceil(left / MINUTE)
  return Math.max(5, Math.min(wanted, LONGEST_SITTING))
}
