import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { type RunningApp, startApp } from './app.ts'
import { type Desktop, startDesktop } from './desktop.ts'
import { type Dunst, startDunst } from './dunst.ts'
import { startTrayHost, type TrayHost } from './tray.ts'
import type { TrayItem } from './trayItem.ts'
import { waitFor } from './wait.ts'

let desktop: Desktop
let dunst: Dunst
let tray: TrayHost
let app: RunningApp
let item: TrayItem
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-data-'))
  desktop = await startDesktop()
  dunst = await startDunst(desktop)
  tray = await startTrayHost(desktop)
  app = await startApp(desktop, { dataDir, folder: inRoot('tests', 'harness', 'fixture-app') })
  item = await tray.item()
})

afterAll(async () => {
  await app?.stop()
  await tray?.stop()
  await desktop?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

describe('a real dunst on a private bus', () => {
  test('pause is read and set', async () => {
    expect(await dunst.paused()).toBe(false)
    await dunst.setPaused(true)
    expect(await dunst.paused()).toBe(true)
    await dunst.setPaused(false)
    expect(await dunst.paused()).toBe(false)
  })

  test('a notice is shown, and held back while paused', async () => {
    await dunst.setPaused(true)
    desktop.run('notify-send', ['held'])
    await waitFor('a held notice', async () => (await dunst.waiting()) === 1)
    expect(await dunst.displayed()).toBe(0)
    await dunst.setPaused(false)
    await waitFor('the notice on screen', async () => (await dunst.displayed()) === 1)
  })
})

describe('a real tray item', () => {
  test('its tooltip follows left clicks', async () => {
    expect(await item.tooltip()).toBe('clicked 0 times')
    await item.activate()
    await waitFor('the new tooltip', async () => (await item.tooltip()) === 'clicked 1 times')
  })

  test('its menu is read and clicked, and its picture changes', async () => {
    const menu = await item.menu()
    expect(menu.map(({ label, type, enabled }) => [label, type, enabled])).toEqual([
      ['Colour', 'standard', true],
      ['', 'separator', true],
      ['Off', 'standard', false],
      ['Quit', 'standard', true],
    ])
    expect(await firstPixel(item)).toEqual([255, 40, 180, 60])
    await item.click('Colour', 'Red')
    await waitFor('a red picture', async () => (await firstPixel(item))[1] === 220)
    await expect(item.click('Off')).rejects.toThrow('disabled')
    await expect(item.click('Nowhere')).rejects.toThrow('Colour | ')
  })
})

test('the window is seen through Playwright', async () => {
  const page = await app.electron.firstWindow()
  expect(await page.textContent('h1')).toBe('Fixture')
})

test('stopping leaves no process and no file behind', async () => {
  const other = await startDesktop()
  await startDunst(other)
  const mine = await processesWith(other.dir)
  expect(mine.length).toBeGreaterThan(0)
  await other.stop()
  await waitFor('every process to be gone', async () => (await processesWith(other.dir)).length === 0)
  await expect(readdir(other.dir)).rejects.toThrow('ENOENT')
})

async function firstPixel(of: TrayItem): Promise<number[]> {
  const [icon] = await of.icons()
  return [...(icon?.argb.subarray(0, 4) ?? [])]
}

/** Processes whose environment or command line names the folder. */
async function processesWith(dir: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const texts = pids.map(async (pid) => {
    const [env, line] = await Promise.all(
      ['environ', 'cmdline'].map((f) => readFile(`/proc/${pid}/${f}`, 'utf8').catch(() => '')),
    )
    return `${env}${line}`.includes(dir) ? [pid] : []
  })
  return (await Promise.all(texts)).flat()
}
