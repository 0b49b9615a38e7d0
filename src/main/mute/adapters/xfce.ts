/** xfce4-notifyd, through Xfconf: the setting is kept in the person's configuration, so a power cut would leave it on. */
import { type Bus, plain } from '../host/bus.ts'
import { text, type ShellCall } from '../host/shell.ts'
import { MuteError, type MuteAdapter, type MuteValue } from '../port.ts'
import type { Place } from './adapter.ts'
import { busRestore, switchAdapter } from './switch.ts'

const XFCONF = { to: 'org.xfce.Xfconf', path: '/org/xfce/Xfconf', iface: 'org.xfce.Xfconf' } as const
const CHANNEL = 'xfce4-notifyd'
const NAME = '/do-not-disturb'

export function xfceAdapter({ bus, env, label }: Omit<Place, 'server'>): MuteAdapter {
  return switchAdapter({
    id: 'xfce',
    label,
    level: 'verified',
    persists: true,
    ours: true,
    read: () => readSetting(bus),
    set: (value) => writeSetting(bus, value),
    restoreCommand: (previous) => busRestore(env, true, shellCall('GetProperty', []), backTo(previous)),
    watch(onChange) {
      const heard = (body: readonly unknown[]) => body[0] === CHANNEL && body[1] === NAME && onChange()
      const stops = ['PropertyChanged', 'PropertyRemoved'].map((member) =>
        bus.onSignal({ path: XFCONF.path, iface: XFCONF.iface, member }, heard),
      )
      return () => stops.forEach((stop) => stop())
    },
  })
}

const shellCall = (member: string, args: ShellCall['args']): ShellCall => ({
  ...XFCONF,
  member,
  args: [text(CHANNEL), text(NAME), ...args],
})

const backTo = (previous: MuteValue): ShellCall =>
  previous === null
    ? shellCall('ResetProperty', [{ type: 'boolean', text: 'false' }])
    : shellCall('SetProperty', [{ type: 'boolean', text: String(previous), variant: true }])

/** Null where the person never touched the switch: then there is no such property, and there shall be none afterwards. */
async function readSetting(bus: Bus): Promise<MuteValue> {
  const [exists] = await ask(bus, 'PropertyExists', 'ss', [])
  if (exists !== true) return null
  const [value] = await ask(bus, 'GetProperty', 'ss', [])
  const found = plain(value)
  if (typeof found === 'boolean') return found
  throw new MuteError('failed', `Xfconf answered ${JSON.stringify(found)}`)
}

async function writeSetting(bus: Bus, value: MuteValue): Promise<void> {
  if (value === null) await ask(bus, 'ResetProperty', 'ssb', [false])
  else await ask(bus, 'SetProperty', 'ssv', [bus.variant('b', value)])
}

/** Xfconf keeps the settings whether or not it runs, so the bus may start it. */
const ask = (bus: Bus, member: string, signature: string, more: readonly unknown[]): Promise<readonly unknown[]> =>
  bus.call({ ...XFCONF, member, signature, body: [CHANNEL, NAME, ...more], mayStart: true })
