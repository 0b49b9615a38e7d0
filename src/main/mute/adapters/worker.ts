/** Desktops that a worker of their own mutes: macOS and Windows. Nobody could verify these here, so they say *requested*. */
import { existsSync } from 'node:fs'
import type { Desktop } from '../desktop.ts'
import { createWorker, type WorkerProgram } from '../host/worker.ts'
import { MuteError, type MuteAdapter } from '../port.ts'

export interface WorkerDesktop {
  readonly id: 'macos' | 'windows'
  readonly label: string
  readonly program: WorkerProgram
  /** A file that is there while a mute is held, and so after a power cut; absent where nothing would be left. */
  readonly trace?: string
}

export function workerAdapter({ id, label, program }: WorkerDesktop): MuteAdapter {
  const listeners = new Set<() => void>()
  const worker = createWorker(program, () => listeners.forEach((listener) => listener()))
  return {
    id,
    label,
    level: 'requested',
    // The worker gives back when we are gone, so there is nothing for a lease to guard.
    selfEnding: true,
    persists: false,
    read: () => worker.ask('read'),
    isMuted: (value) => value === true,
    target: () => true,
    async mute() {
      if (await worker.ask('mute')) return true
      throw new MuteError('not_applied', `${label} said yes and is not muted`)
    },
    async restore() {
      await worker.ask('restore')
      worker.end()
    },
    restoreCommand: () => null,
    watch(onChange) {
      listeners.add(onChange)
      return () => void listeners.delete(onChange)
    },
    stop: () => worker.end(),
  }
}

/** There is one such desktop a session, and it never changes. */
export function workerDesktop(options: WorkerDesktop): Desktop {
  const adapter = workerAdapter(options)
  let recovering: Promise<void> | null = null
  return {
    async find() {
      await (recovering ??= recover(options))
      return { adapter, server: options.label }
    },
    findAgain: async () => null,
    onChange: () => () => undefined,
    close: () => adapter.stop(),
  }
}

async function recover({ program, trace }: WorkerDesktop): Promise<void> {
  if (trace === undefined || !existsSync(trace)) return
  const worker = createWorker(program, () => undefined)
  // Where it fails now, the next mute tries again.
  await worker.ask('recover').catch(() => false)
  worker.end()
}
