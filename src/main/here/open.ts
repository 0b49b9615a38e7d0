/** Everything that can tell on this machine. */
import type { Millis } from '../../core/time/instant.ts'
import type { Here } from '../../core/availability/here.ts'
import { type Bus, busAddressFrom, connectBus } from '../mute/host/bus.ts'
import { busIdle, type SystemIdle, systemIdle } from './idle.ts'
import { busLocks } from './locks.ts'
import { type IdleSource, nobodyTells } from './port.ts'
import { type HereWatch, watchHere } from './watch.ts'

export interface OpenHereParts extends SystemIdle {
  readonly limit: Millis
  readonly tell: (here: Here) => void
}

const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket'

/** Connects to both buses on Linux; without them only what the system announces is known. */
export async function openHere({ limit, tell, ...system }: OpenHereParts): Promise<HereWatch> {
  const { env, platform } = system
  const [session, logind] =
    platform === 'linux'
      ? await Promise.all([connected(busAddressFrom(env)), connected(env['DBUS_SYSTEM_BUS_ADDRESS'] || SYSTEM_BUS)])
      : [null, null]
  const watch = watchHere({
    idle: await idleFrom(session, systemIdle(system)),
    lock: busLocks({ session, system: logind }),
    limit,
    tell,
  })
  return {
    power: watch.power,
    stop() {
      watch.stop()
      session?.close()
      logind?.close()
    },
  }
}

/** The desktop itself knows best; X11's figure misses nothing either, but only under X11. */
async function idleFrom(session: Bus | null, system: IdleSource | null): Promise<IdleSource> {
  const told = session === null ? nobodyTells : await busIdle(session)
  return told.id === 'none' && system !== null ? system : told
}

const connected = (address: string | null): Promise<Bus | null> => connectBus(address).catch(() => null)
