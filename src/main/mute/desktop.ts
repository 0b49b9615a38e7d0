/** The desktop of this session: one connection, made late and made again, and the adapter for whoever shows notices now. */
import { adapterWithoutServer, detect, type Found, NOTIFICATIONS } from './detect.ts'
import { type Bus, connectBus } from './host/bus.ts'
import type { MuteAdapter } from './port.ts'

export interface Desktop {
  /** Looks who shows notices; connects where needed. Throws `bus_gone` or `timeout`. */
  find(): Promise<Found>
  /** The adapter of a lease that was left behind; null where nothing of it can be left. */
  findAgain(id: string): Promise<MuteAdapter | null>
  /** Calls back when another server takes over, or the bus goes; returns how to stop. */
  onChange(listener: () => void): () => void
  close(): void
}

export function linuxDesktop(address: string | null, env: NodeJS.ProcessEnv): Desktop {
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach((listener) => listener())
  let bus: Bus | null = null
  let found: Found | null = null
  /** Grows with each change of server, so that a look that was under way meanwhile is not believed. */
  let changes = 0

  function forget(): void {
    changes += 1
    found?.adapter.stop()
    found = null
  }

  async function connected(): Promise<Bus> {
    if (bus !== null) return bus
    const fresh = await connectBus(address)
    fresh.onClose(() => {
      bus = null
      forget()
      tell()
    })
    const owner = {
      path: '/org/freedesktop/DBus',
      iface: 'org.freedesktop.DBus',
      member: 'NameOwnerChanged',
      about: NOTIFICATIONS,
    }
    fresh.onSignal(owner, () => {
      forget()
      tell()
    })
    return (bus = fresh)
  }

  async function find(): Promise<Found> {
    while (found === null) {
      const before = changes
      const seen = await detect(await connected(), env)
      if (changes === before) found = seen
    }
    return found
  }

  return {
    find,
    async findAgain(id) {
      const { adapter } = await find()
      return adapter.id === id ? adapter : adapterWithoutServer(id, await connected(), env)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      forget()
      bus?.close()
      bus = null
      listeners.clear()
    },
  }
}
