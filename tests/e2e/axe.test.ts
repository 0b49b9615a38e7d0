/** Every view in every theme, in real windows with a real layout: no violation, and no contrast that axe cannot vouch for. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WindowKind } from '../../src/core/app/intent.ts'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'
import { wrongIn } from './axe.ts'

const LOOKS = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const

/** In the afternoon the rest of the day may be proposed anew: it is always afternoon here. */
function zoneWhereItIs(hour: number): string {
  const ahead = hour - new Date().getUTCHours()
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

let desktop: Desktop
let dir: string
let app: RunningApp

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-axe-'))
  desktop = await startDesktop()
  const env = { TZ: zoneWhereItIs(14), LC_ALL: 'en_GB.UTF-8', LANGUAGE: 'en_GB' }
  app = await startApp(desktop, { dataDir: dir, args: ['--demo'], env })
  // What is proposed has a test of its own.
  await waitFor('the command line', async () => (await run('settings', 'set', 'reflow', 'false')).exit === 0, 60_000)
  await waitFor('six teammates', async () => (await run('team', 'list')).out.split('\n').length > 6, 60_000)
})

afterAll(async () => {
  await app?.stop()
  await desktop?.stop()
  await rm(dir, { recursive: true, force: true })
})

const run = (...args: string[]) => cli(path.join(dir, 'demo'), ...args)

async function opened(kind: WindowKind): Promise<Page> {
  await run('open', kind)
  const page = await app.window(kind)
  await page.getByRole('heading').first().waitFor()
  return page
}

/** What is wrong with the page as it stands, in every look. Motion is over before axe looks. */
async function wrong(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const { name, media } of LOOKS) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))))
    found.push(...(await wrongIn(page)).map((line) => `${name}: ${line}`))
  }
  return found
}

/** Where a sheet's edge cuts through a line, axe cannot tell what is behind it. */
const unroll = (page: Page): Promise<void> =>
  page.locator('.ui-modal, .ui-dialog').evaluateAll((parts) => {
    for (const part of parts)
      if (part instanceof HTMLElement) part.style.cssText = 'overflow: visible; max-height: none'
  })

describe('planner', () => {
  test('day, with and without a session', async () => {
    const page = await opened('planner')
    expect(await wrong(page)).toEqual([])
    await run('focus', 'start', '45m')
    await page.getByRole('button', { name: 'Pause' }).first().waitFor()
    expect(await wrong(page)).toEqual([])
    await run('focus', 'end')
  })

  test('an empty day', async () => {
    const page = await opened('planner')
    const title = page.getByRole('heading', { name: 'Nothing planned' })
    for (let day = 0; day < 30 && !(await title.isVisible()); day += 1) {
      await page.getByRole('button', { name: 'Next day' }).press('Enter')
      await page.waitForTimeout(50)
    }
    await title.waitFor()
    // The way back from the last test's end lies over the hours for ten seconds.
    await page.getByText('Take it back').waitFor({ state: 'detached' })
    expect(await wrong(page)).toEqual([])
    await page.getByRole('button', { name: 'Today', exact: true }).press('Enter')
  })

  test('the editor of a block', async () => {
    const page = await opened('planner')
    await page.locator('.plan-face').first().press('Enter')
    await page.getByRole('dialog').waitFor()
    expect(await wrong(page)).toEqual([])
    await page.getByRole('dialog').getByRole('textbox').first().press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('week and rhythm', async () => {
    const page = await opened('planner')
    await page.getByRole('radio', { name: 'Week' }).press('Space')
    await page.locator('.week').waitFor()
    expect(await wrong(page)).toEqual([])
    await run('plan', 'add', 'rest', '23:00-06:00', 'Night')
    await run('plan', 'add', 'rest', '23:00-06:00', 'Night before', '--date', 'yesterday')
    await page.getByRole('button', { name: /^Night before/ }).press('x')
    await page.locator('[data-chosen]').waitFor()
    expect(await wrong(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('radio', { name: 'Rhythm' }).press('Space')
    await page.getByRole('heading', { name: 'Rhythm', level: 1 }).waitFor()
    expect(await wrong(page)).toEqual([])
    await page.getByRole('radio', { name: 'Day' }).press('Space')
  })

  test('any day, in a calendar', async () => {
    const page = await opened('planner')
    await page.keyboard.press('g')
    await page.getByRole('dialog', { name: 'Go to a date' }).waitFor()
    await page.locator('.plan-jump-day[data-focus-visible]').waitFor()
    expect(await wrong(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('the rest of the day proposed anew, over the day as it is', async () => {
    const page = await opened('planner')
    await run('settings', 'set', 'reflow', 'true')
    await run('plan', 'add', 'focus', '13:30-15:00', 'Late')
    await page.locator('.proposal').waitFor()
    await page.locator('.plan-ghost').first().waitFor()
    expect(await wrong(page)).toEqual([])
    await run('settings', 'set', 'reflow', 'false')
    await page.locator('.proposal').waitFor({ state: 'detached' })
  })

  test('a day being typed, right and wrong', async () => {
    const page = await opened('planner')
    await page.getByRole('button', { name: 'Type your day' }).press('Enter')
    await page.getByRole('textbox', { name: 'Type your day' }).fill('focus 9-11, open 13-17')
    await page.locator('.plan-ghost').first().waitFor()
    expect(await wrong(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Type your day' }).fill('focus 1-2, open 3-25')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await wrong(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('sharing and printing', async () => {
    const page = await opened('planner')
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
    await page.getByRole('menuitem', { name: 'Share or print' }).press('Enter')
    await page.getByRole('dialog').waitFor()
    expect(await wrong(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('the keys', async () => {
    const page = await opened('planner')
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
    await page.getByRole('menuitem', { name: 'Keys' }).press('Enter')
    await page.getByRole('dialog').waitFor()
    await unroll(page)
    expect(await wrong(page)).toEqual([])
    await page.keyboard.press('Escape')
  })
})

test.each(['team', 'settings', 'welcome'] as const)('%s', async (kind) =>
  expect(await wrong(await opened(kind))).toEqual([]),
)

test('what would be imported, and a calendar server asked for', async () => {
  const file = path.join(dir, 'all.json')
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, file)
  const page = await opened('settings')
  await page.getByRole('button', { name: 'Export everything…' }).press('Enter')
  await page.getByText(file).waitFor()
  await page.getByRole('button', { name: 'Import…' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await unroll(page)
  expect(await wrong(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Connect to a server…' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await unroll(page)
  expect(await wrong(page)).toEqual([])
  await page.keyboard.press('Escape')
})

test('the agreement: read, voted on, changed', async () => {
  const page = await opened('team')
  await page.getByRole('button', { name: '1 change is proposed' }).press('Enter')
  const proposal = page.getByRole('article', { name: 'Idris Bello proposes' })
  await proposal.waitFor()
  await unroll(page)
  expect(await wrong(page)).toEqual([])
  await proposal.getByRole('button', { name: 'Agree', exact: true }).press('Enter')
  await proposal.getByRole('button', { name: 'You agree' }).waitFor()
  await page.getByRole('button', { name: 'Propose a change…' }).press('Enter')
  await page.getByRole('button', { name: 'Add core hours' }).press('Enter')
  await page.getByRole('group', { name: 'Core hours, 1' }).waitFor()
  expect(await wrong(page)).toEqual([])
  await page.getByRole('button', { name: 'Back' }).press('Enter')
  await page.keyboard.press('Escape')
})

test('each step of the first run', async () => {
  const page = await opened('welcome')
  for (let step = 2; step <= 3; step += 1) {
    await page.getByRole('button', { name: 'Next' }).click()
    expect(await wrong(page)).toEqual([])
  }
})

test('the focus view, idle and in a session', async () => {
  const page = await opened('focus')
  expect(await wrong(page)).toEqual([])
  await run('focus', 'start', '45m')
  await page.getByRole('button', { name: '+ 5 min' }).waitFor()
  expect(await wrong(page)).toEqual([])
})
