/** SwayNotificationCenter: its own switch, over D-Bus. It tells each change. */
import { type Bus } from '../host/bus.ts'
import { MuteError, type MuteAdapter, type MuteValue } from '../port.ts'
import type { Place } from './adapter.ts'
import { busRestore, switchAdapter } from './switch.ts'

const CENTRE = { path: '/org/erikreider/swaync/cc', iface: 'org.erikreider.swaync.cc' } as const

/** `Subscribe` until 0.8, `SubscribeV2` since; both tell of the switch. */
const SIGNALS = ['Subscribe', 'SubscribeV2']

export function swayncAdapter({ bus, env, server, label }: Place): MuteAdapter {
  const at = { ...CENTRE, to: server }
  return switchAdapter({
    id: 'swaync',
    label,
    level: 'verified',
    persists: false,
    ours: true,
    read: () => readSwitch(bus, at),
    set: async (value) => void (await bus.call({ ...at, member: 'SetDnd', signature: 'b', body: [value] })),
    restoreCommand: (previous) =>
      busRestore(
        env,
        true,
        { ...at, member: 'GetDnd', args: [] },
        { ...at, member: 'SetDnd', args: [{ type: 'boolean', text: String(previous) }] },
      ),
    watch(onChange) {
      const stops = SIGNALS.map((member) =>
        bus.onSignal({ ...CENTRE, member }, (_body, sender) => sender === server && onChange()),
      )
      return () => stops.forEach((stop) => stop())
    },
  })
}

async function readSwitch(bus: Bus, at: typeof CENTRE & { to: string }): Promise<MuteValue> {
  const [value] = await bus.call({ ...at, member: 'GetDnd' })
  if (typeof value === 'boolean') return value
  throw new MuteError('failed', `swaync answered ${JSON.stringify(value)}`)
}
