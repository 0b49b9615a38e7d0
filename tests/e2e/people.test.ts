/** A team's people with real parts: hosted by the app, a second person, a second computer, and the way to another hub. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { inRoot, nodePath } from '../../scripts/lib/paths.mjs'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { waitFor } from '../harness/wait.ts'

let dir: string
let desktop: Desktop
let standalone: Hub | null = null
const running: RunningApp[] = []

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-people-'))
  desktop = await startDesktop()
})
afterAll(async () => {
  for (const app of running) await app.stop()
  await standalone?.stop()
  await desktop?.stop()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

const home = (name: string): string => path.join(dir, name)
const say = (name: string, ...words: string[]) => cli(home(name), ...words)
const list = async (name: string): Promise<string> => (await say(name, 'team', 'list')).out
const sees = (name: string, pattern: RegExp): Promise<true> =>
  waitFor(`${name} to see ${pattern}`, async () => pattern.test(await list(name)), 45_000)
const linkIn = (text: string): string => /https?:\S+\/j\/\S+/.exec(text)?.[0] ?? ''

async function start(name: string): Promise<RunningApp> {
  const app = await startApp(desktop, { dataDir: home(name) })
  running.push(app)
  await waitFor(`${name} to answer`, async () => (await say(name, 'status')).exit === 0)
  return app
}

const Book = z.object({
  device: z.string(),
  role: z.string(),
  people: z.array(z.object({ name: z.string() })),
  devices: z.array(z.object({ id: z.string(), live: z.boolean() })),
})
const book = async (name: string) => Book.parse(JSON.parse((await say(name, 'team', 'people', '--json')).out))

test('host, invite, join, pair a second computer, sign it out, and move to a standalone hub', async () => {
  const ana = await start('ana')
  await start('ben')
  await start('laptop')
  expect((await say('ana', 'team', 'host', 'Atlas', '--as', 'Ana')).exit).toBe(0)
  const invite = linkIn((await say('ana', 'team', 'invite')).out)
  expect(await say('ben', 'team', 'join', invite, '--as', 'Ben')).toMatchObject({ exit: 0, err: '' })
  await sees('ana', /Ben/)

  // Ana's second computer: paired from the window, without a name.
  await say('ana', 'open', 'team')
  const page = await ana.window('team')
  await page.getByRole('button', { name: 'Atlas' }).click()
  await page.getByRole('menuitem', { name: 'People and computers…' }).click()
  await page.getByRole('button', { name: 'Add a computer…' }).click()
  const link = await page.getByRole('dialog').getByLabel('Invite link').inputValue()
  expect(await say('laptop', 'team', 'join', link)).toMatchObject({ exit: 0, err: '' })
  await sees('laptop', /Ben/)
  expect((await say('laptop', 'status', '--json')).out).toContain('"Ana"')
  await waitFor('both computers to be connected', async () => (await book('ana')).devices.every(({ live }) => live))
  expect((await book('ana')).devices).toHaveLength(2)
  expect((await book('ben')).people).toHaveLength(2)
  await ana.screenshot('team', 'people-and-computers')

  // And signed out again, which it says.
  await page.getByRole('button', { name: /^Sign out: Another computer/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await sees('laptop', /refused since/)
  expect((await book('ana')).devices).toHaveLength(1)

  // To a standalone hub: a copy, restored there; Ana says so, Ben goes along.
  const file = (await say('ana', 'team', 'backup')).out.trim()
  const data = home('standalone')
  await promisify(execFile)(nodePath(), [inRoot('src', 'hub', 'index.ts'), 'restore', file, '--data', data])
  standalone = await startHub(data)
  expect(await say('ana', 'team', 'move', standalone.url)).toMatchObject({ exit: 0, err: '' })
  await say('ben', 'open', 'team')
  const benPage = await running[1]?.window('team')
  await benPage?.getByRole('button', { name: 'Go along' }).click()
  await waitFor('Ben to be on the new hub', async () => (await say('ben', 'team', 'people')).exit === 0)
  await ana.stop()
  await sees('ben', /reachable now/)
  const moved = await book('ben')
  expect(moved.role).toBe('member')
  expect(moved.people.map(({ name }) => name).toSorted()).toEqual(['Ana', 'Ben'])
  await start('ana')
  await sees('ana', /Ben/)
  await sees('ana', /reachable now/)
}, 240_000)
