/** What all desktops with one remembered switch share: set, look again, give back. An adapter adds how its own switch is read, set and heard. */
import { busCommand, busTool, ifStill, type ShellCall } from '../host/shell.ts'
import { sameValue, type MuteAdapter, type MuteValue } from '../port.ts'
import { setAndCheck } from './adapter.ts'

export type Switch = Pick<MuteAdapter, 'id' | 'label' | 'level' | 'persists' | 'read' | 'restoreCommand' | 'watch'> & {
  /** What the switch reads while muted. */
  readonly ours: MuteValue
  set(value: MuteValue): Promise<void>
}

export function switchAdapter({ ours, set, ...own }: Switch): MuteAdapter {
  return {
    ...own,
    selfEnding: false,
    isMuted: (value) => sameValue(value, ours),
    target: () => ours,
    mute: () => setAndCheck(own.read, set, ours),
    restore: async (previous) => void (await setAndCheck(own.read, set, previous)),
    stop: () => undefined,
  }
}

/** A shell that looks over D-Bus and puts back over D-Bus; null where the machine has no tool for it. */
export function busRestore(
  env: NodeJS.ProcessEnv,
  ours: MuteValue,
  look: ShellCall,
  back: ShellCall,
): readonly string[] | null {
  const tool = busTool(env)
  return tool && ifStill(String(ours), busCommand(tool, look), busCommand(tool, back))
}
