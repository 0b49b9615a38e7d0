/** What this window could not do, until it is dismissed. Notices of main live in its own slice. */
import { createStore } from 'zustand/vanilla'
import type { Outcome } from '../../core/app/intent.ts'

export type Refusal = Extract<Outcome, { ok: false }>

export interface Problem {
  readonly id: string
  readonly refusal: Refusal
}

export const problems = createStore<{ readonly list: readonly Problem[] }>(() => ({ list: [] }))

let count = 0

/** Shows a refusal; the same one twice is shown once. */
export function tellProblem(refusal: Refusal): void {
  count += 1
  const others = problems.getState().list.filter(({ refusal: { code } }) => code !== refusal.code)
  problems.setState({ list: [...others, { id: `problem-${count}`, refusal }] })
}

export function dismissProblem(id: string): void {
  problems.setState(({ list }) => ({ list: list.filter((problem) => problem.id !== id) }))
}
