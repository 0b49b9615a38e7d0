/** Two teammates on one private desktop: Ana in Lisbon, Ben in Los Angeles, each with their own data folder, and a hub. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { wallTimeIn } from '../../src/core/time/zone.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { type Dunst, startDunst } from '../harness/dunst.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { startTrayHost, type TrayHost } from '../harness/tray.ts'
import type { TrayItem } from '../harness/trayItem.ts'
import { cli } from '../control/cli.ts'
import { inviteTo } from './invite.ts'

const BEN_ZONE = 'America/Los_Angeles'

export interface Teammate {
  app: RunningApp
  tray: TrayItem
  readonly dataDir: string
  /** When the running session ends, by the command line. */
  sessionEnd(): Promise<number>
}

export interface Teammates {
  readonly desktop: Desktop
  readonly dunst: Dunst
  readonly hub: Hub
  readonly ana: Teammate
  readonly ben: Teammate
  /** A wall time as Ben's clock shows it. */
  inZoneOfBen(at: number): string
  /** Starts Ana's app again on the same data, after a crash. */
  restartAna(): Promise<void>
  stop(): Promise<void>
}

export async function startTeammates(): Promise<Teammates> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-e2e-'))
  const desktop = await startDesktop()
  const dunst = await startDunst(desktop)
  const trayHost = await startTrayHost(desktop)
  const hub = await startHub(path.join(dir, 'hub'))
  const invite = await inviteTo(path.join(dir, 'hub'), 'Atlas')
  const start = (name: string, zone: string) => teammate(desktop, trayHost, path.join(dir, name), name, zone, invite)
  const ana = await start('Ana Duarte', 'Europe/Lisbon')
  const ben = await start('Ben Okafor', BEN_ZONE)
  for (const { dataDir } of [ana, ben]) await cli(dataDir, 'open', 'team')
  return {
    desktop,
    dunst,
    hub,
    ana,
    ben,
    inZoneOfBen: (at) => wallTimeIn(at, BEN_ZONE),
    async restartAna() {
      const again = await launch(desktop, trayHost, ana.dataDir, 'Europe/Lisbon', [])
      Object.assign(ana, again)
      await cli(ana.dataDir, 'open', 'team')
    },
    async stop() {
      await Promise.all([ana.app.stop(), ben.app.stop()])
      await hub.stop()
      await trayHost.stop()
      await desktop.stop()
      await rm(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function launch(desktop: Desktop, trayHost: TrayHost, dataDir: string, zone: string, args: readonly string[]) {
  const before = trayHost.items.length
  const app = await startApp(desktop, { dataDir, args, env: { TZ: zone, LC_ALL: 'en_GB.UTF-8', LANGUAGE: 'en_GB' } })
  return { app, tray: await trayHost.item(before) }
}

async function teammate(
  desktop: Desktop,
  trayHost: TrayHost,
  dataDir: string,
  name: string,
  zone: string,
  invite: string,
): Promise<Teammate> {
  const launched = await launch(desktop, trayHost, dataDir, zone, [invite, '--name', name])
  return {
    ...launched,
    dataDir,
    async sessionEnd() {
      const { out } = await cli(dataDir, 'status', '--json')
      return z.object({ session: z.object({ until: z.number() }) }).parse(JSON.parse(out)).session.until
    },
  }
}
