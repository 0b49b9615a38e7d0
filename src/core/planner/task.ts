/** A task: what came to mind, until it has its time in the day. It never leaves the device. */
import { z } from 'zod'
import { readMinutes } from '../time/parse.ts'

export const LONGEST_ESTIMATE_MINUTES = 100 * 60

export const TaskTitle = z.string().trim().min(1).max(200)
/** How long it may take, in minutes. */
export const TaskEstimate = z
  .int({ error: 'bad_estimate' })
  .min(1, { error: 'bad_estimate' })
  .max(LONGEST_ESTIMATE_MINUTES, { error: 'bad_estimate' })
/** Whom or what it waits for, in the person's own words. */
export const TaskWaiting = z.string().trim().min(1).max(80)

export const Task = z.strictObject({
  id: z.string(),
  title: z.string().min(1).max(200),
  done: z.boolean().default(false),
  estimate: TaskEstimate.optional(),
  /** `since` is an instant. */
  waiting: z.strictObject({ on: TaskWaiting, since: z.int() }).optional(),
})
export type Task = z.infer<typeof Task>

/** Inbox items by their id. */
export type Inbox = Readonly<Record<string, Task>>

/** `Write the spec 2h` is a title and an estimate; a number without a unit belongs to the title. */
export function readTask(typed: string): { readonly title: string; readonly estimate?: number } {
  const [, title, length] = /^(.*\S)\s+(\d[\d.,]*\s*(?:h\s*\d{0,2}|m|min)\w*)$/i.exec(typed.trim()) ?? []
  const estimate = length === undefined ? null : readMinutes(length)
  if (title === undefined || estimate === null || estimate < 1 || estimate > LONGEST_ESTIMATE_MINUTES)
    return { title: typed.trim() }
  return { title, estimate }
}
