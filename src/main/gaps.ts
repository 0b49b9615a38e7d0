/**
 * What time did while nobody looked. Three clocks tell it apart without any polling: the wall clock (people and NTP set
 * it), the machine's uptime (runs through sleep), and the steady clock (stands still while the machine sleeps).
 */
import type { Instant, Millis } from '../core/time/instant.ts'
import type { Clock } from './ports.ts'

export interface GapClock extends Clock {
  /** Milliseconds since the machine was started, its sleep included. */
  uptime(): Millis
}

export type Gap =
  /** The machine slept, this process was stopped, or the screen was locked, from `from` until now. */
  | { readonly type: 'gap'; readonly kind: 'sleep' | 'stopped' | 'lock'; readonly from: Instant }
  /** The clock was set: forward by `by` milliseconds, or back where negative. */
  | { readonly type: 'clockSet'; readonly by: Millis }

export interface GapWatch {
  /**
   * What happened since the last look. `due` is when the look was asked for: if nothing but the process was stopped,
   * only being late shows it.
   */
  look(due?: Instant | null): readonly Gap[]
  /** The machine says that it goes to sleep: on some systems no clock stands still meanwhile, so this alone shows it. */
  suspend(): void
  /** The machine says that it woke; call it after the look. */
  resume(): void
  lock(): void
  /** How long the screen was locked; null where it was not, as far as is known. */
  unlock(): Gap | null
}

/** Less than this is a busy machine, NTP slewing, or the coarse steps of the uptime. */
const TOLERANCE: Millis = 5_000

interface Reading {
  readonly now: Instant
  readonly steady: Millis
  readonly uptime: Millis
}

export function createGapWatch(clock: GapClock): GapWatch {
  const read = (): Reading => ({ now: clock.now(), steady: clock.steady(), uptime: clock.uptime() })
  let last = read()
  let suspended = false
  let lockedAt: Millis | null = null

  return {
    look(due = null) {
      const before = last
      last = read()
      const elapsed = last.uptime - before.uptime
      const asleep = suspended ? elapsed : elapsed - (last.steady - before.steady)
      const setBy = last.now - before.now - (last.uptime - before.uptime)
      const gaps: Gap[] = []
      if (Math.abs(setBy) > TOLERANCE) gaps.push({ type: 'clockSet', by: Math.round(setBy) })
      const stopped = due === null ? 0 : lateness(before, due, last)
      const away = Math.max(asleep, stopped)
      const kind = asleep > TOLERANCE ? 'sleep' : 'stopped'
      if (away > TOLERANCE) {
        gaps.push({ type: 'gap', kind, from: last.now - Math.round(away) })
        suspended = false
      }
      return gaps
    },
    suspend() {
      last = read()
      suspended = true
    },
    resume: () => void (suspended = false),
    lock: () => void (lockedAt ??= clock.uptime()),
    unlock() {
      const since = lockedAt
      lockedAt = null
      return since === null
        ? null
        : { type: 'gap', kind: 'lock', from: Math.round(clock.now() - (clock.uptime() - since)) }
    },
  }
}

/** How long after it was due a look came, by the clocks that nobody sets. */
function lateness(before: Reading, due: Instant, after: Reading): Millis {
  return after.uptime - before.uptime - Math.max(0, due - before.now)
}
