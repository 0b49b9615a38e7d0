/** One app of nothing but the parts that touch Electron, on a desktop of its own, for all tests of a file. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import type { SliceMessage } from '../../../src/bridge/contract.ts'
import { type RunningApp, startApp } from '../../harness/app.ts'
import { type Desktop, startDesktop } from '../../harness/desktop.ts'
import { waitFor } from '../../harness/wait.ts'
import { buildShell } from './build.ts'

declare global {
  /** What the page sees. */
  interface Window {
    readonly heard: SliceMessage[][]
  }
}

interface Started {
  readonly desktop: Desktop
  readonly folder: string
  readonly dataDir: string
  readonly app: RunningApp
  /** Of the planner. */
  readonly page: Page
}

export interface Lab {
  /** What runs; only within tests. */
  here(): Started
  /** Runs an expression in the main process of the app, where `electron` and the app's parts (`lab`) are at hand. */
  inMain<Answer>(expression: string): Promise<Answer>
  events(): Promise<string[]>
  happened(what: string): Promise<true>
  /** The WebContents id of the window of a kind. */
  pageId(kind: string): Promise<number>
}

export function useLab(): Lab {
  let started: Started | undefined
  beforeAll(async () => void (started = await start()))
  afterAll(async () => {
    await started?.app.stop()
    await started?.desktop.stop()
    for (const dir of [started?.folder, started?.dataDir])
      if (dir !== undefined) await rm(dir, { recursive: true, force: true })
  })
  const here = (): Started => {
    if (started === undefined) throw new Error('nothing runs yet')
    return started
  }
  const inMain = <Answer>(expression: string) => here().app.electron.evaluate<Answer>(expression)
  const events = () => inMain<string[]>('lab.events')
  return {
    here,
    inMain,
    events,
    happened: (what) => waitFor(what, async () => (await events()).includes(what)),
    pageId: (kind) =>
      inMain<number>(`(async () => {
        const { webContents } = electron
        return webContents.getAllWebContents().find((each) => each.getURL().includes('#/${kind}?')).id
      })()`),
  }
}

async function start(): Promise<Started> {
  const folder = await buildShell()
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-data-'))
  const desktop = await startDesktop()
  const app = await startApp(desktop, { dataDir, folder })
  const page = await app.window('planner')
  await page.waitForSelector('body[data-ready]')
  return { desktop, folder, dataDir, app, page }
}
