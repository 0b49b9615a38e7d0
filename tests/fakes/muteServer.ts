/** Notification servers that speak the protocol and do what a test wants: other desktops' names, liars, sleepers. */
import { Message, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next'

export interface FakeServerOptions {
  readonly name: string
  readonly vendor?: string
  readonly version?: string
  readonly capabilities?: readonly string[]
  /** Properties by interface and name, with their type; Set changes them and is told. */
  readonly properties?: Readonly<Record<string, { signature: string; value: unknown }>>
  /** How a Set is met. */
  readonly set?: 'obey' | 'lie' | 'hang' | 'refuse'
  /** Whether questions about the server itself are ever answered. */
  readonly asleep?: boolean
}

export interface FakeServer {
  readonly value: (property: string) => unknown
  /** How many inhibitions are in force, as Plasma counts them. */
  readonly inhibitions: () => number
  /** The person ends every inhibition from the applet. */
  revoke(): void
  /** Every method that was called, oldest first. */
  readonly calls: readonly string[]
  close(): Promise<void>
}

const NAME = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'
const PROPERTIES = 'org.freedesktop.DBus.Properties'
const DAEMON = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }

export async function fakeServer(busAddress: string, options: FakeServerOptions): Promise<FakeServer> {
  const {
    name,
    vendor = 'test',
    version = '1',
    capabilities = ['body'],
    properties = {},
    set = 'obey',
    asleep = false,
  } = options
  const bus = sessionBus({ busAddress })
  const values = new Map(
    Object.entries(properties).map(([key, { signature, value }]) => [key, new Variant(signature, value)]),
  )
  /** Cookie → who asked. */
  const inhibitors = new Map<number, string>()
  const calls: string[] = []
  let cookies = 0
  let open = true

  const changed = (iface: string, property: string, value: Variant) =>
    open &&
    bus.send(Message.newSignal(PATH, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', [iface, { [property]: value }, []]))

  function setInhibited(): void {
    const value = new Variant('b', inhibitors.size > 0)
    values.set(`${NAME}.Inhibited`, value)
    changed(NAME, 'Inhibited', value)
  }

  function property(message: Message): Message | null {
    const [iface, key, value] = message.body
    const id = `${String(iface)}.${String(key)}`
    const current = values.get(id)
    if (current === undefined) return Message.newError(message, 'org.freedesktop.DBus.Error.InvalidArgs', `no ${id}`)
    if (message.member === 'Get') return Message.newMethodReturn(message, 'v', [current])
    if (set === 'hang') return null
    if (set === 'refuse') return Message.newError(message, 'org.freedesktop.DBus.Error.AccessDenied', 'locked')
    if (set === 'obey' && value instanceof Variant) {
      values.set(id, value)
      changed(String(iface), String(key), value)
    }
    return Message.newMethodReturn(message)
  }

  function answer(message: Message): Message | null {
    if (message.interface === PROPERTIES) return property(message)
    if (message.member === 'GetServerInformation')
      return asleep ? null : Message.newMethodReturn(message, 'ssss', [name, vendor, version, '1.2'])
    if (message.member === 'GetCapabilities') return Message.newMethodReturn(message, 'as', [[...capabilities]])
    if (!capabilities.includes('inhibitions'))
      return Message.newError(message, 'org.freedesktop.DBus.Error.UnknownMethod', message.member)
    if (message.member === 'Inhibit') {
      cookies += 1
      inhibitors.set(cookies, message.sender)
      setInhibited()
      return Message.newMethodReturn(message, 'u', [cookies])
    }
    inhibitors.delete(Number(message.body[0]))
    setInhibited()
    return Message.newMethodReturn(message)
  }

  bus.addMethodHandler((message: Message) => {
    if (!open) return true
    if (message.path !== PATH) return false
    calls.push(message.member)
    const reply = answer(message)
    if (reply !== null) bus.send(reply)
    return true
  })
  bus.on('message', (message: Message) => {
    if (message.type !== MessageType.SIGNAL || message.member !== 'NameOwnerChanged' || message.body[2] !== '') return
    const before = inhibitors.size
    for (const [cookie, who] of inhibitors) if (who === message.body[0]) inhibitors.delete(cookie)
    if (inhibitors.size !== before) setInhibited()
  })
  if (capabilities.includes('inhibitions')) values.set(`${NAME}.Inhibited`, new Variant('b', false))
  await bus.call(
    new Message({ ...DAEMON, member: 'AddMatch', signature: 's', body: ["type='signal',member='NameOwnerChanged'"] }),
  )
  await bus.requestName(NAME)

  return {
    value: (id) => values.get(id)?.value,
    inhibitions: () => inhibitors.size,
    revoke() {
      inhibitors.clear()
      setInhibited()
    },
    calls,
    async close() {
      await bus.releaseName(NAME)
      open = false
      bus.disconnect()
    },
  }
}
