/** Runs the person's own program once: no shell, a time limit, its output kept up to a size. Never throws. */
import { type ChildProcess, spawn } from 'node:child_process'
import { hostEnvironment } from '../mute/host/environment.ts'
import type { HookCall } from './events.ts'

export interface HookLimits {
  /** In milliseconds; then it is asked to end, and a moment later made to. */
  readonly patience: number
  /** In bytes of output; the rest is read and dropped, so that the program never waits for us. */
  readonly output: number
}

export const HOOK_LIMITS: HookLimits = { patience: 30_000, output: 64 * 1024 }
const LAST_CHANCE = 2_000
const LAST_WORDS = 300

export type HookEnd =
  | { readonly how: 'exit'; readonly code: number; readonly output: string }
  | { readonly how: 'signal' | 'timeout'; readonly output: string }
  | { readonly how: 'missing' | 'denied' | 'failed'; readonly output: string }

export interface HookRun {
  readonly argv: readonly string[]
  readonly call: HookCall
  /** What the app was started with; the program gets it as a program of the desktop would. */
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  readonly limits?: HookLimits
}

export async function runHook({ argv, call, env, cwd, limits = HOOK_LIMITS }: HookRun): Promise<HookEnd> {
  const [program = '', ...args] = argv
  const { LC_ALL: _ours, ...host } = hostEnvironment(env, null)
  const language = env['LC_ALL'] === undefined ? {} : { LC_ALL: env['LC_ALL'] }
  try {
    const child = spawn(program, args, {
      cwd,
      env: { ...host, ...language, ...call },
      shell: false,
      windowsHide: true,
      // A group of its own, so that what it started ends with it; and it may outlive us when the app quits.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return await ended(child, limits)
  } catch (error) {
    return { how: failureOf(error), output: '' }
  }
}

function ended(child: ChildProcess, { patience, output: most }: HookLimits): Promise<HookEnd> {
  const output = gather(child, most)
  let tooLong = false
  const timers = [
    setTimeout(() => {
      tooLong = true
      endGroup(child, 'SIGTERM')
    }, patience),
    setTimeout(() => endGroup(child, 'SIGKILL'), patience + LAST_CHANCE),
  ]
  return new Promise((resolve) => {
    const settle = (end: HookEnd): void => {
      timers.forEach(clearTimeout)
      // What it left running in the background may hold the pipes; that is no reason to wait.
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve(end)
    }
    child.once('error', (error) => settle({ how: failureOf(error), output: '' }))
    child.once('exit', (code) => {
      const end = (): void => {
        if (tooLong) settle({ how: 'timeout', output: output() })
        else settle(code === null ? { how: 'signal', output: output() } : { how: 'exit', code, output: output() })
      }
      // Its last words may still be on their way.
      timers.push(setTimeout(end, LAST_WORDS))
      child.once('close', end)
    })
  })
}

function gather(child: ChildProcess, most: number): () => string {
  const parts: Buffer[] = []
  let size = 0
  const take = (part: Buffer): void => {
    if (size < most) parts.push(part.subarray(0, most - size))
    size += part.length
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  return () => Buffer.concat(parts).toString('utf8')
}

function endGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // It is gone already.
  }
}

function failureOf(error: unknown): 'missing' | 'denied' | 'failed' {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT') return 'missing'
  return code === 'EACCES' ? 'denied' : 'failed'
}
