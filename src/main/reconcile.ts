/** Makes the world match what the core desires. Idempotent: each part compares with what it did last and touches only what differs. */
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

export function createReconcile({ mute, alarm, links, alive, tray }: ReconcileParts): Reconcile {
  return async (desired, state, now) => {
    const muted = mute.want(desired.mute)
    alarm.arm(desired.wakeAt)
    tray(state, desired, now)
    links.match(state.teams, desired.outgoing)
    if (desired.tray.session?.phase === 'running') alive.touch(now)
    await muted
  }
}

export const muteSlice = ({ level, label, held, alreadyMuted, problem }: MuteSlice): MuteSlice => ({
  level,
  label,
  held,
  alreadyMuted,
  problem,
})
