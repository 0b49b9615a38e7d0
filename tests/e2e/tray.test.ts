/** The tray of the real app: sharp on a dense screen, whole in its menu, and what happens where there is none. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { startDesktop } from '../harness/desktop.ts'
import { startTrayHost } from '../harness/tray.ts'
import type { MenuEntry } from '../harness/trayItem.ts'
import { waitFor } from '../harness/wait.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function world(args: readonly string[], withTray: boolean) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-tray-'))
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }))
  const desktop = await startDesktop()
  cleanups.push(() => desktop.stop())
  const host = withTray ? await startTrayHost(desktop) : null
  if (host !== null) cleanups.push(() => host.stop())
  const app: RunningApp = await startApp(desktop, {
    dataDir,
    args,
    env: { LC_ALL: 'en_GB.UTF-8', TZ: 'Europe/Lisbon' },
  })
  cleanups.push(() => app.stop())
  return { dataDir, desktop, host, app }
}

const labels = (entries: readonly MenuEntry[]): string[] =>
  entries.map(({ label }) => label).filter((label) => label !== '')

test('on a screen of double density the icon has 44 pixels, and the menu steers a session from start to end', async () => {
  const { host, dataDir, app } = await world(['--force-device-scale-factor=2', '--hidden'], true)
  const item = await waitFor('the icon', async () => {
    const last = host?.items.at(-1)
    return (await last?.icons())?.[0]?.width === 44 ? last : null
  })
  expect(labels(await item.menu())).toEqual([
    expect.any(String),
    'Start focus',
    'Start focus for',
    'Take a break',
    'Status',
    'Mute the computer',
    'Today',
    'Open planner',
    'Open team',
    'Open focus view',
    'Settings',
    'Quit Tideline',
  ])
  await item.click('Start focus for', '25 min')
  await waitFor('the tooltip', async () => /25 min left/.test(await item.tooltip()))
  const running = labels(await item.menu())
  expect(running).toEqual(expect.arrayContaining(['Pause', 'Extend by', 'End focus']))
  await item.click('Pause')
  await waitFor('the pause', async () => (await item.tooltip()).startsWith('Paused'))
  await item.click('Resume')
  await item.click('Extend by', '15 min')
  await waitFor('more time', async () => /40 min left/.test(await item.tooltip()))
  await item.click('End focus')
  await waitFor('the way back', async () => labels(await item.menu()).includes('Take back the end'))
  await item.click('Start focus for', 'Until', 'Another time…')
  await (await app.window('focus')).getByLabel('Focus until').waitFor()
  expect((await cli(dataDir, 'status')).exit).toBe(0)
})

test('where no panel shows it, a hidden start keeps a window all the same and says why, once for ever', async () => {
  const { app, dataDir } = await world(['--hidden'], false)
  const planner = await app.window('planner', 30_000)
  await planner.getByText('This desktop shows no tray icons').waitFor()
  await waitFor('that it was said', async () => (await cli(dataDir, 'settings')).out.includes('toldNoTray  true'))
})
