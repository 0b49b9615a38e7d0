/** The demo in the running app. Loaded only where it is asked for. */
import type { Intent, Outcome } from '../../core/app/intent.ts'
import type { State } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { StartNode } from '../ports.ts'
import { log } from '../log.ts'
import type { Stop } from '../ports.ts'
import { demoTeamEnv, startDemo } from './start.ts'

export interface RunDemoParts {
  readonly dispatch: (intent: Intent) => Promise<Outcome>
  readonly state: () => State
  readonly now: () => Instant
  /** The built program of the teammates. */
  readonly entry: string
  readonly startNode: StartNode
}

/** Starts filling at once. The returned stop ends the teammates, also while they are still to come. */
export function runDemo({ dispatch, state, now, entry, startNode }: RunDemoParts): Stop {
  const started = startDemo({
    dispatch,
    state,
    now,
    startTeam(invite) {
      const child = startNode({ entry, args: [], env: demoTeamEnv(invite), name: 'Tideline demo team' })
      child.onExit((code) => log(`the demo's team is gone (${code ?? 'by a signal'})`))
      return () => child.stop()
    },
  })
  started.catch((error: unknown) => log('cannot fill the demo', error))
  return () => void started.then((stop) => stop()).catch(() => {})
}
