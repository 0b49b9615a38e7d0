/** One life on one set of files: an app that is killed again and again, and started again and again. */
import { spawnSync } from 'node:child_process'
import type * as Fs from 'node:fs'
import { join } from 'node:path'
import type { State } from '../../../src/core/app/state.ts'
import type { SessionEvent } from '../../../src/core/focus/session.ts'
import { desired } from '../../../src/core/app/desired.ts'
import { leaseFiles } from '../../../src/main/mute/lease/files.ts'
import { MINUTE } from '../../../src/core/time/instant.ts'
import { commandOf } from '../../harness/autostart.ts'
import { type FakeClock, fakeClock } from '../../fakes/world.ts'
import { type App, leaseEnv, type Place, startApp, type Told } from './app.ts'
import { type Desk, openDesk } from './desk.ts'
import { judgeJournal, judgeKept, judgeSessions, judgeState, readJournal, readKept } from './judge.ts'
import { asProcess, cutPower, die, forgetUnsynced, Killed, type Process, type Random, seeded, upTo } from './machine.ts'
import { nextStep, type Step } from './person.ts'

export interface Deaths {
  readonly wrong: readonly string[]
  readonly deaths: number
  /** How many deaths there were of each kind, and at which calls. */
  readonly kinds: Readonly<Record<string, number>>
  readonly places: Readonly<Record<string, number>>
  readonly acknowledged: number
  readonly torn: number
}

/** How a process ends: killed alone, killed with its watchdog, or with the whole machine. */
const KINDS = ['killed', 'killed', 'killed with its watchdog', 'power cut'] as const
type Kind = (typeof KINDS)[number]

const NOTHING: Told = { events: [], values: new Map() }
/** Where a process ends that was asked to. */
const THE_END = 'the end'
/** No step needs more calls than this; a death is somewhere within the next dozen steps or within the start. */
const MOST_CALLS = 160

export async function liveThrough(fs: typeof Fs, dir: string, seed: number, deaths: number): Promise<Deaths> {
  const life = new Life(fs, dir, seed)
  while (life.deaths < deaths && life.wrong.length === 0) await life.run()
  return life.result()
}

class Life {
  readonly wrong: string[] = []
  deaths = 0
  readonly #fs: typeof Fs
  readonly #random: Random
  readonly #place: Place
  readonly #clock: FakeClock = fakeClock(Date.UTC(2026, 10, 26, 9))
  readonly #desk: Desk
  readonly #persists: boolean
  readonly #kinds: Record<string, number> = {}
  readonly #places: Record<string, number> = {}
  #acked: ReadonlyMap<string, unknown> = new Map()
  #events: readonly SessionEvent[] = []
  #pending: Told = NOTHING
  /** What the person chose at the desktop's own switch. */
  #byHand = false
  #torn = 0
  /** Whether this process got through its start. */
  #isUp = false

  constructor(fs: typeof Fs, dir: string, seed: number) {
    this.#fs = fs
    this.#random = seeded(seed)
    this.#persists = seed % 2 === 0
    this.#place = { dataDir: join(dir, 'data'), runtimeDir: join(dir, 'run'), home: join(dir, 'home') }
    for (const each of Object.values(this.#place)) fs.mkdirSync(String(each), { recursive: true, mode: 0o700 })
    const path = join(dir, 'desk')
    const file = {
      path,
      read: () => fs.readFileSync(path, 'utf8'),
      write: (text: string) => fs.writeFileSync(path, text),
    }
    this.#desk = openDesk(file, this.#persists)
    this.#desk.set(false)
  }

  async run(): Promise<void> {
    this.#isUp = false
    const self = await asProcess(seeded(upTo(this.#random, 2 ** 31)), 1 + upTo(this.#random, MOST_CALLS), (self) =>
      this.#liveOnce(self),
    )
    if (self.diedAt === THE_END) for (const wake of self.orphans) wake()
    else this.#afterDeath(self)
    this.#clock.pass(upTo(this.#random, 40) * MINUTE)
  }

  result(): Deaths {
    const { wrong, deaths } = this
    return {
      wrong,
      deaths,
      kinds: this.#kinds,
      places: this.#places,
      acknowledged: this.#events.length,
      torn: this.#torn,
    }
  }

  async #liveOnce(self: Process): Promise<Process> {
    try {
      const app = await startApp(this.#place, this.#desk, this.#clock)
      this.#judgeStart(self, app)
      while (self.alive && this.wrong.length === 0) {
        // Programs ask twice within one millisecond.
        this.#clock.pass(upTo(this.#random, 3) === 0 ? 0 : upTo(this.#random, 400))
        const step = nextStep(this.#random, app.state(), this.#clock.now())
        await this.#take(step, app, self)
        if (self.alive || self.diedAt === THE_END) this.#remember(app.told())
        else this.#pending = app.told()
      }
    } catch (error) {
      if (!(error instanceof Killed)) throw error
    }
    return self
  }

  async #take(step: Step, app: App, self: Process): Promise<void> {
    switch (step.type) {
      case 'intent':
        return void (await app.dispatch(step.intent))
      case 'wait':
        this.#clock.pass(step.millis)
        return void (await app.dispatch({ type: 'look' }))
      case 'clock':
        this.#clock.set(this.#clock.now() + step.by)
        return void (await app.dispatch({ type: 'clockSet', by: step.by }))
      case 'hand':
        if (app.mute().held) return
        this.#byHand = !this.#byHand
        return this.#desk.set(this.#byHand)
      case 'quit':
        await app.quit()
        if (self.alive) this.#judge(this.#muted(null), 'after a clean end')
        return die(self, THE_END)
    }
  }

  #judgeStart(self: Process, app: App): void {
    const told = app.told()
    if (!self.alive) {
      this.#pending = told
      return
    }
    this.#judge(judgeState(app.state(), this.#acked), 'kept')
    this.#judge(this.#muted(app.state()), `after the start: ${JSON.stringify(app.mute())}`)
    this.#remember(told)
    this.#isUp = true
    this.#judge(judgeSessions(this.#events, this.#clock.now()), 'sessions')
  }

  #remember({ events, values }: Told): void {
    this.#pending = NOTHING
    this.#events = [...this.#events, ...events]
    this.#acked = new Map([...this.#acked, ...values])
  }

  /** Whether the desktop is as this state of the app wants it; with no app, as the person left it. */
  #muted(state: State | null): string[] {
    const wanted = state !== null && desired(state, this.#clock.now()).mute !== null
    const expected = wanted || this.#byHand
    return this.#desk.muted() === expected ? [] : [`the desktop is ${expected ? 'not ' : ''}muted`]
  }

  #afterDeath(self: Process): void {
    const kind: Kind = KINDS[upTo(this.#random, KINDS.length - 1)] ?? 'killed'
    this.deaths += 1
    this.#kinds[kind] = (this.#kinds[kind] ?? 0) + 1
    this.#places[self.diedAt] = (this.#places[self.diedAt] ?? 0) + 1
    if (kind === 'power cut') this.#powerCut()
    else forgetUnsynced()
    if (kind === 'killed') {
      for (const wake of self.orphans) wake()
      // What an earlier death left, a process that died while it started may not have come to.
      if (this.#isUp) this.#judge(this.#muted(null), `after the watchdog (${self.diedAt})`)
    }
    const found = readJournal(this.#fs, this.#place.dataDir)
    this.#judge(judgeJournal(this.#events, this.#pending, found), `${kind} at ${self.diedAt}`)
    this.#events = found.events
    const kept = readKept(this.#fs, this.#place.dataDir)
    this.#judge(judgeKept(kept, this.#acked, this.#pending), `${kind} at ${self.diedAt}: neither old nor new`)
    this.#acked = kept
    this.#pending = NOTHING
    this.#torn = found.torn
  }

  #powerCut(): void {
    cutPower(this.#random)
    this.#fs.rmSync(this.#place.runtimeDir, { recursive: true })
    this.#fs.mkdirSync(this.#place.runtimeDir, { mode: 0o700 })
    if (this.#persists) return this.#logIn()
    this.#byHand = false
    this.#desk.set(false)
  }

  /** Whoever does not start Tideline at login has the desktop start the hook alone. */
  #logIn(): void {
    const entry = leaseFiles(this.#place.runtimeDir, null, leaseEnv(this.#place)).login ?? ''
    if (!this.#fs.existsSync(entry) || upTo(this.#random, 1) === 0) return
    const [program = '', ...args] = commandOf(entry)
    spawnSync(program, args, { env: leaseEnv(this.#place), timeout: 10_000 })
    this.#kinds['hook'] = (this.#kinds['hook'] ?? 0) + 1
    this.#judge(this.#muted(null), 'after the hook at login')
    // An entry that came back alone, after nothing was muted any more, finds no script.
    if (args.every((each) => this.#fs.existsSync(each))) this.#judge(['the hook is still there'], 'after it ran')
  }

  #judge(wrong: readonly string[], when: string): void {
    for (const each of wrong) this.wrong.push(`${each} (${when}; death ${this.deaths})`)
  }
}

/** The real watchdog's script as its owner's death wakes it. */
export function runWatchdog(script: string, lease: string, lock: string, me: string): void {
  spawnSync('/bin/sh', ['-c', script, 'tideline-mute', lease, lock, me], { input: '', timeout: 10_000 })
}
