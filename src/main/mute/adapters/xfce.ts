/** xfce4-notifyd, through Xfconf: the setting is kept in the person's configuration, so a power cut would leave it on. */
import { type Bus, plain } from '../host/bus.ts'
import { busCommand, busTool, ifStill, text, type ShellCall } from '../host/shell.ts'
import { MuteError, type MuteAdapter, type MuteValue } from '../port.ts'
import { type Place, setAndCheck } from './adapter.ts'

const XFCONF = { to: 'org.xfce.Xfconf', path: '/org/xfce/Xfconf', iface: 'org.xfce.Xfconf' } as const
const CHANNEL = 'xfce4-notifyd'
const NAME = '/do-not-disturb'

export function xfceAdapter({ bus, env, label }: Omit<Place, 'server'>): MuteAdapter {
  const read = () => readSetting(bus)
  const set = (value: MuteValue) => writeSetting(bus, value)
  return {
    id: 'xfce',
    label,
    level: 'verified',
    selfEnding: false,
    persists: true,
    read,
    isMuted: (value) => value === true,
    target: () => true,
    mute: () => setAndCheck(read, set, true),
    restore: async (previous) => void (await setAndCheck(read, set, previous)),
    restoreCommand(previous) {
      const tool = busTool(env)
      if (tool === null) return null
      const call = (member: string, args: ShellCall['args']) =>
        busCommand(tool, { ...XFCONF, member, args: [text(CHANNEL), text(NAME), ...args] })
      const back =
        previous === null
          ? call('ResetProperty', [{ type: 'boolean', text: 'false' }])
          : call('SetProperty', [{ type: 'boolean', text: String(previous), variant: true }])
      return ifStill('true', call('GetProperty', []), back)
    },
    watch(onChange) {
      const heard = (body: readonly unknown[]) => body[0] === CHANNEL && body[1] === NAME && onChange()
      const stops = ['PropertyChanged', 'PropertyRemoved'].map((member) =>
        bus.onSignal({ path: XFCONF.path, iface: XFCONF.iface, member }, heard),
      )
      return () => stops.forEach((stop) => stop())
    },
    stop: () => undefined,
  }
}

/** Null where the person never touched the switch: then there is no such property, and there shall be none afterwards. */
async function readSetting(bus: Bus): Promise<MuteValue> {
  const [exists] = await bus.call({
    ...XFCONF,
    member: 'PropertyExists',
    signature: 'ss',
    body: [CHANNEL, NAME],
    mayStart: true,
  })
  if (exists !== true) return null
  const [value] = await bus.call({
    ...XFCONF,
    member: 'GetProperty',
    signature: 'ss',
    body: [CHANNEL, NAME],
    mayStart: true,
  })
  const found = plain(value)
  if (typeof found === 'boolean') return found
  throw new MuteError('failed', `Xfconf answered ${JSON.stringify(found)}`)
}

async function writeSetting(bus: Bus, value: MuteValue): Promise<void> {
  if (value === null)
    await bus.call({
      ...XFCONF,
      member: 'ResetProperty',
      signature: 'ssb',
      body: [CHANNEL, NAME, false],
      mayStart: true,
    })
  else
    await bus.call({
      ...XFCONF,
      member: 'SetProperty',
      signature: 'ssv',
      body: [CHANNEL, NAME, bus.variant('b', value)],
      mayStart: true,
    })
}
