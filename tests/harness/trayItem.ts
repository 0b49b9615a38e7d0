import { Variant } from '@jellybrick/dbus-next'
import { z } from 'zod'
import { type Bus, plain, type Target } from './bus.ts'

/** A picture of the tray icon: width × height pixels of four bytes, alpha first. */
export interface IconPixmap {
  readonly width: number
  readonly height: number
  readonly argb: Buffer
}

/** One line of a tray menu. */
export interface MenuEntry {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
  readonly visible: boolean
  readonly type: 'standard' | 'separator'
  readonly toggle: 'none' | 'checkmark' | 'radio'
  readonly checked: boolean
  readonly children: readonly MenuEntry[]
}

/** What a panel knows about one tray icon, and what a person can do to it. */
export interface TrayItem {
  readonly name: string
  tooltip(): Promise<string>
  icons(): Promise<readonly IconPixmap[]>
  /** A left click. */
  activate(): Promise<void>
  menu(): Promise<readonly MenuEntry[]>
  /** Clicks the entry found by its labels from the top, such as `click('Status', 'Clear')`. */
  click(...labels: (string | RegExp)[]): Promise<void>
}

const Pixmaps = z.array(z.tuple([z.number(), z.number(), z.instanceof(Buffer)]))
const ToolTip = z.tuple([z.string(), z.unknown(), z.string(), z.string()])
const Properties = z.object({
  label: z.string().default(''),
  enabled: z.boolean().default(true),
  visible: z.boolean().default(true),
  type: z.enum(['standard', 'separator']).default('standard'),
  'toggle-type': z.enum(['checkmark', 'radio', '']).default(''),
  'toggle-state': z.number().default(-1),
})
const Layout = z.tuple([z.number(), Properties, z.array(z.unknown())])

/** The item that was registered under this bus name (or name and path). */
export function trayItem(bus: Bus, registered: string): TrayItem {
  const slash = registered.indexOf('/')
  const name = slash > 0 ? registered.slice(0, slash) : registered
  const item: Target = {
    name,
    path: slash > 0 ? registered.slice(slash) : '/StatusNotifierItem',
    interface: 'org.kde.StatusNotifierItem',
  }
  const menuTarget = async (): Promise<Target> => ({
    name,
    path: z.string().parse(await bus.get(item, 'Menu')),
    interface: 'com.canonical.dbusmenu',
  })
  const menu = async () => {
    const target = await menuTarget()
    // a courtesy that panels pay and that an app need not know
    await bus.call(target, 'AboutToShow', 'i', [0]).catch(() => [])
    const [, layout] = await bus.call(target, 'GetLayout', 'iias', [0, -1, []])
    return readEntry(layout).children
  }
  return {
    name,
    tooltip: async () => ToolTip.parse(await bus.get(item, 'ToolTip'))[2],
    icons: async () =>
      Pixmaps.parse(await bus.get(item, 'IconPixmap')).map(([width, height, argb]) => ({ width, height, argb })),
    activate: async () => void (await bus.call(item, 'Activate', 'ii', [0, 0])),
    menu,
    async click(...labels) {
      const entry = findEntry(await menu(), labels)
      if (!entry.enabled) throw new Error(`The menu entry “${entry.label}” is disabled`)
      await bus.call(await menuTarget(), 'Event', 'isvu', [entry.id, 'clicked', new Variant('i', 0), 0])
    },
  }
}

function readEntry(value: unknown): MenuEntry {
  const [id, props, children] = Layout.parse(plain(value))
  return {
    id,
    // an underscore marks the access key
    label: props.label.replace(/_(.)/g, '$1'),
    enabled: props.enabled,
    visible: props.visible,
    type: props.type,
    toggle: props['toggle-type'] === '' ? 'none' : props['toggle-type'],
    checked: props['toggle-state'] === 1,
    children: children.map(readEntry),
  }
}

function findEntry(entries: readonly MenuEntry[], [first, ...rest]: readonly (string | RegExp)[]): MenuEntry {
  const found = entries.find(({ label }) => (typeof first === 'string' ? label === first : first?.test(label)))
  if (!found)
    throw new Error(`No menu entry ${String(first)} among: ${entries.map((entry) => entry.label).join(' | ')}`)
  return rest.length > 0 ? findEntry(found.children, rest) : found
}
