/** The end sound of the real app: heard from a page that nobody sees, which is gone when it is over. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'

let desktop: Desktop
let dataDir: string
let app: RunningApp

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-sound-'))
  desktop = await startDesktop()
  app = await startApp(desktop, { dataDir })
})

afterAll(async () => {
  await app?.stop()
  await desktop?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test('it can be tried, and nothing of it stays', async () => {
  const planner = await app.window('planner')
  const seen: string[] = []
  app.electron.on('window', (page) => void seen.push(page.url()))
  const listen = () => planner.evaluate(() => window.tideline?.call('dispatch', { type: 'sound.try' }))
  /** Pages of the sound that are still there. */
  const left = () =>
    app.electron.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((contents) => contents.getURL())
        .filter((url) => url.includes('/sound/')),
    )
  expect(await listen()).toEqual({ ok: true })
  expect(await left()).toEqual([])
  const [first, second] = await Promise.all([listen(), listen()])
  expect([first, second]).toEqual([{ ok: true }, { ok: true }])
  expect(await left()).toEqual([])
  await waitFor('two pages, not three', () => seen.filter((url) => url.includes('/sound/')).length === 2)
})
