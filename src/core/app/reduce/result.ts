import type { SessionEvent } from '../../focus/session.ts'
import { done, type Outcome, refused } from '../intent.ts'
import type { State } from '../state.ts'

export interface Reduced {
  readonly state: State
  readonly events: readonly SessionEvent[]
  readonly outcome: Outcome
}

export const changed = (state: State, events: readonly SessionEvent[] = []): Reduced => ({
  state,
  events,
  outcome: done,
})

export const refuse = (state: State, code: string, values?: Readonly<Record<string, string | number>>): Reduced => ({
  state,
  events: [],
  outcome: refused(code, values),
})
