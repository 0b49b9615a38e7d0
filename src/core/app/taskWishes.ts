/** What a person can wish of the inbox: part of the one union of wishes. */
import { z } from 'zod'
import { TaskEstimate, TaskTitle, TaskWaiting } from '../planner/task.ts'

const id = z.string().min(1).max(64)

export const TASK_WISHES = [
  z.strictObject({ type: z.literal('inbox.add'), id, title: TaskTitle, estimate: TaskEstimate.optional() }),
  /** Whatever is given replaces what was there; null takes it away. */
  z.strictObject({
    type: z.literal('inbox.change'),
    id,
    title: TaskTitle.optional(),
    estimate: TaskEstimate.nullable().optional(),
    waitingOn: TaskWaiting.nullable().optional(),
  }),
  z.strictObject({ type: z.literal('inbox.done'), id, done: z.boolean() }),
  z.strictObject({ type: z.literal('inbox.remove'), id }),
] as const
