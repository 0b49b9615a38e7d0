/** dunst: `pauseLevel` (from 1.12) where it is there, as `paused` would forget the level that the person had chosen; else `paused`. */
import { getProperty, PROPERTIES, setProperty } from '../host/bus.ts'
import { busCommand, busTool, ifStill, text, type Argument } from '../host/shell.ts'
import { MuteError, type MuteAdapter, type MuteValue } from '../port.ts'
import { type Place, setAndCheck } from './adapter.ts'

const IFACE = 'org.dunstproject.cmd0'
const PATH = '/org/freedesktop/Notifications'
/** dunst's highest pause level: holds back everything. */
const ALL = 100

export async function dunstAdapter({ bus, env, server, label }: Place): Promise<MuteAdapter> {
  const at = { to: server, path: PATH, iface: IFACE }
  const levels = await hasLevels()
  const name = levels ? 'pauseLevel' : 'paused'
  const ours = levels ? ALL : true
  const read = async () => valueFrom(await getProperty(bus, at, name))
  const set = (value: MuteValue) => setProperty(bus, at, name, bus.variant(levels ? 'u' : 'b', value))

  async function hasLevels(): Promise<boolean> {
    try {
      await getProperty(bus, at, 'pauseLevel')
      return true
    } catch (error) {
      if (error instanceof MuteError && error.code === 'unsupported') return false
      throw error
    }
  }

  return {
    id: 'dunst',
    label,
    level: 'verified',
    selfEnding: false,
    persists: false,
    read,
    isMuted: (value) => value === true || value === ALL,
    target: () => ours,
    mute: () => setAndCheck(read, set, ours),
    restore: async (previous) => void (await setAndCheck(read, set, previous)),
    restoreCommand(previous) {
      const tool = busTool(env)
      if (tool === null) return null
      // To the unique name: were dunst gone, its well-known name would start another daemon.
      const call = (member: string, args: readonly Argument[]) =>
        busCommand(tool, {
          to: server,
          path: PATH,
          iface: PROPERTIES,
          member,
          args: [text(IFACE), text(name), ...args],
        })
      const value: Argument = { type: levels ? 'uint32' : 'boolean', text: String(previous), variant: true }
      return ifStill(String(ours), call('Get', []), call('Set', [value]))
    },
    watch: (onChange) =>
      bus.onSignal(
        { path: PATH, iface: PROPERTIES, member: 'PropertiesChanged' },
        (_body, sender) => sender === server && onChange(),
      ),
    stop: () => undefined,
  }
}

function valueFrom(value: unknown): boolean | number {
  if (typeof value === 'boolean' || typeof value === 'number') return value
  throw new MuteError('failed', `dunst answered ${JSON.stringify(value)}`)
}
