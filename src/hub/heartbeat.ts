/**
 * Signs of life: every connection is pinged once a round, and one that was silent for too long is hung up. A round is
 * cut into short steps, since whatever is told to everybody waits for the pings that go out in the same turn, and for
 * the answers that come back together. Where few are connected the steps are longer: to wake up costs a computer more
 * than the ping, and a hub often runs on somebody's laptop.
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
/** So many pings at once hold nobody up. */
const FEW = 10

export function createHeartbeat({ store, clock, times, log }: HeartbeatParts): Heartbeat {
  const steps = Math.max(FEWEST_STEPS, Math.round(times.ping / STEP_MS))
  const slots = Array.from({ length: steps }, () => new Set<Beating>())
  let entered = 0
  let step = 0
  let pinged: Beating[] = []
  let size = 0
  let stopWaiting: Stop = () => {}

  const ping = (count: number): void => {
    const due: Beating[] = []
    for (let more = count; more > 0; more -= 1) {
      step = (step + 1) % steps
      due.push(...(slots[step] ?? []))
    }
    if (due.length === 0) return
    const bytes = pingFrame(clock.now())
    for (const session of due) session.ping(bytes)
    pinged.push(...due)
  }
  /** How many steps are taken at once. */
  const stride = (): number => Math.max(1, Math.floor(Math.min(steps / FEWEST_STEPS, (steps * FEW) / size)))
  const walk = (): void => {
    const count = stride()
    stopWaiting = clock.after((count * times.ping) / steps, () => {
      ping(count)
      walk()
    })
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
      size += 1
    },
    exit(session) {
      if (slots[session.slot]?.delete(session)) size -= 1
    },
    start() {
      const stopLooking = clock.every(Math.min(SECOND, times.ping / FEWEST_STEPS), look)
      walk()
      return () => {
        stopLooking()
        stopWaiting()
      }
    },
  }
}
