/** Planning in the real app, by pointer and by keyboard alone; what is planned is there after a restart. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { instantOf, wallTimeIn } from '../../src/core/time/zone.ts'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'

const ZONE = 'Pacific/Chatham'

let desktop: Desktop
let dataDir: string
let app: RunningApp
let page: Page

const start = async (): Promise<void> => {
  app = await startApp(desktop, { dataDir, env: { TZ: ZONE, LC_ALL: 'en_GB.UTF-8', LANGUAGE: 'en_GB' } })
  page = await app.window('planner')
  await page.getByRole('button', { name: 'Add a block at now' }).waitFor()
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-planner-'))
  desktop = await startDesktop()
  await start()
})

afterAll(async () => {
  await app?.stop()
  await desktop?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const Plan = z.object({
  blocks: z.array(z.object({ kind: z.string(), title: z.string(), start: z.string(), minutes: z.number() })),
})

/** Today's blocks as `kind HH:MM minutes title`, by the command line. */
async function plan(): Promise<string[]> {
  const { out } = await cli(dataDir, 'plan', 'list', '--json')
  return Plan.parse(JSON.parse(out)).blocks.map((one) =>
    `${one.kind} ${wallTimeIn(instantOf(one.start), ZONE)} ${one.minutes} ${one.title}`.trim(),
  )
}

/** Waits for the plan and asserts it. */
const becomes = (expected: readonly string[]): Promise<unknown> =>
  waitFor(
    `the plan to be ${expected.join(', ')}`,
    async () => JSON.stringify(await plan()) === JSON.stringify(expected),
  ).catch(async () => expect(await plan()).toEqual(expected))
const blockNamed = (name: RegExp) => page.getByRole('list', { name: /^Blocks of/ }).getByRole('button', { name })

describe('by keyboard alone', () => {
  test('move, resize, change kind, duplicate; undo walks all the way back', async () => {
    await cli(dataDir, 'plan', 'add', 'focus', '10:00-12:00', 'Draft')
    await blockNamed(/^Draft/).focus()
    await page.keyboard.press('ArrowDown')
    await becomes(['focus 10:05 120 Draft'])
    await page.keyboard.press('Shift+ArrowDown')
    await becomes(['focus 10:20 120 Draft'])
    await page.keyboard.press('Alt+ArrowDown')
    await becomes(['focus 10:20 125 Draft'])
    await page.keyboard.press('2')
    await becomes(['open 10:20 125 Draft'])
    await page.keyboard.press('d')
    await waitFor('a second block', async () => (await plan()).length === 2)
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Control+z')
    await becomes(['focus 10:00 120 Draft'])
    await page.keyboard.press('Control+Shift+z')
    await becomes(['focus 10:05 120 Draft'])
  })

  test('delete, and take it back', async () => {
    await blockNamed(/^Draft/).focus()
    await page.keyboard.press('Delete')
    await becomes([])
    await page.keyboard.press('Control+z')
    await becomes(['focus 10:05 120 Draft'])
    expect(await plan()).toHaveLength(1)
  })
})

describe('by pointer', () => {
  test('a block is moved by dragging it, and lands on five minutes', async () => {
    const box = await blockNamed(/^Draft/).boundingBox()
    if (box === null) throw new Error('The block is not to be seen')
    await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2 + 31, { steps: 6 })
    await page.mouse.up()
    await waitFor('the block to have moved', async () => !(await plan()).includes('focus 10:05 120 Draft'))
    const [moved = ''] = await plan()
    expect(moved).toMatch(/^focus 1[01]:[0-5][05] 120 Draft$/)
    await page.keyboard.press('Control+z')
    await becomes(['focus 10:05 120 Draft'])
  })
})

test('what is planned is there after a restart, over midnight too', async () => {
  await cli(dataDir, 'plan', 'add', 'focus', '22:00-02:00', 'Night')
  await app.kill()
  await start()
  await blockNamed(/^Night.*22:00 to \w+ 02:00/).waitFor()
  await becomes(['focus 10:05 120 Draft', 'focus 22:00 240 Night'])
  // What can be undone is kept for the day too.
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await becomes(['focus 10:05 120 Draft'])
})

describe('for somebody else', () => {
  test('the day as text on another clock', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
    await page.getByRole('menuitem', { name: 'Share or print' }).press('Enter')
    await page.getByLabel('On the clock of').fill('Asia/Tokyo')
    await page.getByText('Times in Asia/Tokyo').waitFor()
    await page.getByRole('button', { name: 'Copy the text' }).press('Enter')
    await page.getByTestId('spoken').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' })
    const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied).toMatch(/\d\d:\d\d–.*\d\d:\d\d {2}Draft \(Focus\)\n\nTimes in Asia\/Tokyo$/)
    await page.keyboard.press('Escape')
  })

  test('the week as a picture, all of its hours on it', async () => {
    await page.keyboard.press('v')
    await page.locator('.week').waitFor()
    const file = path.join(dataDir, 'week.png')
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
    await page.getByRole('menuitem', { name: 'Share or print' }).press('Enter')
    await page.getByRole('button', { name: 'Save a picture…' }).press('Enter')
    await page.getByTestId('spoken').filter({ hasText: 'Picture saved' }).waitFor({ state: 'attached' })
    const bytes = await readFile(file)
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(bytes.length).toBeGreaterThan(10_000)
    expect(await page.evaluate(() => 'picture' in document.documentElement.dataset)).toBe(false)
    // What it looks like while it is taken: the whole width for the days, and above them which they are.
    const [date, share] = await page.evaluate(() => {
      document.documentElement.dataset['picture'] = ''
      const width = document.querySelector('.plan-main')?.clientWidth ?? 0
      const head = document.querySelector<HTMLElement>('.plan-date')?.innerText ?? ''
      delete document.documentElement.dataset['picture']
      return [head.trim(), width / window.innerWidth]
    })
    expect(date).toMatch(/\d+ [A-Z][a-z]+$/)
    expect(share).toBeGreaterThan(0.95)
  })
})
