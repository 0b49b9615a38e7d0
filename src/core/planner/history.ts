/**
 * Undo and redo: each step is what it changed, not a copy of the plan, so that a day of steps stays small on disk and
 * older months may come and go in memory without being undone with it.
 */
import { z } from 'zod'
import { Block } from './block.ts'
import type { Planned } from './planned.ts'
import { RhythmBlock } from './rhythm.ts'

/** A value before and after; null where there was, or is, none. */
const swap = <Schema extends z.ZodType>(schema: Schema) =>
  z.record(z.string(), z.tuple([schema.nullable(), schema.nullable()]))

/** What one step changed, by id or date. */
export const Step = z.strictObject({
  plan: swap(Block),
  blocks: swap(RhythmBlock),
  daysOff: swap(z.string()),
})
export type Step = Readonly<z.infer<typeof Step>>

export interface History {
  /** The newest step last. */
  readonly past: readonly Step[]
  /** The step to do again next last. */
  readonly future: readonly Step[]
}

export const noHistory: History = { past: [], future: [] }

type Swaps<Value> = Record<string, [Value | null, Value | null]>

/** What leads from one plan with its rhythm to another; null where they are the same. */
export function stepBetween(before: Planned, after: Planned): Step | null {
  const step = {
    plan: swapsBetween(before.plan, after.plan),
    blocks: swapsBetween(before.rhythm.blocks, after.rhythm.blocks),
    daysOff: swapsBetween(before.rhythm.daysOff, after.rhythm.daysOff),
  }
  return Object.values(step).every((swaps) => Object.keys(swaps).length === 0) ? null : step
}

function swapsBetween<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): Swaps<Value> {
  const swaps: Swaps<Value> = {}
  if (before === after) return swaps
  for (const key of Object.keys(after)) {
    const [was, is] = [before[key], after[key]]
    if (is !== undefined && was !== is) swaps[key] = [was ?? null, is]
  }
  for (const key of Object.keys(before)) if (after[key] === undefined) swaps[key] = [before[key] ?? null, null]
  return swaps
}

/** The plan and rhythm with a step taken back or done again. What the step did not touch stays as it is. */
export function travelled({ plan, rhythm }: Planned, step: Step, to: 'undo' | 'redo'): Planned {
  const blocks = swapped(rhythm.blocks, step.blocks, to)
  const daysOff = swapped(rhythm.daysOff, step.daysOff, to)
  const isSame = blocks === rhythm.blocks && daysOff === rhythm.daysOff
  return { plan: swapped(plan, step.plan, to), rhythm: isSame ? rhythm : { ...rhythm, blocks, daysOff } }
}

function swapped<Value>(
  values: Readonly<Record<string, Value>>,
  swaps: Readonly<Swaps<Value>>,
  to: 'undo' | 'redo',
): Readonly<Record<string, Value>> {
  const entries = Object.entries(swaps)
  if (entries.length === 0) return values
  const next = { ...values }
  for (const [key, [was, is]] of entries) {
    const value = to === 'undo' ? was : is
    if (value === null) delete next[key]
    else next[key] = value
  }
  return next
}
