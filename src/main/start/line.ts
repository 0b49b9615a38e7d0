import type { Intent, Outcome } from '../../core/app/intent.ts'
import type { State } from '../../core/app/state.ts'

/** The loop as its parts see it: they are made before it is, and speak only once it runs. */
export interface Line {
  readonly dispatch: (intent: Intent) => Promise<Outcome>
  readonly state: () => State
}
