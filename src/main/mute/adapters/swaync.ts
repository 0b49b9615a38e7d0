/** SwayNotificationCenter: its own switch, over D-Bus. It tells each change. */
import { type Bus } from '../host/bus.ts'
import { busCommand, busTool, ifStill, type Argument } from '../host/shell.ts'
import { MuteError, type MuteAdapter, type MuteValue } from '../port.ts'
import { type Place, setAndCheck } from './adapter.ts'

const CENTRE = { path: '/org/erikreider/swaync/cc', iface: 'org.erikreider.swaync.cc' } as const

/** `Subscribe` until 0.8, `SubscribeV2` since; both tell of the switch. */
const SIGNALS = ['Subscribe', 'SubscribeV2']

export function swayncAdapter({ bus, env, server, label }: Place): MuteAdapter {
  const at = { ...CENTRE, to: server }
  const read = () => readSwitch(bus, at)
  const set = async (value: MuteValue) =>
    void (await bus.call({ ...at, member: 'SetDnd', signature: 'b', body: [value] }))
  return {
    id: 'swaync',
    label,
    level: 'verified',
    selfEnding: false,
    persists: false,
    read,
    isMuted: (value) => value === true,
    target: () => true,
    mute: () => setAndCheck(read, set, true),
    restore: async (previous) => void (await setAndCheck(read, set, previous)),
    restoreCommand(previous) {
      const tool = busTool(env)
      if (tool === null) return null
      const call = (member: string, args: readonly Argument[]) => busCommand(tool, { ...at, member, args })
      return ifStill('true', call('GetDnd', []), call('SetDnd', [{ type: 'boolean', text: String(previous) }]))
    },
    watch(onChange) {
      const stops = SIGNALS.map((member) =>
        bus.onSignal({ ...CENTRE, member }, (_body, sender) => sender === server && onChange()),
      )
      return () => stops.forEach((stop) => stop())
    },
    stop: () => undefined,
  }
}

async function readSwitch(bus: Bus, at: typeof CENTRE & { to: string }): Promise<MuteValue> {
  const [value] = await bus.call({ ...at, member: 'GetDnd' })
  if (typeof value === 'boolean') return value
  throw new MuteError('failed', `swaync answered ${JSON.stringify(value)}`)
}
