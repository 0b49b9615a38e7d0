/** dunst: `pauseLevel` (from 1.12) where it is there, as `paused` would forget the level that the person had chosen; else `paused`. */
import { getProperty, PROPERTIES, setProperty } from '../host/bus.ts'
import { text, type Argument, type ShellCall } from '../host/shell.ts'
import { MuteError, type MuteAdapter, type MuteValue } from '../port.ts'
import type { Place } from './adapter.ts'
import { busRestore, switchAdapter } from './switch.ts'

const IFACE = 'org.dunstproject.cmd0'
const PATH = '/org/freedesktop/Notifications'
/** dunst's highest pause level: holds back everything. */
const ALL = 100

export async function dunstAdapter({ bus, env, server, label }: Place): Promise<MuteAdapter> {
  const at = { to: server, path: PATH, iface: IFACE }
  const levels = await hasLevels()
  const name = levels ? 'pauseLevel' : 'paused'
  const ours = levels ? ALL : true

  async function hasLevels(): Promise<boolean> {
    try {
      await getProperty(bus, at, 'pauseLevel')
      return true
    } catch (error) {
      if (error instanceof MuteError && error.code === 'unsupported') return false
      throw error
    }
  }

  // To the unique name: were dunst gone, its well-known name would start another daemon.
  const call = (member: string, args: readonly Argument[]): ShellCall => ({
    ...at,
    iface: PROPERTIES,
    member,
    args: [text(IFACE), text(name), ...args],
  })
  const word = (value: MuteValue): Argument => ({
    type: levels ? 'uint32' : 'boolean',
    text: String(value),
    variant: true,
  })

  return switchAdapter({
    id: 'dunst',
    label,
    level: 'verified',
    persists: false,
    ours,
    read: async () => valueFrom(await getProperty(bus, at, name)),
    set: (value) => setProperty(bus, at, name, bus.variant(levels ? 'u' : 'b', value)),
    restoreCommand: (previous) => busRestore(env, ours, call('Get', []), call('Set', [word(previous)])),
    watch: (onChange) =>
      bus.onSignal(
        { path: PATH, iface: PROPERTIES, member: 'PropertiesChanged' },
        (_body, sender) => sender === server && onChange(),
      ),
  })
}

function valueFrom(value: unknown): boolean | number {
  if (typeof value === 'boolean' || typeof value === 'number') return value
  throw new MuteError('failed', `dunst answered ${JSON.stringify(value)}`)
}
