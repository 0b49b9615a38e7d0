import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { cli } from '../control/cli.ts'
import { inviteTo } from '../e2e/invite.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { startDesktop } from '../harness/desktop.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { waitFor } from '../harness/wait.ts'

/** A real app in a team of a real hub. */
export interface AppInTeam {
  readonly dataDir: string
  readonly hub: Hub
  readonly app: RunningApp
  /** The planner. */
  readonly page: Page
  stop(): Promise<void>
}

export async function startAppInTeam(): Promise<AppInTeam> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-security-'))
  const dataDir = path.join(dir, 'data')
  const desktop = await startDesktop()
  const hub = await startHub(path.join(dir, 'hub'))
  const invite = await inviteTo(path.join(dir, 'hub'), 'Atlas')
  const app = await startApp(desktop, { dataDir, args: [invite, '--name', 'Ana Duarte'] })
  const page = await app.window('planner')
  await waitFor('the team', async () => /published/.test((await cli(dataDir, 'team', 'list')).out))
  return {
    dataDir,
    hub,
    app,
    page,
    async stop() {
      await app.stop()
      await hub.stop()
      await desktop.stop()
      await rm(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
