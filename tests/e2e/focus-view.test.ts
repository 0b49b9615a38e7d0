/** The small focus view of the real app: comes with a session, above the others, keeps its place, and goes again. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { startTrayHost, type TrayHost } from '../harness/tray.ts'
import { waitFor } from '../harness/wait.ts'

let desktop: Desktop
let tray: TrayHost
let dataDir: string
let app: RunningApp

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-view-'))
  desktop = await startDesktop()
  tray = await startTrayHost(desktop)
  app = await startApp(desktop, { dataDir })
  await app.window('planner')
})

afterAll(async () => {
  await app?.stop()
  await tray?.stop()
  await desktop?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const isThere = (): boolean => app.electron.windows().some((page) => page.url().includes('#/focus'))
const inWindow = <Answer>(what: string): Promise<Answer> =>
  app.electron.evaluate<Answer, string>(({ BrowserWindow }, asked) => {
    const view = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().includes('#/focus?'))
    if (view === undefined) throw new Error('There is no focus view.')
    if (asked === 'top') return view.isAlwaysOnTop() as Answer
    if (asked === 'bounds') return view.getBounds() as Answer
    view.setBounds({ x: 140, y: 90, width: 400, height: 230 })
    return null as Answer
  }, what)

test('with the setting it comes with a session, on top, and does what its buttons and keys say', async () => {
  const planner = await app.window('planner')
  await planner.evaluate(() =>
    window.tideline?.call('dispatch', { type: 'settings.change', change: { focusView: true } }),
  )
  await cli(dataDir, 'focus', 'start', '25m', '--title', 'Tide tables')
  const view = await app.window('focus')
  await view.getByRole('heading', { name: 'Tide tables' }).waitFor()
  expect(await inWindow('top')).toBe(true)
  await view.getByRole('textbox').fill('Only the first chapter')
  await view.getByRole('textbox').press('Enter')
  await view.getByRole('heading').click()
  await view.keyboard.press('Tab')
  await view.getByRole('button', { name: '+ 5 min' }).press('i')
  await view.getByText('1 interruption').waitFor()
  await view.getByRole('button', { name: '+ 5 min' }).click()
  await view.getByText('30 min left').waitFor()
  expect((await cli(dataDir, 'status', '--json')).out).toContain('"interruptions": 1')
})

test('it remembers its place, and an end by hand takes it away after the way back has passed', async () => {
  await inWindow('move')
  const bounds = await waitFor('the view at its new place', async () => {
    const now = await inWindow<{ x: number; width: number }>('bounds')
    return now.width === 400 ? now : null
  })
  await cli(dataDir, 'focus', 'stop')
  await (await app.window('focus')).getByRole('button', { name: /Take it back/ }).waitFor()
  await waitFor('the view to go', () => !isThere(), 20_000)
  await cli(dataDir, 'focus', 'start', '25m')
  await app.window('focus')
  expect(await inWindow('bounds')).toEqual(bounds)
  const view = await app.window('focus')
  await view.getByRole('timer').waitFor()
  // The window goes while its key is still down.
  await view.keyboard.press('Escape').catch(() => {})
  await waitFor('the view put away by its key', () => !isThere())
  await cli(dataDir, 'focus', 'stop')
})
