/** A session in the real app with a real dunst: what was held back, the interruption, and what came of it. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { type Dunst, startDunst } from '../harness/dunst.ts'
import { waitFor } from '../harness/wait.ts'

const run = promisify(execFile)
let desktop: Desktop
let dunst: Dunst
let dataDir: string
let app: RunningApp

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-digest-'))
  desktop = await startDesktop()
  dunst = await startDunst(desktop)
  app = await startApp(desktop, { dataDir })
  await (await app.window('planner')).setViewportSize({ width: 1080, height: 900 })
})

afterAll(async () => {
  await app?.stop()
  await dunst?.stop()
  await desktop?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const notify = (name: string, summary: string): Promise<unknown> =>
  run('notify-send', [`--app-name=${name}`, summary, 'held back'], { env: { ...desktop.env } })

test('the card says how many were held back and from whom, and takes a line of what came of it', async () => {
  const planner = await app.window('planner')
  await waitFor('the desktop to be known', async () => (await cli(dataDir, 'status', '--json')).out.includes('dunst'))
  await cli(dataDir, 'focus', 'start', '25m', '--title', 'Tide tables')
  await waitFor('the mute', () => dunst.paused())
  await Promise.all([notify('Mail', 'one'), notify('Chat', 'two'), notify('Mail', 'three')])
  await waitFor('three notices to wait', async () => (await dunst.waiting()) === 3)
  await cli(dataDir, 'focus', 'interrupt', '--who', 'Ben', '--channel', 'visit')
  await planner.getByRole('radio', { name: 'in person', checked: true }).waitFor()
  await planner.getByRole('button', { name: 'Back at it' }).click()
  await cli(dataDir, 'focus', 'stop')
  expect(await dunst.paused()).toBe(false)
  await planner.getByText(/^3 notices were held back/).waitFor()
  const closeAll = async (): Promise<boolean> => {
    await run('dunstctl', ['close-all'], { env: { ...desktop.env } })
    return planner.getByText('3 notices were held back: Mail 2, Chat').isVisible()
  }
  await waitFor('the senders', closeAll, 20_000)
  const outcome = planner.getByRole('textbox', { name: 'What came of it?' })
  await outcome.fill('Half of them')
  await outcome.press('Enter')
  expect((await cli(dataDir, 'focus', 'log')).out).toContain('in person · Ben')
})
