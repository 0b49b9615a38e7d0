/** Desktops whose switch is a key of gsettings. The key proves nothing about which desktop runs; `detect` asks the notification server for that. */
import { firstTool, runTool } from '../host/tool.ts'
import { ifStill } from '../host/shell.ts'
import { MuteError, type MuteAdapter, type MuteLevel } from '../port.ts'
import type { Place } from './adapter.ts'
import { switchAdapter } from './switch.ts'

interface Key {
  readonly schema: string
  readonly name: string
  /** What the key reads while muted. */
  readonly muted: boolean
  readonly level: MuteLevel
}

export const KEYS = {
  gnome: { schema: 'org.gnome.desktop.notifications', name: 'show-banners', muted: false, level: 'verified' },
  mate: { schema: 'org.mate.NotificationDaemon', name: 'do-not-disturb', muted: true, level: 'verified' },
  cinnamon: {
    schema: 'org.cinnamon.desktop.notifications',
    name: 'display-notifications',
    muted: false,
    level: 'verified',
  },
  pantheon: { schema: 'io.elementary.notifications', name: 'do-not-disturb', muted: true, level: 'requested' },
} as const satisfies Record<string, Key>

export type GsettingsDesktop = keyof typeof KEYS

export const isGsettingsDesktop = (id: string): id is GsettingsDesktop => Object.hasOwn(KEYS, id)

export function gsettingsAdapter(id: GsettingsDesktop, { bus, env, label }: Omit<Place, 'server'>): MuteAdapter {
  const { schema, name, muted, level }: Key = KEYS[id]
  // Each look is a process of its own: inside one, a backend in memory would answer with what was just written.
  const read = async () => booleanFrom(await runTool(env, 'gsettings', ['get', schema, name]))
  return switchAdapter({
    id,
    label,
    level,
    persists: true,
    ours: muted,
    read,
    set: async (value) => void (await runTool(env, 'gsettings', ['set', schema, name, String(value)])),
    restoreCommand: (previous, ours) =>
      firstTool(env, ['gsettings']) &&
      ifStill(String(ours), ['gsettings', 'get', schema, name], ['gsettings', 'set', schema, name, String(previous)]),
    // dconf tells every writer's change on the bus; `gsettings monitor` would cost a process.
    watch: (onChange) =>
      bus.onSignal(
        { path: '/ca/desrt/dconf/Writer/user', iface: 'ca.desrt.dconf.Writer', member: 'Notify' },
        (body) => touches(body, name) && onChange(),
      ),
  })
}

function booleanFrom(answer: string): boolean {
  if (answer === 'true') return true
  if (answer === 'false') return false
  throw new MuteError('failed', `gsettings answered ${answer.slice(0, 80)}`)
}

/** dconf sends a path and, below it, what changed; for a single key that is one empty word. */
const touches = ([prefix, rest]: readonly unknown[], name: string): boolean =>
  Array.isArray(rest) && rest.some((path) => `${String(prefix)}${String(path)}`.endsWith(name))
