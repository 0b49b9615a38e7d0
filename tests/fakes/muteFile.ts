/** A desktop that is a file: processes can share it and a shell can restore it, so the lease can be tested without any desktop. */
import { readFileSync, watch, writeFileSync } from 'node:fs'
import type { Desktop } from '../../src/main/mute/desktop.ts'
import { ifStill } from '../../src/main/mute/host/shell.ts'
import { MuteError, type MuteAdapter, type MuteProblem, type MuteValue } from '../../src/main/mute/port.ts'

export interface FileDesktop extends Desktop {
  readonly adapter: MuteAdapter
  muted(): boolean
  setByHand(muted: boolean): void
  /** The server restarts: what talked to the old one gets no answer. `unnoticed`: and the news of it is still on its way. */
  restart(unnoticed?: 'unnoticed'): void
  /** From now on these methods fail like this. */
  fail(problem: MuteProblem | null, methods?: readonly ('read' | 'mute' | 'restore' | 'find')[]): void
  /** How often each method was called. */
  readonly calls: { read: number; mute: number; restore: number }
}

export interface FileDesktopOptions {
  readonly id?: string
  readonly persists?: boolean
  /** Whether there is a shell command that restores. */
  readonly guarded?: boolean
  /** Whether changes are told; mako, for one, tells nothing. */
  readonly tells?: boolean
}

export function fileDesktop(
  path: string,
  { id = 'file', persists = false, guarded = true, tells = true }: FileDesktopOptions = {},
): FileDesktop {
  const calls = { read: 0, mute: 0, restore: 0 }
  const listeners = new Set<() => void>()
  let failing: { problem: MuteProblem; methods: readonly string[] } | null = null
  let life = 1

  const value = () => readFileSync(path, 'utf8').trim() === 'true'
  const attempt = (method: string, born = life) => {
    if (born !== life) {
      // The bus tells of the new server before it says that the old one is gone.
      adapter = adapterInLife(life)
      throw new MuteError('unsupported', 'the server is gone')
    }
    if (failing?.methods.includes(method)) throw new MuteError(failing.problem)
  }
  const set = (to: MuteValue) => writeFileSync(path, String(to))

  const adapterInLife = (born: number): MuteAdapter => ({
    id,
    label: `${id} 1`,
    level: 'verified',
    selfEnding: false,
    persists,
    async read() {
      calls.read += 1
      attempt('read', born)
      return value()
    },
    isMuted: (now) => now === true,
    target: () => true,
    async mute() {
      calls.mute += 1
      attempt('mute', born)
      set(true)
      return true
    },
    async restore(previous) {
      calls.restore += 1
      attempt('restore', born)
      set(previous)
    },
    restoreCommand: (previous) =>
      guarded
        ? ifStill('true', ['cat', path], ['/bin/sh', '-c', 'printf %s "$1" >"$2"', 'sh', String(previous), path])
        : null,
    watch(onChange) {
      if (!tells) return () => undefined
      const watcher = watch(path, onChange)
      return () => watcher.close()
    },
    stop: () => undefined,
  })
  let adapter = adapterInLife(1)

  return {
    get adapter() {
      return adapter
    },
    calls,
    async find() {
      attempt('find')
      return { adapter, server: `server ${life}` }
    },
    findAgain: async (wanted) => (wanted === id ? adapter : null),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => undefined,
    muted: value,
    setByHand: set,
    restart(unnoticed) {
      life += 1
      if (unnoticed !== undefined) return
      adapter = adapterInLife(life)
      for (const listener of listeners) listener()
    },
    fail: (problem, methods = ['read', 'mute', 'restore', 'find']) =>
      void (failing = problem === null ? null : { problem, methods }),
  }
}
