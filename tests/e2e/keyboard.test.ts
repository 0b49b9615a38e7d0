/** A whole split day planned in the real app with the keyboard alone: no pointer, nothing that is not said aloud. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { instantOf, wallTimeIn } from '../../src/core/time/zone.ts'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'

const ZONE = 'Europe/Lisbon'

let desktop: Desktop
let dataDir: string
let app: RunningApp
let page: Page

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-keyboard-'))
  desktop = await startDesktop()
  app = await startApp(desktop, { dataDir, env: { TZ: ZONE, LC_ALL: 'en_GB.UTF-8', LANGUAGE: 'en_GB' } })
  page = await app.window('planner')
  await page.getByRole('button', { name: 'Add a block at now' }).waitFor()
  // Tomorrow, so that the hour at which the test runs does not matter.
  await page.keyboard.press(']')
  await page.getByRole('heading', { name: 'Nothing planned' }).waitFor()
})

afterAll(async () => {
  await app?.stop()
  await desktop?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const Plan = z.object({
  blocks: z.array(z.object({ kind: z.string(), title: z.string(), start: z.string(), minutes: z.number() })),
})

async function plan(): Promise<string[]> {
  const { out } = await cli(dataDir, 'plan', 'list', '--date', 'tomorrow', '--json')
  return Plan.parse(JSON.parse(out)).blocks.map(({ kind, title, start, minutes }) =>
    `${kind} ${wallTimeIn(instantOf(start), ZONE)} ${minutes} ${title}`.trim(),
  )
}
const becomes = (expected: readonly string[]): Promise<unknown> =>
  waitFor(`the plan to be ${expected.join(', ')}`, async () => (await plan()).join() === expected.join()).catch(
    async () => expect(await plan()).toEqual(expected),
  )

/** Until the live region says it. */
const said = (words: string | RegExp): Promise<void> =>
  page.getByTestId('spoken').filter({ hasText: words }).waitFor({ state: 'attached' })
/** What has the keyboard, as a screen reader names it. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    const labelled = labels.map((label) => label.textContent).join(' ')
    return element?.getAttribute('aria-label') ?? (labelled || (element?.textContent ?? ''))
  })
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
/** Tab until this has the keyboard. */
async function tabTo(name: RegExp): Promise<void> {
  for (let tries = 0; tries < 80; tries += 1) {
    if (name.test(await focused())) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${String(name)}`)
}

test('the frame of the day in one line', async () => {
  await press('/')
  await page.getByRole('textbox', { name: 'Type your day' }).waitFor()
  await page.keyboard.type('focus Draft 6:30-9, pick up kids 15-17, open 20-22')
  await press('Enter')
  await said('3 blocks added')
  await press('Escape')
  await becomes(['focus 06:30 150 Draft', 'personal 15:00 120 pick up kids', 'open 20:00 120'])
})

test('a block is added, named and timed in its editor', async () => {
  await press('n')
  await said(/^Added/)
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('Design review')
  await tabTo(/^Focus$/i)
  await press('ArrowRight', 'ArrowRight')
  await press('Enter')
  await said(/Design review/)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await becomes([
    'focus 06:30 150 Draft',
    'together 09:00 50 Design review',
    'personal 15:00 120 pick up kids',
    'open 20:00 120',
  ])
})

test('it is moved, made longer, split and duplicated where it stands, each step said', async () => {
  await tabTo(/^Design review/)
  await press('Shift+ArrowDown', 'Shift+ArrowDown')
  await said(/Design review, 09:30 to 10:20/)
  await press('Alt+ArrowDown', 'Alt+ArrowDown')
  await said(/09:30 to 10:30/)
  await press('d')
  await said(/10:30 to 11:30/)
  await waitFor('the copy to have the keyboard', async () => /10:30/.test(await focused()))
  await press('5')
  await said(/rest/i)
  await press('s')
  await said(/[Ss]plit/)
  await becomes([
    'focus 06:30 150 Draft',
    'together 09:30 60 Design review',
    'rest 10:30 30 Design review',
    'rest 11:00 30 Design review',
    'personal 15:00 120 pick up kids',
    'open 20:00 120',
  ])
})

test('what was too much is deleted, and everything can be taken back', async () => {
  await press('Delete')
  await said(/^Deleted|removed/i)
  await waitFor('five blocks', async () => (await plan()).length === 5)
  const after = await plan()
  await press('Control+z')
  await said(/undone/i)
  await waitFor('six blocks', async () => (await plan()).length === 6)
  await press('Control+Shift+z')
  await becomes(after)
})

test('Tab goes through everything, and everything has a name', async () => {
  const names = new Set<string>()
  for (let at = 0; at < 60; at += 1) {
    await page.keyboard.press('Tab')
    const nameless = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      const label = element.getAttribute('aria-label') ?? ''
      const by = (element.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join('')
      const own =
        element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((l) => l.textContent).join('') : ''
      const name = (label || by || own || element.textContent || '').trim()
      return name === '' ? element.outerHTML.slice(0, 200) : `✓${name}`
    })
    if (nameless === null) continue
    expect(nameless).toMatch(/^✓/)
    names.add(nameless)
  }
  expect(names.size).toBeGreaterThan(15)
})
