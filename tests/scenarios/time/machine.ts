/** A machine whose time is ours: three clocks, sleep, a stopped process, and the real loop, gap watch and core on it. */
import type { Intent } from '../../../src/core/app/intent.ts'
import type { State } from '../../../src/core/app/state.ts'
import { type SessionView, viewSession } from '../../../src/core/focus/session.ts'
import { HOUR, type Instant, type Millis } from '../../../src/core/time/instant.ts'
import { createGapWatch } from '../../../src/main/gaps.ts'
import { createLoop } from '../../../src/main/loop.ts'
import { fakeDisk } from '../../fakes/world.ts'
import { stateWith } from '../../fakes/state.ts'

/** As the real alarm: a timer counts steady time, and a look is asked for at least once an hour. */
const LONGEST_WAIT: Millis = HOUR

export class Machine {
  now: Instant
  #steady = 0
  #uptime: Millis = 0
  #timer: { readonly fires: Millis; readonly due: Instant } | null = null
  readonly disk = fakeDisk()
  readonly told: { readonly key: string; readonly at: Instant }[] = []
  looks = 0
  readonly #gaps
  readonly loop

  constructor(now: Instant, first: State = stateWith()) {
    this.now = now
    const clock = { now: () => this.now, steady: () => this.#steady, uptime: () => this.#uptime }
    this.#gaps = createGapWatch(clock)
    this.loop = createLoop(first, {
      clock,
      keeper: this.disk.keeper,
      journal: this.disk.journal,
      observe: () => this.#gaps.look(),
      reconcile: async ({ wakeAt }) => this.#arm(wakeAt),
      runErrand: async () => ({ ok: true }),
      announce: (key) => this.told.push({ key, at: this.now }),
    })
  }

  /** Goes on awake; every alarm fires when it is due. */
  async pass(millis: Millis): Promise<void> {
    const end = this.#steady + millis
    while (this.#timer !== null && this.#timer.fires <= end) {
      this.#advance(this.#timer.fires - this.#steady)
      await this.#fire()
    }
    this.#advance(end - this.#steady)
  }

  /** Asleep: the steady clock stands still. Awake again, the system says so. */
  async sleep(millis: Millis): Promise<void> {
    this.now += millis
    this.#uptime += millis
    await this.look(null)
  }

  /** The process is stopped: every clock goes on, and what was due fires late. */
  async stop(millis: Millis): Promise<void> {
    this.#advance(millis)
    if (this.#timer !== null && this.#timer.fires <= this.#steady) await this.#fire()
  }

  setClock(by: Millis): void {
    this.now += by
  }

  async look(due: Instant | null): Promise<void> {
    this.looks += 1
    for (const gap of this.#gaps.look(due)) await this.loop.dispatch(gap)
    await this.loop.dispatch({ type: 'look' })
  }

  do = (intent: Intent) => this.loop.dispatch(intent)

  view(): SessionView | null {
    const { current } = this.loop.state().session
    return current === null ? null : viewSession(current, this.now)
  }

  #advance(millis: Millis): void {
    this.now += millis
    this.#steady += millis
    this.#uptime += millis
  }

  #arm(at: Instant | null): void {
    const wait = at === null ? null : Math.min(Math.max(0, at - this.now), LONGEST_WAIT)
    this.#timer = wait === null ? null : { fires: this.#steady + wait, due: this.now + wait }
  }

  async #fire(): Promise<void> {
    const due = this.#timer?.due ?? null
    this.#timer = null
    await this.look(due)
  }
}
