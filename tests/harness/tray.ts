import { Message, Variant } from '@jellybrick/dbus-next'
import { connect } from './bus.ts'
import type { Desktop } from './desktop.ts'
import { type TrayItem, trayItem } from './trayItem.ts'
import { waitFor } from './wait.ts'

/** The part of a panel that shows tray icons. */
export interface TrayHost {
  /** Waits for the item number `index` (from 0, in order of registration; those of ended programs count too). */
  item(index?: number): Promise<TrayItem>
  /** Items registered so far. */
  readonly items: readonly TrayItem[]
  /** Quits as a panel does. */
  stop(): Promise<void>
}

const WATCHER = 'org.kde.StatusNotifierWatcher'
const PATH = '/StatusNotifierWatcher'

/** Becomes the tray of the private desktop, on a connection of its own. */
export async function startTrayHost({ bus, env }: Desktop): Promise<TrayHost> {
  const own = connect(env['DBUS_SESSION_BUS_ADDRESS'] ?? '')
  const registered: string[] = []
  own.raw.addMethodHandler((message: Message) => {
    if (message.path !== PATH) return false
    const answer = answerTo(message, registered)
    own.raw.send(answer)
    return true
  })
  await own.raw.requestName(WATCHER)
  return {
    get items() {
      return registered.map((name) => trayItem(bus, name))
    },
    item: async (index = 0) => trayItem(bus, await waitFor(`tray item ${index}`, () => registered[index])),
    async stop() {
      await own.raw.releaseName(WATCHER)
      own.close()
    },
  }
}

function answerTo(message: Message, registered: string[]): Message {
  const [first, second] = (message.body ?? []).map(String)
  switch (message.member) {
    case 'RegisterStatusNotifierItem':
      // some programs name only the path, and mean themselves
      registered.push(first?.startsWith('/') ? `${message.sender}${first}` : (first ?? ''))
      return Message.newMethodReturn(message)
    case 'RegisterStatusNotifierHost':
      return Message.newMethodReturn(message)
    case 'Get':
      return Message.newMethodReturn(message, 'v', [properties(registered)[second ?? '']])
    case 'GetAll':
      return Message.newMethodReturn(message, 'a{sv}', [properties(registered)])
    default:
      return Message.newError(message, 'org.freedesktop.DBus.Error.UnknownMethod', `no ${message.member}`)
  }
}

const properties = (registered: string[]): Record<string, Variant> => ({
  IsStatusNotifierHostRegistered: new Variant('b', true),
  ProtocolVersion: new Variant('i', 0),
  RegisteredStatusNotifierItems: new Variant('as', registered),
})
