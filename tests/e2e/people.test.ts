/** A team's ways through the app, each on its own: host, invite and join, pair, remove, move to another hub. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
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
const apps = new Map<string, RunningApp>()

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-people-'))
  desktop = await startDesktop()
})
afterAll(async () => {
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
  apps.set(name, app)
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

/** What is done in the team window of an app that this test started. */
async function teamWindow(name: string): Promise<Page> {
  await say(name, 'open', 'team')
  const app = apps.get(name)
  if (app === undefined) throw new Error(`${name} does not run`)
  return app.window('team')
}

async function peopleDialog(name: string): Promise<Page> {
  const page = await teamWindow(name)
  await page.getByRole('button', { name: /^Atlas/ }).click()
  await page.getByRole('menuitem', { name: 'People and computers…' }).click()
  return page
}

let made = 0
/** Names of folders: each test, and each try of it, begins with nothing. */
const fresh = (name: string): string => `${name}${(made += 1)}`

/** Ana hosts a team in her app, and Ben is in it. */
async function anaAndBen(): Promise<[ana: string, ben: string]> {
  const [ana, ben] = [fresh('ana'), fresh('ben')]
  await start(ana)
  await start(ben)
  expect((await say(ana, 'team', 'host', 'Atlas', '--as', 'Ana')).exit).toBe(0)
  const invite = linkIn((await say(ana, 'team', 'invite')).out)
  expect(await say(ben, 'team', 'join', invite, '--as', 'Ben')).toMatchObject({ exit: 0, err: '' })
  await sees(ana, /Ben/)
  return [ana, ben]
}

/** Pairs a second computer of Ana's from her window, and leaves the dialog open. */
async function pair(ana: string, laptop: string): Promise<Page> {
  await start(laptop)
  const page = await peopleDialog(ana)
  await page.getByRole('button', { name: 'Add a computer…' }).click()
  const link = await page.getByRole('dialog').getByLabel('Invite link').inputValue()
  expect(await say(laptop, 'team', 'join', link)).toMatchObject({ exit: 0, err: '' })
  await waitFor('both computers to be connected', async () => (await book(ana)).devices.every(({ live }) => live))
  expect((await book(ana)).devices).toHaveLength(2)
  return page
}

afterEach(async () => {
  for (const app of apps.values()) await app.stop()
  apps.clear()
})

test('host on this computer, in the window', async () => {
  const host = fresh('host')
  await start(host)
  const page = await teamWindow(host)
  await page.getByText('Host on this computer', { exact: true }).click()
  await page.getByLabel('Team name').fill('Atlas')
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Host team' }).click()
  await page.getByRole('button', { name: /^Atlas/ }).waitFor()
  await page.getByText('hosted here, this computer only').waitFor()
  expect(await book(host)).toMatchObject({ role: 'owner', people: [{ name: 'Ana' }] })
}, 120_000)

test('invite, and join from a second instance, both in the window', async () => {
  const [inviting, joining] = [fresh('inviting'), fresh('joining')]
  await start(inviting)
  await start(joining)
  expect((await say(inviting, 'team', 'host', 'Atlas', '--as', 'Ana')).exit).toBe(0)
  const page = await teamWindow(inviting)
  await page.getByRole('button', { name: /^Atlas/ }).click()
  await page.getByRole('menuitem', { name: 'Invite people…' }).click()
  const invite = await page.getByRole('dialog').getByLabel('Invite link').inputValue()
  const other = await teamWindow(joining)
  await other.getByLabel('Invite link').fill(invite)
  await other.getByLabel('Your name').fill('Ben')
  await other.getByRole('button', { name: 'Join team' }).click()
  await other.getByRole('button', { name: 'Ana', exact: true }).waitFor()
  await sees(inviting, /Ben/)
  expect(await book(joining)).toMatchObject({ role: 'member' })
}, 120_000)

test('pair a second computer: it is the same person, without a name typed', async () => {
  const [ana, ben] = await anaAndBen()
  const laptop = fresh('laptop')
  await pair(ana, laptop)
  await sees(laptop, /Ben/)
  expect((await say(laptop, 'status', '--json')).out).toContain('"Ana"')
  expect((await book(ben)).people).toHaveLength(2)
  await apps.get(ana)?.screenshot('team', 'people-and-computers')
}, 120_000)

test('remove the second computer: it says so, and the first one stays', async () => {
  const [ana] = await anaAndBen()
  const laptop = fresh('laptop')
  const page = await pair(ana, laptop)
  await page.getByRole('button', { name: /^Sign out: Another computer/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await sees(laptop, /refused since/)
  expect((await book(ana)).devices).toHaveLength(1)
  await sees(ana, /Ben/)
}, 120_000)

test('move the team to a standalone hub: backed up and moved in the window, and the others go along', async () => {
  const [ana, ben] = await anaAndBen()
  const page = await peopleDialog(ana)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save the team’s data' }).click()
  await dialog.getByText(/^Saved as .*\/exports\/team-.*\.json$/).waitFor()
  await dialog.getByRole('button', { name: 'Back up the hub' }).click()
  const saved = dialog.getByText(/^Saved as .*\/backups\/.*\.db$/)
  const file = ((await saved.textContent()) ?? '').slice('Saved as '.length)
  const data = home(fresh('standalone'))
  await promisify(execFile)(nodePath(), [inRoot('src', 'hub', 'index.ts'), 'restore', file, '--data', data])
  standalone = await startHub(data)

  await dialog.getByLabel('Move to another hub').fill('https://127.0.0.1:1')
  await dialog.getByRole('button', { name: 'Move…' }).click()
  await dialog.getByRole('button', { name: 'Move the team' }).click()
  await dialog.getByText(/^The hub does not answer/).waitFor()
  await dialog.getByLabel('Move to another hub').fill(standalone.url)
  await apps.get(ana)?.screenshot('team', 'team-data')
  await dialog.getByRole('button', { name: 'Move…' }).click()
  await dialog.getByRole('button', { name: 'Move the team' }).click()
  await dialog.getByRole('button', { name: 'Move the team' }).waitFor({ state: 'detached' })

  const benPage = await teamWindow(ben)
  await benPage.getByRole('button', { name: 'Go along' }).click()
  await waitFor('Ben to be on the new hub', async () => (await say(ben, 'team', 'people')).exit === 0)
  await apps.get(ana)?.stop()
  await sees(ben, /reachable now/)
  const moved = await book(ben)
  expect(moved.role).toBe('member')
  expect(moved.people.map(({ name }) => name).toSorted()).toEqual(['Ana', 'Ben'])
  await start(ana)
  await sees(ana, /Ben/)
  await sees(ana, /reachable now/)
}, 240_000)
