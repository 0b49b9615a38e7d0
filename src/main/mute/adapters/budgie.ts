/**
 * Budgie: its own switch, which can only be turned over. `NotificationsPaused` beside it is not ours to use: the desktop sets it itself,
 * and all that it held comes up at once.
 */
import type { Bus } from '../host/bus.ts'
import { MuteError, type MuteAdapter, type MuteValue } from '../port.ts'
import type { Place } from './adapter.ts'
import { busRestore, switchAdapter } from './switch.ts'

const NAME = 'org.budgie_desktop.Notifications'
const SWITCH = { path: '/org/budgie_desktop/Notifications', iface: 'org.buddiesofbudgie.budgie.Dispatcher' } as const
const AT = { to: NAME, ...SWITCH } as const

export function budgieAdapter({ bus, env, label }: Place): MuteAdapter {
  const read = () => readSwitch(bus)
  return switchAdapter({
    id: 'budgie',
    label,
    level: 'verified',
    persists: false,
    ours: true,
    read,
    set: async (value) => {
      if ((await read()) !== value) await bus.call({ ...AT, member: 'ToggleDoNotDisturb' })
    },
    restoreCommand: () =>
      busRestore(
        env,
        true,
        { ...AT, member: 'GetDoNotDisturb', args: [] },
        { ...AT, member: 'ToggleDoNotDisturb', args: [] },
      ),
    watch: (onChange) => bus.onSignal({ ...SWITCH, member: 'DoNotDisturbChanged' }, onChange),
  })
}

async function readSwitch(bus: Bus): Promise<MuteValue> {
  const [value] = await bus.call({ ...AT, member: 'GetDoNotDisturb' })
  if (typeof value === 'boolean') return value
  throw new MuteError('failed', `Budgie answered ${JSON.stringify(value)}`)
}
