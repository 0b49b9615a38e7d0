/** Honest in-memory fakes of main's ports: they keep, refuse and forget exactly as the real ones may. */
import type { SessionEvent } from '../../src/core/focus/session.ts'
import type { Instant } from '../../src/core/time/instant.ts'
import { type Clock, type Journal, type Keeper, SaveError } from '../../src/main/ports.ts'

export interface FakeClock extends Clock {
  set(at: Instant): void
  pass(millis: number): void
}

export function fakeClock(at: Instant): FakeClock {
  let now = at
  let steady = 0
  return {
    now: () => now,
    steady: () => steady,
    set: (to) => void (now = to),
    pass(millis) {
      now += millis
      steady += millis
    },
  }
}

export interface FakeDisk {
  readonly keeper: Keeper
  readonly journal: Journal
  readonly files: Map<string, unknown>
  readonly events: SessionEvent[]
  /** From now on every write is refused with this code; null lets them through again. */
  refuse(code: SaveError['code'] | null): void
}

export function fakeDisk(): FakeDisk {
  const files = new Map<string, unknown>()
  const events: SessionEvent[] = []
  let refusal: SaveError['code'] | null = null
  const check = (): void => {
    if (refusal !== null) throw new SaveError(refusal)
  }
  return {
    files,
    events,
    refuse: (code) => void (refusal = code),
    keeper: {
      load: (name) => ({ value: files.has(name) ? structuredClone(files.get(name)) : null, problem: null }),
      save(name, value) {
        check()
        files.set(name, structuredClone(value))
      },
    },
    journal: {
      append(lines) {
        check()
        events.push(...structuredClone([...lines]))
      },
      recent: () => ({ events: structuredClone(events), unreadable: 0 }),
    },
  }
}
