/**
 * A program of the desktop's own that mutes for us and is our watchdog at once: it takes a word a line (`mute`, `read`, `restore`, `recover`),
 * answers each with a line (`ok true`, `ok false`, `fail CODE words`), and gives the desktop back when its input ends, however we die.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { MUTE_PROBLEMS, MuteError, type MuteProblem } from '../port.ts'
import { PATIENCE } from './tool.ts'

export interface WorkerProgram {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

export interface Worker {
  /** Whether the desktop is muted after it. Throws what the worker said, `tool_missing` where it cannot start, or `timeout`. */
  ask(word: 'mute' | 'read' | 'restore' | 'recover'): Promise<boolean>
  /** It ends, and gives back what it still holds. */
  end(): void
}

type Child = ChildProcessByStdio<Writable, Readable, null>
type Waiting = { readonly resolve: (line: string) => void; readonly reject: (error: MuteError) => void }

/** Starts with the first word. One that was too slow to answer in time goes on, and the next try finds it ready. */
export function createWorker({ command, args, env }: WorkerProgram, onGone: () => void): Worker {
  let child: Child | null = null
  let waiting: Waiting[] = []

  function start(): Child {
    // In a group of its own: what ends us must not end the one that tidies up after us.
    const started = spawn(command, [...args], {
      env,
      detached: true,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    started.stdin.on('error', () => undefined)
    started.unref()
    createInterface(started.stdout).on('line', (line) => waiting.shift()?.resolve(line))
    started.once('error', (error) => gone(started, new MuteError('tool_missing', command, { cause: error })))
    started.once('exit', () => gone(started, new MuteError('failed', `${command} ended`)))
    return started
  }

  function gone(which: Child, error: MuteError): void {
    if (which !== child) return
    child = null
    for (const { reject } of waiting) reject(error)
    waiting = []
    onGone()
  }

  return {
    async ask(word) {
      if (child === null && word === 'read') return false
      child ??= start()
      const to = child
      const line = await new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => reject(new MuteError('timeout', `${command}: ${word}`)), PATIENCE)
        const settle =
          <Value>(how: (value: Value) => void) =>
          (value: Value) => {
            clearTimeout(timer)
            how(value)
          }
        waiting.push({ resolve: settle(resolve), reject: settle(reject) })
        to.stdin.write(`${word}\n`)
      })
      return stateIn(line)
    },
    end() {
      child?.stdin.end()
      child = null
      waiting = []
    },
  }
}

function stateIn(line: string): boolean {
  const [, word = '', rest = ''] = /^(ok|fail) (.*)$/.exec(line.trim()) ?? []
  if (word === 'ok') return rest === 'true'
  const [code = '', ...why] = rest.split(' ')
  throw new MuteError(isProblem(code) ? code : 'failed', why.join(' '))
}

const isProblem = (code: string): code is MuteProblem => (MUTE_PROBLEMS as readonly string[]).includes(code)
