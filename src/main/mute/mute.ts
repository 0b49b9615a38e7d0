/** The mute port over a desktop: one wish at a time, the newest wins, and what went wrong is told and tried again. */
import type { Desktop } from './desktop.ts'
import type { Found } from './detect.ts'
import { createLeaseBook, type Lease } from './lease/lease.ts'
import type { LeaseFiles } from './lease/files.ts'
import {
  MuteError,
  type MuteAdapter,
  type MutePort,
  type MuteProblem,
  type MuteReport,
  type MuteWish,
  problemOf,
} from './port.ts'

interface Hold {
  readonly adapter: MuteAdapter
  readonly server: string
  readonly since: number
  /** Null where the desktop itself ends our mute. */
  readonly lease: Lease | null
  readonly unwatch: () => void
}

export interface MuteParts {
  readonly desktop: Desktop
  readonly files: LeaseFiles
  readonly env: NodeJS.ProcessEnv
  readonly owner: string
  readonly now: () => number
}

/** Held all the same; every other problem means that it is not. */
const SOFT: ReadonlySet<MuteProblem | null> = new Set(['undone', 'unguarded'])
const FIRST_RETRY = 2_000
const LAST_RETRY = 60_000
/** A timer counts on while the clock is set or the machine sleeps; so it looks at the clock at least this often. */
const LONGEST_TIMER = 60_000

export function createMuteOver({ desktop, files, env, owner, now }: MuteParts): MutePort {
  const book = createLeaseBook({ files, env, owner, now, onGuard: () => look() })
  const findAgain = (id: string) => desktop.findAgain(id)
  const listeners = new Set<(report: MuteReport) => void>()
  let wish: MuteWish | null = null
  let hold: Hold | null = null
  let found: Found | null = null
  let problem: MuteProblem | null = null
  /** Something is to be done: the wish is new, the desktop changed, or it is time to try again. */
  let due = true
  /** The value may have changed under us. */
  let touched = false
  /** Restoring failed; the lease waits. */
  let owed = false
  let running: Promise<void> | null = null
  let retry: NodeJS.Timeout | undefined
  let wait = FIRST_RETRY
  let end: NodeJS.Timeout | undefined
  /** Giving back is told, and who hears of it may wish again: too late then. */
  let stopped = false
  let told = JSON.stringify(report())

  function report(): MuteReport {
    const held = hold !== null && hold.server === found?.server
    return {
      level: problem === null || SOFT.has(problem) ? (found?.adapter.level ?? 'unsupported') : 'unsupported',
      adapter: found?.adapter.id ?? 'none',
      label: found?.adapter.label ?? '',
      held,
      alreadyMuted: held && hold?.lease?.already === true,
      since: held ? (hold?.since ?? null) : null,
      problem,
    }
  }

  function settle(now: MuteProblem | null): void {
    problem = now
    const text = JSON.stringify(report())
    if (text === told) return
    told = text
    for (const listener of listeners) listener(report())
  }

  async function take(next: MuteWish): Promise<void> {
    found = await desktop.find()
    if (hold?.server === found.server) return book.extend(next.until)
    const { adapter, server } = found
    if (adapter.id === 'none') throw new MuteError('unsupported')
    if (hold !== null && hold.adapter.id !== adapter.id) await give()
    hold?.unwatch()
    const lease = adapter.selfEnding ? null : await book.take(adapter, next.until)
    if (lease === null) await adapter.mute(null)
    hold = { adapter, server, lease, since: hold?.since ?? now(), unwatch: adapter.watch?.(look) ?? (() => undefined) }
  }

  async function give(): Promise<void> {
    if (hold === null) return
    const { adapter, lease, unwatch } = hold
    hold = null
    unwatch()
    try {
      await (lease === null ? adapter.restore(null) : book.give(findAgain, lease))
    } catch (error) {
      owed = lease !== null
      throw error
    }
  }

  async function recoverNow(): Promise<string | null> {
    owed = true
    const restored = await book.recover(findAgain)
    owed = false
    return restored
  }

  /** What is wrong with a hold that is in force. */
  async function flaw(): Promise<MuteProblem | null> {
    if (hold === null) return null
    if (!hold.adapter.isMuted(await hold.adapter.read())) return 'undone'
    return hold.lease === null || book.isGuarded(hold.lease) ? null : 'unguarded'
  }

  async function pass(): Promise<void> {
    const next = wish
    due = false
    touched = false
    try {
      if (owed) await recoverNow()
      if (next === null) {
        await give()
        found = await desktop.find()
        if (!found.adapter.selfEnding) book.prepare()
      } else await take(next)
      settle(await flaw())
      wait = FIRST_RETRY
    } catch (error) {
      if (problemOf(error) === 'bus_gone') found = null
      settle(problemOf(error))
      // A desktop that we do not know, or that has no server yet, tells by itself when that changes.
      if (owed || (next !== null && problem !== 'unsupported')) tryAgainLater()
    }
  }

  async function run(): Promise<void> {
    while (due || touched) await (due ? pass() : check())
    armEnd()
  }

  async function check(): Promise<void> {
    touched = false
    await flaw().then(settle, (error: unknown) => settle(problemOf(error)))
  }

  const start = () => (running ??= run().finally(() => (running = null)))

  function again(): void {
    due = true
    void start()
  }

  function look(): void {
    touched = true
    void start()
  }

  function tryAgainLater(): void {
    clearTimeout(retry)
    retry = setTimeout(again, wait)
    retry.unref()
    wait = Math.min(wait * 2, LAST_RETRY)
  }

  function armEnd(): void {
    clearTimeout(end)
    const until = wish?.until ?? null
    if (until === null) return
    end = setTimeout(
      () => (isOver(wish) ? void want(null) : armEnd()),
      Math.max(0, Math.min(until - now(), LONGEST_TIMER)),
    )
    end.unref()
  }

  const isOver = (one: MuteWish | null) => one !== null && one.until !== null && one.until <= now()

  async function want(given: MuteWish | null): Promise<MuteReport> {
    const next = stopped || isOver(given) ? null : given
    if (JSON.stringify(next) !== JSON.stringify(wish)) {
      wish = next
      due = true
      wait = FIRST_RETRY
    }
    // Where the desktop tells nothing, each wish is the occasion to look.
    if (hold !== null && hold.adapter.watch === undefined) touched = true
    if (due) clearTimeout(retry)
    if (due || touched || running !== null) await start()
    return report()
  }

  const offDesktop = desktop.onChange(again)

  return {
    want,
    report,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async recover() {
      try {
        const adapter = await recoverNow()
        return { restored: adapter !== null, adapter }
      } catch (error) {
        settle(problemOf(error))
        tryAgainLater()
        return { restored: false, adapter: null }
      }
    },
    async stop() {
      stopped = true
      offDesktop()
      if (hold !== null || running !== null) await want(null)
      clearTimeout(retry)
      clearTimeout(end)
      listeners.clear()
      book.close()
      desktop.close()
    },
  }
}
