import { Message, type MessageBus, Variant, sessionBus } from '@jellybrick/dbus-next'

/** Where on the bus something lives. */
export interface Target {
  readonly name: string
  readonly path: string
  readonly interface: string
}

/** A client of one message bus. */
export interface Bus {
  readonly raw: MessageBus
  /** Calls a method; throws the D-Bus error. */
  call(target: Target, member: string, signature?: string, body?: unknown[]): Promise<unknown[]>
  get(target: Target, property: string): Promise<unknown>
  set(target: Target, property: string, signature: string, value: unknown): Promise<void>
  hasOwner(name: string): Promise<boolean>
  close(): void
}

const PROPERTIES = 'org.freedesktop.DBus.Properties'
const DAEMON: Target = {
  name: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}

/** Connects to the bus at this address. */
export function connect(busAddress: string): Bus {
  const raw = sessionBus({ busAddress })
  const call = async (target: Target, member: string, signature = '', body: unknown[] = []): Promise<unknown[]> => {
    const { name: destination, ...where } = target
    const reply = await raw.call(new Message({ destination, ...where, member, signature, body }))
    return reply?.body ?? []
  }
  return {
    raw,
    call,
    async get(target, property) {
      const [value] = await call({ ...target, interface: PROPERTIES }, 'Get', 'ss', [target.interface, property])
      return plain(value)
    },
    async set(target, property, signature, value) {
      const body = [target.interface, property, new Variant(signature, value)]
      await call({ ...target, interface: PROPERTIES }, 'Set', 'ssv', body)
    },
    async hasOwner(name) {
      const [owned] = await call(DAEMON, 'NameHasOwner', 's', [name])
      return owned === true
    },
    close: () => raw.disconnect(),
  }
}

/** The value without its D-Bus wrapping, at every depth. */
export function plain(value: unknown): unknown {
  if (value instanceof Variant) return plain(value.value)
  if (Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
