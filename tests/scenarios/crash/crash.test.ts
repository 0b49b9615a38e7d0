/** Killed at a thousand random calls of a scripted life: nothing acknowledged is lost, no session doubled, nobody left muted. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type * as Fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type * as Watchdogs from '../../../src/main/mute/lease/watchdog.ts'
import { liveThrough, runWatchdog } from './life.ts'
import { currentProcess, isLiving, Killed } from './machine.ts'

vi.mock('node:fs', async (original) => {
  const { faultyFs } = await import('./faultyFs.ts')
  return faultyFs(await original<typeof Fs>())
})
// One process of the test is many processes of the machine.
vi.mock('../../../src/main/mute/lease/process.ts', () => ({
  thisProcess: () => ({
    pid: 9_000_000 + (currentProcess()?.id ?? 0),
    start: '1',
    boot: currentProcess()?.boot ?? '-',
  }),
  isAlive: ({ pid, boot }: { pid: number; boot: string }) =>
    isLiving(pid - 9_000_000) && boot === currentProcess()?.boot,
}))
// The kernel's lock goes with its holder; here only one of them lives at a time.
vi.mock('../../../src/main/mute/lease/lock.ts', () => ({
  createLocker: () => ({
    async locked<Result>(work: () => Promise<Result>): Promise<Result> {
      if (currentProcess()?.alive !== true) throw new Killed('lock')
      return work()
    },
    prepare: () => undefined,
    close: () => undefined,
  }),
}))
// The real script, run when its owner dies.
vi.mock('../../../src/main/mute/lease/watchdog.ts', async (original) => {
  const real = await original<typeof Watchdogs>()
  return {
    ...real,
    armWatchdog({ lease, lock, me }: Watchdogs.WatchdogOptions) {
      const wake = (): void => runWatchdog(real.WATCHDOG_SCRIPT, lease, lock, me)
      const self = currentProcess()
      // What is dead disarms nothing.
      const disarm = (): boolean => self?.alive === true && self.orphans.delete(wake)
      const letGo = (): void => {
        if (disarm()) wake()
      }
      self?.orphans.add(wake)
      return { disarm, letGo }
    },
  }
})

const LIVES = 20
const DEATHS = 50

let dir: string
beforeEach(() => {
  // Real files in memory where there is such a place: what is tested is the order of calls, not a disk's patience.
  dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tideline-crash-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe(`killed ${LIVES * DEATHS} times`, () => {
  test.each(Array.from({ length: LIVES }, (_, at) => at + 1))('life %i', { timeout: 60_000 }, async (seed) => {
    const real = await vi.importActual<typeof Fs>('node:fs')
    const found = await liveThrough(real, dir, seed, DEATHS)
    expect(found).toMatchObject({ wrong: [], deaths: DEATHS })
    expect(found.acknowledged).toBeGreaterThan(DEATHS)
  })
})
