/** Links and the person's own program, with the real app: what a desktop hands over, what is asked, what is run. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodePath } from '../../scripts/lib/paths.mjs'
import { cli } from '../control/cli.ts'
import { type RunningApp, spawnApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'

let desktop: Desktop
let dataDir: string
let app: RunningApp

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-links-'))
  desktop = await startDesktop()
  app = await startApp(desktop, { dataDir, args: ['tideline://focus?minutes=15&title=Cold'] })
  await app.window('planner')
  await app.electron.evaluate(({ dialog }) => {
    const asked: string[] = []
    const world = Object.assign(globalThis, { asked, answer: 0 })
    dialog.showMessageBox = async (...given: unknown[]) => {
      const options = given.at(-1) as { message: string; detail: string }
      asked.push(`${options.message} ${options.detail}`)
      return { response: world.answer, checkboxChecked: false }
    }
  })
})

afterAll(async () => {
  await app?.stop()
  await desktop?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The question's texts so far; the next ones are answered with yes (0) or no (1). */
const asked = (answer: 0 | 1): Promise<readonly string[]> =>
  app.electron.evaluate((_electron, next) => {
    const world = globalThis as typeof globalThis & { asked: string[]; answer: number }
    world.answer = next
    return world.asked.splice(0)
  }, answer)
const status = async (): Promise<{
  session: { title: string; phase: string } | null
  status: { text: string } | null
}> => JSON.parse((await cli(dataDir, 'status', '--json')).out)

/** What a desktop does with a link while the app runs: it starts the app again. */
async function open(link: string): Promise<void> {
  const second = await spawnApp(desktop, { dataDir, args: [link] })
  await waitFor('the second start to end', () => second.child.exitCode !== null)
}

test('a link that starts the app is followed once it runs', async () => {
  await waitFor('the session', async () => (await status()).session?.title === 'Cold')
})

test('a link that would take the guard away asks; no leaves everything as it is, yes does it', async () => {
  await asked(1)
  await open('tideline://stop')
  await waitFor('the question', async () => (await asked(1)).some((text) => text.includes('It would end your focus.')))
  expect((await status()).session?.phase).toBe('running')
  await asked(0)
  await open('tideline://stop')
  await waitFor('the end', async () => (await status()).session === null)
})

test('a link speaks to teams only after a yes; a misspelt one is told in the windows', async () => {
  await asked(1)
  await open('tideline://status?text=Gone%20fishing&minutes=30')
  await waitFor('the question', async () => (await asked(1)).some((text) => text.includes('“Gone fishing”')))
  expect((await status()).status).toBeNull()
  await open('tideline://format?disk=c')
  await (await app.window('planner')).getByText('Tideline knows no “format”').waitFor()
})

test('the person’s own program is agreed to on the screen, runs with focus, and what it says is kept', async () => {
  const file = path.join(dataDir, 'told')
  const script = `require('fs').appendFileSync(${JSON.stringify(file)}, process.env.TIDELINE_EVENT + ' ' + process.env.TIDELINE_TITLE + '\\n'); console.log('done')`
  await asked(1)
  expect(await cli(dataDir, 'hook', 'set', '--', nodePath(), '-e', script)).toMatchObject({ exit: 1 })
  expect((await asked(0)).join()).toContain('Run this program with each focus session?')
  expect(await cli(dataDir, 'hook', 'set', '--', nodePath(), '-e', script)).toMatchObject({ exit: 0 })
  await cli(dataDir, 'focus', 'start', '25m', '--title', 'Tides')
  await cli(dataDir, 'focus', 'stop')
  await waitFor('both runs', () => existsSync(file) && readFileSync(file, 'utf8') === 'start Tides\nend Tides\n')
  await waitFor('the record', () =>
    /end s\w+: exit 0\n {2}done\n$/.test(readFileSync(path.join(dataDir, 'hook.log'), 'utf8')),
  )
  expect(await cli(dataDir, 'hook', 'clear')).toMatchObject({ exit: 0 })
})
