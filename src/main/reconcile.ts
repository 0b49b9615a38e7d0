/** Makes the world match what the core desires. Idempotent: each part compares with what it did last and touches only what differs. */
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import type { Desired } from '../core/app/desired.ts'
import type { MuteSlice, State } from '../core/app/state.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Alive } from './alive.ts'
import type { Links } from './links.ts'
import type { MutePort } from './mute/port.ts'
import type { Alarm } from './ports.ts'

export type Reconcile = (desired: Desired, state: State, now: Instant) => Promise<void>

export interface ReconcileParts {
  readonly mute: Pick<MutePort, 'want'>
  readonly alarm: Alarm
  readonly links: Links
  readonly alive: Alive
  /** Draws the tray; cheap to call with the same state. */
  readonly tray: (state: State, desired: Desired, now: Instant) => void
}

/** How long the teams wait for the desktop, in ms: telling them writes to the disk, which would hold up the mute's own steps. */
const MUTE_FIRST = 100

export function createReconcile({ mute, alarm, links, alive, tray }: ReconcileParts): Reconcile {
  let newest = 0
  return async (desired, state, now) => {
    const turn = ++newest
    const muted = mute.want(desired.mute)
    alarm.arm(desired.wakeAt)
    // The mute's first words go out before the drawing starts: it needs the desktop's answers more than this thread.
    await nextTurn()
    if (turn !== newest) return muted.then(() => undefined)
    tray(state, desired, now)
    if (desired.tray.session?.phase === 'running') alive.touch(now)
    await Promise.race([muted, wait(MUTE_FIRST, undefined, { ref: false })])
    if (turn === newest) links.match(state.teams, desired.outgoing, state.papers)
    await muted
  }
}

export const muteSlice = ({ level, label, held, alreadyMuted, problem, adapter }: MuteSlice): MuteSlice => ({
  level,
  label,
  held,
  alreadyMuted,
  problem,
  ...(adapter === undefined ? {} : { adapter }),
})
