/**
 * Signs of life: every connection is pinged once a round, and one that was silent for too long is hung up. A round is
 * cut into short steps, since whatever is told to everybody waits for the pings that go out in the same turn, and for
 * the answers that come back together.
 */
import { SECOND } from '../core/time/instant.ts'
import type { Stop } from './clock.ts'
import { pingFrame } from './frames.ts'
import type { HubParts } from './hub.ts'
import type { Caller } from './store/port.ts'

/** The part of a session that is beaten for. */
export interface Beating {
  /** Its place in the round. */
  slot: number
  /** When anything came from the other side last. */
  readonly heardAt: number
  readonly caller: Caller
  ping(bytes: Buffer): void
  drop(): void
}

type HeartbeatParts = Pick<HubParts, 'clock' | 'times' | 'log'> & { readonly store: Pick<HubParts['store'], 'renew'> }

export interface Heartbeat {
  enter(session: Beating): void
  exit(session: Beating): void
  start(): Stop
}

const STEP_MS = 100
const FEWEST_STEPS = 20

export function createHeartbeat({ store, clock, times, log }: HeartbeatParts): Heartbeat {
  const steps = Math.max(FEWEST_STEPS, Math.round(times.ping / STEP_MS))
  const slots = Array.from({ length: steps }, () => new Set<Beating>())
  let entered = 0
  let step = 0
  let pinged: Beating[] = []

  const ping = (): void => {
    step = (step + 1) % steps
    const slot = slots[step]
    if (slot === undefined || slot.size === 0) return
    const bytes = pingFrame(clock.now())
    for (const session of slot) {
      session.ping(bytes)
      pinged.push(session)
    }
  }
  /** Leases are prolonged for many at once: a store may be another computer. */
  const look = (): void => {
    const now = clock.now()
    const isSilent = ({ heardAt }: Beating): boolean => now - heardAt >= times.silent
    const silent = slots.flatMap((slot) => [...slot].filter(isSilent))
    for (const session of silent) session.drop()
    const callers = pinged.filter((session) => !isSilent(session)).map(({ caller }) => caller)
    pinged = []
    store.renew(callers, now + times.silent + times.grace, now).catch(() => log('renew_failed'))
  }
  return {
    enter(session) {
      session.slot = entered % steps
      entered += 1
      slots[session.slot]?.add(session)
    },
    exit: (session) => void slots[session.slot]?.delete(session),
    start() {
      const lookEvery = Math.min(SECOND, times.ping / FEWEST_STEPS)
      const stops = [clock.every(times.ping / steps, ping), clock.every(lookEvery, look)]
      return () => stops.forEach((stop) => stop())
    },
  }
}
