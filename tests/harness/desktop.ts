import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { endProcess, endWithUs } from '../../scripts/lib/children.mjs'
import { startDisplay, startSessionBus } from '../../scripts/lib/display.mjs'
import { type Bus, connect } from './bus.ts'

/** A world of its own: display, session bus, home. Nothing in it reaches the person's own desktop. */
export interface Desktop {
  readonly dir: string
  readonly env: Readonly<Record<string, string>>
  readonly bus: Bus
  /** Starts a program in this world; it ends with the world at the latest. */
  run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess
  stop(): Promise<void>
}

/** Services that the bus may start by itself. A notification daemon is never among them: a test starts the one it means. */
const HELPERS = ['ca.desrt.dconf.service', 'org.xfce.Xfconf.service']

/** Starts a private desktop without any notification daemon or tray. `display: false` leaves out the X server. */
export async function startDesktop({ display = true }: { display?: boolean } = {}): Promise<Desktop> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-desktop-'))
  const home = await makeHome(dir)
  const screen = display ? await startDisplay() : { env: {}, stop: async () => {} }
  const outer = { ...home, ...screen.env }
  const busDaemon = await startSessionBus(outer, await busConfig(dir))
  const env = { ...outer, ...busDaemon.env }
  const bus = connect(busDaemon.address)
  const children = new Set<ChildProcess>()
  return {
    dir,
    env,
    bus,
    run: (command, args, more = {}) => {
      const child = spawn(command, args, { env: { ...env, ...more }, stdio: 'ignore' })
      endWithUs(child)
      children.add(child)
      child.once('exit', () => children.delete(child))
      child.once('error', () => children.delete(child))
      return child
    },
    async stop() {
      await Promise.all([...children].map((child) => endProcess(child)))
      bus.close()
      await busDaemon.stop()
      await screen.stop()
      await rm(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function makeHome(dir: string): Promise<Record<string, string>> {
  const folders = {
    HOME: 'home',
    XDG_CONFIG_HOME: 'home/.config',
    XDG_DATA_HOME: 'home/.local/share',
    XDG_STATE_HOME: 'home/.local/state',
    XDG_CACHE_HOME: 'home/.cache',
    XDG_RUNTIME_DIR: 'run',
  }
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    TZ: process.env['TZ'] ?? 'UTC',
  }
  for (const [name, folder] of Object.entries(folders)) {
    env[name] = path.join(dir, folder)
    await mkdir(env[name], { recursive: true, mode: 0o700 })
  }
  return env
}

/** A session bus that starts nothing by itself but the stores of settings. */
async function busConfig(dir: string): Promise<string> {
  const services = path.join(dir, 'services')
  await mkdir(services)
  const copies = HELPERS.map((name) =>
    copyFile(path.join('/usr/share/dbus-1/services', name), path.join(services, name)),
  )
  await Promise.allSettled(copies)
  const file = path.join(dir, 'bus.conf')
  await writeFile(
    file,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${dir}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`,
  )
  return file
}
