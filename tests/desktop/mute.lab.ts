/** A desktop of its own for a test: private bus, private screen, private home, real notification servers, real notices. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const SERVERS = {
  dunst: ['/usr/bin/dunst'],
  xfce: ['/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd', '/usr/lib/xfce4/notifyd/xfce4-notifyd'],
  mate: [
    '/usr/lib/mate-notification-daemon/mate-notification-daemon',
    '/usr/libexec/mate-notification-daemon/mate-notification-daemon',
  ],
} as const

export type ServerName = keyof typeof SERVERS

export interface Lab {
  readonly env: NodeJS.ProcessEnv
  readonly busAddress: string
  readonly runtimeDir: string
  readonly home: string
  /** Starts a notification server and waits until it owns the name; returns how to kill it. */
  start(server: ServerName): Promise<() => Promise<void>>
  /** What a tool prints. */
  ask(tool: string, ...args: string[]): Promise<string>
  /** Sends a real notice, as any program would. */
  notify(summary: string): Promise<void>
  /** Windows that can be seen on the screen now. */
  windows(): Promise<number>
  /** Whether anybody owns a name on the bus. */
  owned(name: string): Promise<boolean>
  /** Ends the bus, as a crash would. */
  killBus(): Promise<void>
  close(): Promise<void>
}

/** Waits for a condition instead of sleeping; fails with its name after the time. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, within = 5_000): Promise<void> {
  const last = Date.now() + within
  while (!(await isSo())) {
    if (Date.now() > last) throw new Error(`not within ${within} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export async function openLab(extra: NodeJS.ProcessEnv = {}): Promise<Lab> {
  const home = await mkdtemp(join(tmpdir(), 'tideline-mute-'))
  const runtimeDir = join(home, 'run')
  await Promise.all(['run', 'config', 'state', 'data'].map((name) => mkdir(join(home, name), { mode: 0o700 })))
  const children: ChildProcess[] = []
  const base: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    HOME: home,
    XDG_RUNTIME_DIR: runtimeDir,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    NO_AT_BRIDGE: '1',
    ...extra,
  }
  const launch = (command: string, args: readonly string[], env: NodeJS.ProcessEnv) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    children.push(child)
    return child
  }
  const screen = launch('Xvfb', ['-displayfd', '1', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], base)
  const DISPLAY = `:${await firstLine(screen)}`
  const daemon = launch(
    'dbus-daemon',
    ['--session', '--nofork', '--print-address=1', `--address=unix:path=${join(runtimeDir, 'bus')}`],
    { ...base, DISPLAY },
  )
  const busAddress = await firstLine(daemon)
  const env = { ...base, DISPLAY, DBUS_SESSION_BUS_ADDRESS: busAddress }
  const ask = async (tool: string, ...args: string[]) => (await run(tool, args, { env, timeout: 5_000 })).stdout.trim()
  const owned = async (name: string) =>
    (
      await ask(
        'dbus-send',
        '--session',
        '--print-reply=literal',
        '--dest=org.freedesktop.DBus',
        '/',
        'org.freedesktop.DBus.NameHasOwner',
        `string:${name}`,
      )
    ).includes('true')

  return {
    env,
    busAddress,
    runtimeDir,
    home,
    ask,
    owned,
    async start(server) {
      const path = SERVERS[server].find((each) => existsSync(each))
      if (path === undefined) throw new Error(`${server} is not installed`)
      const child = launch(path, [], env)
      await until(`${server} owns the name`, () => owned('org.freedesktop.Notifications'))
      return () => killed(child)
    },
    notify: async (summary) => void (await ask('notify-send', '--app-name=lab', summary, 'from the lab')),
    windows: () => viewable(ask),
    killBus: () => killed(daemon),
    async close() {
      await Promise.all([...children].toReversed().map(killed))
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output to read')
  const output = createInterface(child.stdout)
  return new Promise((resolve, reject) => {
    output.once('line', resolve)
    output.once('close', () => reject(new Error(`${child.spawnfile} said nothing`)))
  })
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Notices are windows of some size; servers keep tiny helper windows as well. */
async function viewable(ask: Lab['ask']): Promise<number> {
  const tree = await ask('xwininfo', '-root', '-children')
  const ids = [...tree.matchAll(/^\s+(0x[0-9a-f]+) .*?(\d+)x(\d+)\+/gm)]
    .filter(([, , width, height]) => Number(width) > 20 && Number(height) > 20)
    .map(([, id]) => id ?? '')
  const states = await Promise.all(ids.map((id) => ask('xwininfo', '-id', id, '-stats').catch(() => '')))
  return states.filter((stats) => stats.includes('IsViewable')).length
}
