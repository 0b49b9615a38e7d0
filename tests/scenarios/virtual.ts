/**
 * The loop, the alarm and the gap watch on clocks that a test moves: one that people and time servers set, one that counts. A year
 * takes seconds. Timers count like the second, come a little late, and not at all while the process is stopped.
 */
import { mock } from 'node:test'
import type { SessionEvent } from '../../src/core/focus/session.ts'
import { HOUR, type Instant, type Millis } from '../../src/core/time/instant.ts'
import { createAlarm } from '../../src/main/electron/alarm.ts'
import { createGapWatch } from '../../src/main/gaps.ts'
import { createLooking } from '../../src/main/looking.ts'
import { createLoop, type Loop } from '../../src/main/loop.ts'
import { stateWith } from '../fakes/state.ts'
import { fakeDisk } from '../fakes/world.ts'

export interface VirtualApp {
  readonly loop: Loop
  now(): Instant
  /** Every event of the journal, with the instant at which it was written. */
  readonly written: readonly { readonly event: SessionEvent; readonly at: Instant }[]
  /** How often the app was woken by its own timer. */
  readonly wakes: number
  /** Lives until an instant of the wall clock. */
  until(at: Instant): Promise<void>
  /** Stopped like SIGSTOP does: every clock goes on, and nothing of ours runs. */
  stopFor(millis: Millis): Promise<void>
  /** Gives the real timers back. */
  end(): void
}

export interface VirtualOptions {
  readonly start: Instant
  /** How much faster the wall clock runs than the one that counts, in parts of a million. */
  readonly drift?: number
  /** How late a timer comes, in ms. */
  readonly late?: () => Millis
}

export function startVirtual({ start, drift = 0, late = () => 0 }: VirtualOptions): VirtualApp {
  mock.timers.enable({ apis: ['setTimeout'] })
  let steady = 0
  let armed: Instant | null = null
  let wakes = 0
  let looked: Promise<void> = Promise.resolve()
  const clock = {
    now: () => Math.round(start + steady * (1 + drift / 1e6)),
    steady: () => steady,
    uptime: () => steady,
  }
  const written: { event: SessionEvent; at: Instant }[] = []
  const disk = fakeDisk()
  const journal = {
    ...disk.journal,
    append(events: readonly SessionEvent[]) {
      disk.journal.append(events)
      written.push(...events.map((event) => ({ event, at: clock.now() })))
    },
  }
  const alarm = createAlarm(clock, (due) => {
    wakes += 1
    looked = looking.look(due)
  })
  const links = { wake: () => undefined, sleep: async () => undefined }
  const looking = createLooking({ gaps: createGapWatch(clock), loop: () => loop, links })
  const loop: Loop = createLoop(stateWith(), {
    clock,
    keeper: disk.keeper,
    journal,
    reconcile: async ({ wakeAt }) => {
      armed = wakeAt
      alarm.arm(wakeAt)
    },
    runErrand: async () => ({ ok: true }),
    announce: () => undefined,
  })

  /** The counting clock moves on; a timer that is due comes. */
  async function pass(millis: Millis, delay: Millis): Promise<void> {
    steady += millis + delay
    mock.timers.tick(millis)
    await looked
  }

  return {
    loop,
    now: clock.now,
    written,
    get wakes() {
      return wakes
    },
    async until(at) {
      while (clock.now() < at) {
        const next = Math.min(armed ?? at, at, clock.now() + HOUR)
        await pass(Math.max(1, Math.ceil(next - clock.now())), late())
      }
    },
    // What was due meanwhile comes at once afterwards, and finds the clocks where they are then.
    stopFor: (millis) => pass(millis, 0),
    end: () => mock.timers.reset(),
  }
}

/** A session a day for a year, on a clock that a time server keeps pulling: how late each end came, in ms, in their order. */
export async function yearOfEnds(drift: number): Promise<{ readonly late: readonly Millis[]; readonly wakes: number }> {
  const start = Date.UTC(2026, 0, 1)
  let turn = 0
  const app = startVirtual({ start, drift, late: () => (turn = (turn * 7 + 3) % 11) })
  try {
    for (let day = 0; day < 365; day += 1) {
      const at = start + day * 24 * HOUR
      await app.until(at + 9 * HOUR + (day % 50) * 61_000)
      await app.loop.dispatch({ type: 'focus.start', minutes: 5 + (day % 46) })
      await app.until(at + 24 * HOUR)
    }
    const ends = app.written.filter(({ event }) => event.type === 'ended')
    return { late: ends.map(({ event, at }) => at - event.at), wakes: app.wakes }
  } finally {
    app.end()
  }
}
