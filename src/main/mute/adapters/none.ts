/** Where nothing is known: says so, and touches nothing. */
import { MuteError, type MuteAdapter } from '../port.ts'

export function noneAdapter(label: string): MuteAdapter {
  return {
    id: 'none',
    label,
    level: 'unsupported',
    selfEnding: true,
    persists: false,
    read: async () => null,
    isMuted: () => false,
    target: () => null,
    mute: () => Promise.reject(new MuteError('unsupported', label)),
    restore: async () => undefined,
    restoreCommand: () => null,
    stop: () => undefined,
  }
}
