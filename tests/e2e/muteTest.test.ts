/** The self-test on a real desktop: muted while it asks, nothing left behind, and the answer kept. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startApp } from '../harness/app.ts'
import { startDesktop } from '../harness/desktop.ts'
import { startDunst } from '../harness/dunst.ts'
import { waitFor } from '../harness/wait.ts'

test('a test notice is held back by the real server, taken back, and asked about', async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-e2e-'))
  const desktop = await startDesktop()
  const dunst = await startDunst(desktop)
  const app = await startApp(desktop, { dataDir: dir })
  const planner = await app.window('planner')
  await planner.evaluate(() => window.tideline?.call('dispatch', { type: 'window.open', window: 'settings' }))
  const page = await app.window('settings')
  await page.getByRole('button', { name: 'Test it' }).click()
  await waitFor('the notice', async () => (await dunst.waiting()) === 1)
  expect([await dunst.paused(), await dunst.displayed()]).toEqual([true, 0])
  await page.getByRole('button', { name: 'No, nothing came' }).click()
  expect([await dunst.paused(), await dunst.waiting(), await dunst.displayed()]).toEqual([false, 0, 0])
  await page.getByText('Good: nothing came through').waitFor()
  await page.getByText('You tested it on this version').waitFor()
  await app.stop()
  await desktop.stop()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})
