/** One at a time at the lease, among processes. The kernel holds the lock for a helper that dies with us, so a dead locker cannot keep it. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { Socket } from 'node:net'
import { dirname } from 'node:path'
import type { Readable, Stream, Writable } from 'node:stream'
import { MuteError } from '../port.ts'

/** Waits for a word, takes the lock, says so, and keeps it until its input ends. Without flock(1) it goes on unlocked. */
const HELPER =
  'read -r _ || exit 0; exec 9>>"$1" || exit 2; if command -v flock >/dev/null; then flock -w 5 9 || exit 1; fi; echo; read -r _'

type Helper = ChildProcessByStdio<Writable, Readable, null>

export interface Locker {
  /** Throws `timeout` where another holds the lock for five seconds, `not_saved` where there can be no lock file. */
  locked<Result>(work: () => Promise<Result>): Promise<Result>
  /** Starts the next helper ahead: starting a process out of a large one takes tens of milliseconds, and a click waits for none. */
  prepare(): void
  close(): void
}

export function createLocker(path: string, env: NodeJS.ProcessEnv): Locker {
  let spare: Helper | null = null
  let prepares = false

  function startHelper(): Helper {
    const helper = spawn('/bin/sh', ['-c', HELPER, 'sh', path], { env, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] })
    helper.stdin.on('error', () => undefined)
    return helper
  }

  function prepare(): void {
    prepares = true
    if (spare !== null) return
    const helper = startHelper()
    keepAlive(helper, false)
    helper.once('exit', () => spare === helper && (spare = null))
    helper.once('error', () => spare === helper && (spare = null))
    spare = helper
  }

  function takeHelper(): Helper {
    const helper = spare ?? startHelper()
    spare = null
    keepAlive(helper, true)
    return helper
  }

  async function lock(): Promise<() => void> {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    } catch (error) {
      throw new MuteError('not_saved', 'no folder for the lease', { cause: error })
    }
    const helper = takeHelper()
    const locked = once(helper.stdout, 'data').then(() => 'locked' as const)
    const ended = once(helper, 'exit').then(([code]: unknown[]) => code)
    helper.stdin.write('lock\n')
    const first = await Promise.race([locked, ended])
    if (first !== 'locked') throw new MuteError(first === 1 ? 'timeout' : 'not_saved', 'the lease is locked')
    return () => helper.stdin.end()
  }

  return {
    async locked(work) {
      const unlock = await lock()
      try {
        return await work()
      } finally {
        unlock()
        if (prepares) setImmediate(() => prepares && prepare())
      }
    },
    prepare,
    close() {
      prepares = false
      spare?.stdin.end()
      spare = null
    },
  }
}

/** A spare helper shall not keep us from ending; one that we wait for must. */
function keepAlive(helper: Helper, wanted: boolean): void {
  const streams: readonly Stream[] = [helper.stdin, helper.stdout]
  for (const each of [helper, ...streams.filter((stream) => stream instanceof Socket)]) {
    if (wanted) each.ref()
    else each.unref()
  }
}
