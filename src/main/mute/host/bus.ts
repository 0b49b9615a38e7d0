/** The session bus with the three things its library lacks: a cap on every wait, news of its end, and no starting of services by accident. */
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type * as DBus from '@jellybrick/dbus-next'
import type { Message, MessageBus } from '@jellybrick/dbus-next'
import { MuteError, type MuteProblem } from '../port.ts'
import { PATIENCE } from './tool.ts'

type Library = Pick<typeof DBus, 'Message' | 'MessageFlag' | 'MessageType' | 'Variant'>

export interface BusCall {
  readonly to: string
  readonly path: string
  readonly iface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
  /** Whether the bus may start the service. Never for notifications: it could pick the wrong daemon. */
  readonly mayStart?: boolean
}

export interface BusSignal {
  readonly path: string
  readonly iface: string
  readonly member: string
  /** Only signals whose first argument is this; the bus keeps the others from waking us. */
  readonly about?: string
}

export interface Bus {
  /** Tells this bus from one that took its address later. */
  readonly id: string
  call(call: BusCall): Promise<readonly unknown[]>
  /** A value with its type, as D-Bus wants for properties. */
  variant(signature: string, value: unknown): object
  onSignal(signal: BusSignal, listener: (body: readonly unknown[], sender: string) => void): () => void
  onClose(listener: () => void): () => void
  close(): void
}

const DAEMON = { to: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', iface: 'org.freedesktop.DBus' } as const

/** Where the session bus listens; null where there is none. */
export function busAddressFrom(env: NodeJS.ProcessEnv): string | null {
  const given = env['DBUS_SESSION_BUS_ADDRESS']
  if (given) return given
  const socket = join(env['XDG_RUNTIME_DIR'] ?? '', 'bus')
  return env['XDG_RUNTIME_DIR'] && existsSync(socket) ? `unix:path=${socket}` : null
}

/** Throws `bus_gone` where nobody listens, `timeout` where nobody answers. */
export async function connectBus(address: string | null): Promise<Bus> {
  if (address === null) throw new MuteError('bus_gone', 'no session bus')
  const library = await import('@jellybrick/dbus-next')
  const raw = library.sessionBus({ busAddress: address })
  const closed = new EventEmitter()
  onceGone(raw, () => closed.emit('close'))
  const bus = wrap(library, raw, closed)
  try {
    const [id] = await bus.call({ ...DAEMON, member: 'GetId' })
    return { ...bus, id: String(id) }
  } catch (error) {
    bus.close()
    throw error
  }
}

/** The unique name of a service's owner; null where nobody owns it. Starts nothing. */
export async function ownerOf(bus: Bus, name: string): Promise<string | null> {
  const [owned] = await bus.call({ ...DAEMON, member: 'NameHasOwner', signature: 's', body: [name] })
  if (owned !== true) return null
  try {
    const [owner] = await bus.call({ ...DAEMON, member: 'GetNameOwner', signature: 's', body: [name] })
    return String(owner)
  } catch (error) {
    if (error instanceof MuteError && error.code === 'unsupported') return null
    throw error
  }
}

export async function getProperty(
  bus: Bus,
  at: { to: string; path: string; iface: string },
  name: string,
): Promise<unknown> {
  const [value] = await bus.call({ ...at, iface: PROPERTIES, member: 'Get', signature: 'ss', body: [at.iface, name] })
  return plain(value)
}

export async function setProperty(
  bus: Bus,
  at: { to: string; path: string; iface: string },
  name: string,
  value: object,
): Promise<void> {
  await bus.call({ ...at, iface: PROPERTIES, member: 'Set', signature: 'ssv', body: [at.iface, name, value] })
}

export const PROPERTIES = 'org.freedesktop.DBus.Properties'

/** A value without its D-Bus type. */
export const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'signature' in value && 'value' in value ? value.value : value

function wrap(
  { Message, MessageFlag, MessageType, Variant }: Library,
  raw: MessageBus,
  closed: EventEmitter,
): Omit<Bus, 'id'> {
  let open = true
  closed.once('close', () => (open = false))
  const onClose = (listener: () => void) => {
    closed.once('close', listener)
    return () => void closed.off('close', listener)
  }
  const ask = (call: BusCall) => {
    const { to, path, iface, member, signature = '', body = [] } = call
    const flags = call.mayStart ? 0 : MessageFlag.NO_AUTO_START
    return raw.call(new Message({ destination: to, path, interface: iface, member, signature, body: [...body], flags }))
  }
  return {
    async call(call) {
      if (!open) throw new MuteError('bus_gone', 'the session bus is gone')
      const reply = await capped(ask(call), onClose, `${call.iface}.${call.member}`)
      return reply?.body ?? []
    },
    variant: (signature, value) => new Variant(signature, value),
    onSignal(signal, listener) {
      const rule = (verb: string) =>
        new Message({
          destination: DAEMON.to,
          path: DAEMON.path,
          interface: DAEMON.iface,
          member: verb,
          signature: 's',
          body: [matchRule(signal)],
          flags: MessageFlag.NO_REPLY_EXPECTED,
        })
      const hear = (message: Message) => {
        if (message.type === MessageType.SIGNAL && isAbout(message, signal)) listener(message.body, message.sender)
      }
      raw.on('message', hear)
      quietly(() => raw.send(rule('AddMatch')))
      return () => {
        raw.off('message', hear)
        if (open) quietly(() => raw.send(rule('RemoveMatch')))
      }
    },
    onClose,
    close() {
      open = false
      closed.removeAllListeners()
      hangUp(raw)
    },
  }
}

const matchRule = ({ path, iface, member, about }: BusSignal): string =>
  `type='signal',path='${path}',interface='${iface}',member='${member}'${about === undefined ? '' : `,arg0='${about}'`}`

const isAbout = (message: Message, { path, iface, member, about }: BusSignal): boolean =>
  message.path === path &&
  message.interface === iface &&
  message.member === member &&
  (about === undefined || message.body[0] === about)

/** The library leaves a call hanging for ever when the bus dies or the service sleeps. */
function capped<Reply>(
  work: Promise<Reply>,
  onClose: (listener: () => void) => () => void,
  what: string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new MuteError('timeout', what)), PATIENCE)
    const off = onClose(() => reject(new MuteError('bus_gone', what)))
    const done = () => {
      clearTimeout(timer)
      off()
    }
    work
      .then(resolve, (error: unknown) => reject(new MuteError(problemNamed(error), what, { cause: error })))
      .finally(done)
  })
}

function problemNamed(error: unknown): MuteProblem {
  const name = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : ''
  if (name === '') return 'bus_gone'
  if (/(ServiceUnknown|NameHasNoOwner|Unknown(Method|Property|Interface|Object)|InvalidArgs|NotSupported)$/.test(name))
    return 'unsupported'
  if (/(AccessDenied|AuthFailed|PermissionDenied|ReadOnly|PropertyReadOnly)$/.test(name)) return 'locked'
  if (/(NoReply|Timeout|TimedOut)$/.test(name)) return 'timeout'
  return name.endsWith('Disconnected') ? 'bus_gone' : 'failed'
}

/** Every way in which the other side goes. The library publishes neither its `error` event nor the connection under the bus, which alone tells of the end. */
function onceGone(raw: MessageBus, listener: () => void): void {
  let gone = false
  const end = () => {
    if (gone) return
    gone = true
    hangUp(raw)
    listener()
  }
  const events: unknown = raw
  if (events instanceof EventEmitter) events.on('error', end)
  connectionOf(raw)?.once('end', end)
}

/** Ends the connection and hears nothing more: the library answers a late question with an exception that nobody could catch. */
function hangUp(raw: MessageBus): void {
  connectionOf(raw)?.removeAllListeners('message')
  quietly(() => raw.disconnect())
}

function connectionOf(raw: MessageBus): EventEmitter | null {
  const connection: unknown = Reflect.get(raw, '_connection')
  return connection instanceof EventEmitter ? connection : null
}

function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // The stream is closed already: nothing to tell a bus that is gone.
  }
}
