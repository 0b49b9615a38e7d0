/** The private desktop with real notification servers, real notices, and a hand at the desktop's own switches. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { MutePort } from '../../src/main/mute/port.ts'
import { createMute } from '../../src/main/mute/create.ts'
import { endProcess } from '../../scripts/lib/children.mjs'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'

const run = promisify(execFile)

const NOTIFICATIONS = 'org.freedesktop.Notifications'

const SERVERS = {
  dunst: ['/usr/bin/dunst'],
  xfce: ['/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd', '/usr/lib/xfce4/notifyd/xfce4-notifyd'],
  mate: [
    '/usr/lib/mate-notification-daemon/mate-notification-daemon',
    '/usr/libexec/mate-notification-daemon/mate-notification-daemon',
  ],
} as const

export type ServerName = keyof typeof SERVERS

/** What the person does, and sees, with the desktop's own tools. */
const SWITCHES = {
  dunst: {
    set: (muted: boolean) => ['dunstctl', 'set-paused', String(muted)],
    get: ['dunstctl', 'is-paused'],
    muted: 'true',
  },
  xfce: {
    set: (muted: boolean) => [
      'xfconf-query',
      '-c',
      'xfce4-notifyd',
      '-np',
      '/do-not-disturb',
      '-t',
      'bool',
      '-s',
      String(muted),
    ],
    get: ['xfconf-query', '-c', 'xfce4-notifyd', '-p', '/do-not-disturb'],
    muted: 'true',
  },
  mate: {
    set: (muted: boolean) => ['gsettings', 'set', 'org.mate.NotificationDaemon', 'do-not-disturb', String(muted)],
    get: ['gsettings', 'get', 'org.mate.NotificationDaemon', 'do-not-disturb'],
    muted: 'true',
  },
  gnome: {
    set: (muted: boolean) => ['gsettings', 'set', 'org.gnome.desktop.notifications', 'show-banners', String(!muted)],
    get: ['gsettings', 'get', 'org.gnome.desktop.notifications', 'show-banners'],
    muted: 'false',
  },
} as const

export type SwitchName = keyof typeof SWITCHES

export interface Lab extends Desktop {
  readonly busAddress: string
  readonly runtimeDir: string
  /** Starts a notification server and waits until it owns the name; returns how to end it. */
  start(server: ServerName): Promise<() => Promise<void>>
  /** A mute port of its own on this desktop. */
  mute(owner?: string, env?: NodeJS.ProcessEnv): MutePort
  setByHand(name: SwitchName, muted: boolean): Promise<void>
  isMuted(name: SwitchName): Promise<boolean>
  /** What a tool prints on this desktop. */
  ask(tool: string, ...args: string[]): Promise<string>
  /** Sends a real notice, as any program would. */
  notify(summary: string): Promise<void>
  /** How many windows can be seen on the screen now. */
  windows(): Promise<number>
  /** Ends the bus as a crash would. */
  killBus(): Promise<void>
}

export async function openLab(): Promise<Lab> {
  const desktop = await startDesktop()
  const { env, bus } = desktop
  // A connection that is closed before it is made cannot be closed quietly.
  await bus.hasOwner(NOTIFICATIONS)
  const busAddress = env['DBUS_SESSION_BUS_ADDRESS'] ?? ''
  const runtimeDir = env['XDG_RUNTIME_DIR'] ?? ''
  const ask = async (tool: string, ...args: string[]) => (await run(tool, args, { env, timeout: 5_000 })).stdout.trim()
  const askAll = ([tool = '', ...args]: readonly string[]) => ask(tool, ...args)
  return {
    ...desktop,
    busAddress,
    runtimeDir,
    ask,
    async start(server) {
      const path = SERVERS[server].find((each) => existsSync(each))
      if (path === undefined) throw new Error(`${server} is not installed`)
      const child = desktop.run(path, [])
      await waitFor(server, () => bus.hasOwner(NOTIFICATIONS))
      return async () => {
        await endProcess(child)
        await waitFor(`${server} to be gone`, async () => !(await bus.hasOwner(NOTIFICATIONS)))
      }
    },
    mute: (owner = 'test', more = {}) =>
      createMute({ busAddress, runtimeDir, env: { ...env, ...more }, now: Date.now, owner }),
    setByHand: async (name, muted) => void (await askAll(SWITCHES[name].set(muted))),
    isMuted: async (name) => (await askAll(SWITCHES[name].get).catch(() => 'unset')) === SWITCHES[name].muted,
    notify: async (summary) => void (await ask('notify-send', '--app-name=lab', summary, 'from the lab')),
    windows: () => viewable(ask),
    async killBus() {
      const target = { name: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
      const [pid] = await bus.call(target, 'GetConnectionUnixProcessID', 's', ['org.freedesktop.DBus'])
      process.kill(Number(pid), 'SIGKILL')
    },
  }
}

/** Notices are windows of some size; servers keep tiny helper windows as well. */
async function viewable(ask: Lab['ask']): Promise<number> {
  const tree = await ask('xwininfo', '-root', '-children')
  const found = [...tree.matchAll(/^\s+(0x[0-9a-f]+) .*?(\d+)x(\d+)\+/gm)]
  const sizable = found.filter(([, , width, height]) => Number(width) > 20 && Number(height) > 20)
  const stats = await Promise.all(sizable.map(([, id]) => ask('xwininfo', '-id', id ?? '', '-stats').catch(() => '')))
  return stats.filter((each) => each.includes('IsViewable')).length
}
