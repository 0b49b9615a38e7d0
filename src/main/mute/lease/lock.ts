/** One at a time at the lease, among processes. The kernel holds the lock for a helper that dies with us, so a dead locker cannot keep it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { MuteError } from '../port.ts'

/** Takes the lock, says so, and keeps it until its input ends. Without flock(1) it goes on unlocked. */
const HELPER =
  'exec 9>>"$1" || exit 2; if command -v flock >/dev/null; then flock -w 5 9 || exit 1; fi; echo; read -r _'

/** Throws `timeout` where another holds the lock for five seconds, `not_saved` where there can be no lock file. */
export async function withLock<Result>(
  path: string,
  env: NodeJS.ProcessEnv,
  work: () => Promise<Result>,
): Promise<Result> {
  const unlock = await lock(path, env)
  try {
    return await work()
  } finally {
    unlock()
  }
}

async function lock(path: string, env: NodeJS.ProcessEnv): Promise<() => void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new MuteError('not_saved', 'no folder for the lease', { cause: error })
  })
  const helper = spawn('/bin/sh', ['-c', HELPER, 'sh', path], { env, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] })
  helper.stdin.on('error', () => undefined)
  const locked = once(helper.stdout, 'data').then(() => 'locked' as const)
  const ended = once(helper, 'exit').then(([code]: unknown[]) => code)
  const first = await Promise.race([locked, ended])
  if (first !== 'locked') throw new MuteError(first === 1 ? 'timeout' : 'not_saved', 'the lease is locked')
  return () => helper.stdin.end()
}
