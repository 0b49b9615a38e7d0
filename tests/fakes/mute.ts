/** A mute port in memory for the unit tests of others. It keeps the promises of the real one: see `tests/contracts/mute.contract.ts`. */
import type { MuteAdapter, MutePort, MuteProblem, MuteReport, MuteWish } from '../../src/main/mute/port.ts'
import { MuteError } from '../../src/main/mute/port.ts'

/** A desktop in memory, which several owners may share. */
export interface FakeDesktop {
  readonly muted: () => boolean
  /** What the person does at the desktop's own switch. */
  setByHand(muted: boolean): void
  /** Every change of the value, whoever made it, oldest first. */
  readonly history: readonly boolean[]
  onChange(listener: () => void): () => void
  /** From now on muting fails like this; null: works again. */
  fail(problem: MuteProblem | null): void
  readonly failing: () => MuteProblem | null
  /** Holders and what was found before the first of them. */
  readonly lease: { holders: Set<string>; already: boolean }
}

export function fakeDesktop(muted = false): FakeDesktop {
  const listeners = new Set<() => void>()
  const history: boolean[] = []
  let value = muted
  let problem: MuteProblem | null = null
  return {
    muted: () => value,
    setByHand(next) {
      if (value === next) return
      value = next
      history.push(next)
      for (const listener of listeners) listener()
    },
    history,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    fail: (next) => void (problem = next),
    failing: () => problem,
    lease: { holders: new Set(), already: false },
  }
}

export interface FakeMute extends MutePort {
  /** Every wish, oldest first. */
  readonly wishes: readonly (MuteWish | null)[]
}

export interface FakeMuteOptions {
  readonly desktop?: FakeDesktop
  readonly owner?: string
  readonly now?: () => number
}

export function fakeMute({ desktop = fakeDesktop(), owner = 'fake', now = Date.now }: FakeMuteOptions = {}): FakeMute {
  const adapter = fakeAdapter(desktop)
  const wishes: (MuteWish | null)[] = []
  const listeners = new Set<(report: MuteReport) => void>()
  const { lease } = desktop
  let since: number | null = null
  let problem: MuteProblem | null = null
  let end: NodeJS.Timeout | undefined
  let told = ''

  function report(): MuteReport {
    const fatal = problem !== null && problem !== 'undone'
    return {
      level: fatal ? 'unsupported' : adapter.level,
      adapter: adapter.id,
      label: adapter.label,
      held: since !== null,
      alreadyMuted: since !== null && lease.already,
      since,
      problem,
    }
  }

  function settle(next: MuteProblem | null): void {
    problem = next
    const text = JSON.stringify(report())
    if (text === told) return
    told = text
    for (const listener of listeners) listener(report())
  }

  function take(): void {
    if (since !== null) return
    if (lease.holders.size === 0 || !desktop.muted()) lease.already = desktop.muted()
    const failing = desktop.failing()
    if (failing !== null) return settle(failing)
    lease.holders.add(owner)
    since = now()
    desktop.setByHand(true)
    settle(null)
  }

  function give(): void {
    if (since !== null) {
      lease.holders.delete(owner)
      since = null
      if (lease.holders.size === 0 && !lease.already) desktop.setByHand(false)
    }
    settle(null)
  }

  const offDesktop = desktop.onChange(() => since !== null && settle(desktop.muted() ? null : 'undone'))

  async function want(given: MuteWish | null): Promise<MuteReport> {
    const wish = given?.until != null && given.until <= now() ? null : given
    wishes.push(given)
    clearTimeout(end)
    if (wish === null) give()
    else take()
    if (wish?.until != null) end = setTimeout(() => void want(null), wish.until - now())
    await Promise.resolve()
    return report()
  }

  told = JSON.stringify(report())
  return {
    want,
    wishes,
    report,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    recover: async () => ({ restored: false, adapter: null }),
    async stop() {
      await want(null)
      offDesktop()
      listeners.clear()
    },
  }
}

/** The desktop in memory as an adapter; it forgets us by itself, as KDE does. */
export function fakeAdapter(desktop: FakeDesktop): MuteAdapter {
  const set = async (muted: boolean) => {
    const failing = desktop.failing()
    if (failing !== null) throw new MuteError(failing)
    desktop.setByHand(muted)
  }
  return {
    id: 'fake',
    label: 'fake 1',
    level: 'verified',
    selfEnding: true,
    persists: false,
    read: async () => desktop.muted(),
    isMuted: (value) => value === true,
    target: () => true,
    async mute() {
      await set(true)
      return true
    },
    restore: (previous) => set(previous === true),
    restoreCommand: () => null,
    watch: (onChange) => desktop.onChange(onChange),
    stop: () => undefined,
  }
}
