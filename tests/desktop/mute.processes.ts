/** Holders as processes of their own, to be killed, and the watchdogs that guard them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { endProcess } from '../../scripts/lib/children.mjs'
import type { MuteReport } from '../../src/main/mute/port.ts'
import type { Lab } from './mute.lab.ts'

const HOLDER = join(import.meta.dirname, 'mute.holder.ts')
/** The one that strips types, whichever runs the tests. */
const NODE = join(import.meta.dirname, '../../node_modules/.bin/node')

export interface HolderProcess {
  readonly pid: number
  readonly report: MuteReport
  kill(): Promise<void>
  /** Kills its whole process group, as a terminal or a session's end would. */
  killGroup(): Promise<void>
  /** Ends it cleanly. */
  release(): Promise<void>
}

const started = new Set<number>()

/** Kills what a failed test left running. */
export function killHolders(): void {
  for (const pid of started) for (const each of [pid, ...watchdogsOf(pid)]) killQuietly(each)
  started.clear()
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already, as it should be.
  }
}

export async function startHolder(
  lab: Lab,
  owner: string,
  env: NodeJS.ProcessEnv = {},
  mode: 'hold' | 'flicker' = 'hold',
): Promise<HolderProcess> {
  const child = spawn(NODE, [HOLDER, owner, mode], {
    env: { ...lab.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  const pid = child.pid ?? 0
  started.add(pid)
  const line = await firstLine(child)
  const report = JSON.parse(line) as MuteReport
  const gone = once(child, 'exit')
  return {
    pid,
    report,
    async kill() {
      process.kill(pid, 'SIGKILL')
      await gone
    },
    async killGroup() {
      process.kill(-pid, 'SIGKILL')
      await gone
    },
    async release() {
      child.stdin?.end('release\n')
      await gone
      await endProcess(child)
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the holder ended with ${code}`)))
    if (child.stdout !== null) createInterface(child.stdout).once('line', resolve)
  })
}

/** The watchdogs of a holder: shells whose last argument starts with its pid. */
export function watchdogsOf(pid: number): number[] {
  return processes()
    .filter(({ args }) => args[3] === 'tideline-mute' && args.at(-1)?.startsWith(`${pid} `))
    .map((each) => each.pid)
}

/** Processes with this word among their arguments. */
export const processesWith = (word: string): number[] =>
  processes()
    .filter(({ args }) => args.includes(word))
    .map((each) => each.pid)

function processes(): { pid: number; args: string[] }[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map((pid) => ({ pid: Number(pid), args: argumentsOf(pid) }))
}

function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
  } catch {
    return []
  }
}
