/** A desktop whose switch outlives every process of ours; the machine's restart too where it persists. A plain shell can restore it. */
import type { Desktop } from '../../../src/main/mute/desktop.ts'
import { ifStill } from '../../../src/main/mute/host/shell.ts'
import type { MuteAdapter, MuteValue } from '../../../src/main/mute/port.ts'
import { call } from './machine.ts'

export interface Desk extends Desktop {
  muted(): boolean
  /** The person's own hand, or the machine's start. */
  set(muted: boolean): void
}

interface File {
  read(): string
  write(text: string): void
  readonly path: string
}

export function openDesk(file: File, persists: boolean): Desk {
  const muted = (): boolean => file.read() === 'true'
  const set = (to: MuteValue): void => file.write(String(to))
  const adapter: MuteAdapter = {
    id: 'desk',
    label: 'desk 1',
    level: 'verified',
    selfEnding: false,
    persists,
    read: async () => muted(),
    isMuted: (value) => value === true,
    target: () => true,
    async mute() {
      call('mute', () => set(true))
      return true
    },
    restore: async (previous) => call('restore', () => set(previous)),
    restoreCommand: (previous) =>
      ifStill('true', ['cat', file.path], ['/bin/sh', '-c', 'printf %s "$1" >"$2"', 'sh', String(previous), file.path]),
    stop: () => undefined,
  }
  return {
    muted,
    set,
    find: async () => ({ adapter, server: 'the one' }),
    findAgain: async (id) => (id === adapter.id ? adapter : null),
    onChange: () => () => undefined,
    close: () => undefined,
  }
}
