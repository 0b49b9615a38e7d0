/** Whether this desktop shows tray icons now. On Linux a panel may come and go; elsewhere there always is one. */
import { log } from '../log.ts'
import { type Bus, busAddressFrom, connectBus, getProperty, ownerOf } from '../mute/host/bus.ts'
import type { Stop } from '../ports.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const AT_WATCHER = { to: WATCHER, path: '/StatusNotifierWatcher', iface: WATCHER } as const
const AT_BUS = { path: '/org/freedesktop/DBus', iface: 'org.freedesktop.DBus' } as const

/** What the desktop offers: who serves the tray (another name is another panel), or null where nobody does. */
export type TrayHost = string | null

/** Tells the tray host once known, and again whenever another one serves. Never throws; without a bus it is null. */
export function watchTrayHost(onChange: (host: TrayHost) => void, env: NodeJS.ProcessEnv = process.env): Stop {
  if (process.platform !== 'linux') {
    onChange(process.platform)
    return () => {}
  }
  let stopped = false
  let stopBus: Stop = () => {}
  let told: TrayHost | undefined
  const tell = (host: TrayHost): void => {
    if (stopped || host === told) return
    told = host
    onChange(host)
  }
  connectBus(busAddressFrom(env)).then(
    (bus) => {
      if (stopped) bus.close()
      else stopBus = follow(bus, tell)
    },
    () => tell(null),
  )
  return () => {
    stopped = true
    stopBus()
  }
}

function follow(bus: Bus, tell: (host: TrayHost) => void): Stop {
  let looks = 0
  // A newer look makes the answer of an older one stale.
  const look = async (): Promise<void> => {
    const mine = (looks += 1)
    const host = await findHost(bus).catch((error: unknown) => {
      log('cannot ask for the tray host', error)
      return null
    })
    if (mine === looks) tell(host)
  }
  const lookAgain = () => void look()
  const stops = [
    bus.onSignal({ ...AT_BUS, member: 'NameOwnerChanged', about: WATCHER }, lookAgain),
    bus.onSignal({ ...AT_WATCHER, member: 'StatusNotifierHostRegistered' }, lookAgain),
    bus.onSignal({ ...AT_WATCHER, member: 'StatusNotifierHostUnregistered' }, lookAgain),
    bus.onClose(() => tell(null)),
  ]
  lookAgain()
  return () => {
    for (const stop of stops) stop()
    bus.close()
  }
}

/** A watcher only keeps the list; without a host nobody draws it. Watchers that do not say count as hosts. */
async function findHost(bus: Bus): Promise<TrayHost> {
  const owner = await ownerOf(bus, WATCHER)
  if (owner === null) return null
  const hosted = await getProperty(bus, AT_WATCHER, 'IsStatusNotifierHostRegistered').catch(() => true)
  return hosted === false ? null : owner
}
