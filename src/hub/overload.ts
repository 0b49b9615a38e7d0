/** Whether the hub has more to do than it can: then newcomers wait, and who is in stays served. */
import { existsSync, readFileSync } from 'node:fs'

/** A turn of the event loop that came so much too late was full of work. */
const LATE_MS = 200
/** A storm of reconnects makes a few long turns; only this many late beats in a row are too much. */
const LATE_BEATS = 3
/** File descriptors kept for the disk, the proxies and the owner. */
const MOST_KEPT_BACK = 500

export interface Overload {
  /** Called every `every` milliseconds, as well as the process can. */
  beat(now: number): void
  isOverloaded(): boolean
  /** Connections that fit into what the process may open. */
  readonly room: number
}

export function createOverload(every: number, open: () => number, limit = descriptorLimit()): Overload {
  const room = limit - Math.min(MOST_KEPT_BACK, Math.ceil(limit / 10))
  let last: number | null = null
  let late = 0
  return {
    room,
    beat(now) {
      late = last !== null && now - last > every + LATE_MS ? late + 1 : 0
      last = now
    },
    isOverloaded: () => late >= LATE_BEATS || open() >= room,
  }
}

/** How many files and sockets the process may have open; no limit is known where the system does not tell. */
export function descriptorLimit(file = '/proc/self/limits'): number {
  const limit = existsSync(file) ? /^Max open files\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined
  return limit === undefined ? Infinity : Number(limit)
}

/** When to try again: not all at the same moment. */
export const retryLater = (random: () => number = Math.random): number => Math.round(1_000 + 4_000 * random())
