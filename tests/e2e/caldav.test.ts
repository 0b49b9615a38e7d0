/** A real calendar server and the real app: subscribed to in the settings, drawn in the planner, and everything out and in again. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { PERSON, type Radicale, startRadicale } from '../harness/radicale.ts'
import { waitFor } from '../harness/wait.ts'

let desktop: Desktop
let dir: string
let app: RunningApp
let radicale: Radicale
const env = { TZ: 'Europe/Lisbon', LC_ALL: 'en_GB.UTF-8', LANGUAGE: 'en_GB' }
const data = (): string => path.join(dir, 'data')
const run = (...args: string[]) => cli(data(), ...args)

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-caldav-'))
  ;[desktop, radicale] = await Promise.all([startDesktop(), startRadicale()])
  app = await startApp(desktop, { dataDir: data(), env })
})
afterAll(async () => {
  await app?.stop()
  await Promise.all([desktop?.stop(), radicale?.stop()])
  await rm(dir, { recursive: true, force: true })
})

const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Lisbon' }).format(Date.now()).replaceAll('-', '')
const dentist = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Somebody//Else//EN',
  'BEGIN:VEVENT',
  'UID:dentist',
  'DTSTAMP:20261101T000000Z',
  'SUMMARY:Dentist',
  `DTSTART;TZID=Europe/Lisbon:${today}T140000`,
  `DTEND;TZID=Europe/Lisbon:${today}T150000`,
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n')

const NAMED =
  '<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><d:displayname>Work</d:displayname></d:prop></d:set></c:mkcalendar>'

async function picture(name: string): Promise<void> {
  const pictures = process.env['TIDELINE_PICTURES']
  if (pictures === undefined) return
  const page = await app.window('settings')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: path.join(pictures, `${name}-${colorScheme}.png`) })
  }
}

test('a server’s calendar in the planner, and my blocks on the server', async () => {
  await waitFor('the command line', async () => (await run('plan', 'add', 'focus', '09:00-10:30', 'Draft')).exit === 0)
  await radicale.ask('work/', 'MKCALENDAR', NAMED, { 'content-type': 'application/xml' })
  await radicale.ask('work/dentist.ics', 'PUT', dentist)
  await run('open', 'settings')
  const settings = await app.window('settings')
  await settings.getByRole('button', { name: 'Connect to a server…' }).click()
  await settings.getByRole('textbox', { name: 'Server' }).fill(radicale.url)
  await settings.getByLabel('User name').fill(PERSON.user)
  await settings.getByLabel('App password').fill('wrong')
  await settings.getByRole('button', { name: 'Look for calendars' }).click()
  await settings.getByText(/The server does not accept/).waitFor()
  await picture('caldav-refused')
  await settings.getByLabel('App password').fill(PERSON.password)
  await settings.getByRole('button', { name: 'Look for calendars' }).click()
  await settings.getByRole('button', { name: 'Subscribe to Work' }).click()
  await settings.getByText('subscribed').waitFor()
  await settings.getByRole('button', { name: 'Put my blocks there' }).click()
  await settings.getByText('The calendar “Tideline” is there now.').waitFor()
  await picture('caldav-found')
  await settings.getByRole('button', { name: 'Done' }).click()
  await settings
    .getByRole('button', { name: 'Delete this calendar on the server, and here…' })
    .first()
    .scrollIntoViewIfNeeded()
  await picture('caldav-settings')

  const planner = await app.window('planner')
  await planner.getByText('Dentist').first().waitFor()
  const there = async (): Promise<string> => (await radicale.ask('', 'PROPFIND', '', { depth: '1' })).text()
  const made = /noor\/(tideline-[0-9a-f]+)\//.exec(await there())?.[1] ?? ''
  const mine = async (): Promise<string> => (await radicale.ask(`${made}/`, 'GET')).text()
  expect(await mine()).toContain('SUMMARY:Focus')
  expect(await mine()).not.toContain('Draft')
  await run('plan', 'add', 'open', '16:00-17:00')
  await waitFor('the new block there', async () => (await mine()).includes('SUMMARY:Open'), 45_000)
  const kept = await readdir(data(), { recursive: true })
  for (const name of kept.filter((one) => one.endsWith('.json') && !one.includes('secrets')))
    expect(await readFile(path.join(data(), name), 'utf8')).not.toContain(PERSON.password)
})

test('everything out and in again, byte for byte, and after a restart too', async () => {
  const [first, second] = ['first.json', 'second.json'].map((name) => path.join(dir, name)) as [string, string]
  await run('focus', 'start', '50m', '--no-mute')
  await run('focus', 'stop')
  expect(await run('export', first)).toMatchObject({ exit: 0 })
  expect(await readFile(first, 'utf8')).not.toContain(PERSON.password)
  await run('plan', 'add', 'rest', '20:00-21:00')
  expect((await run('import', first, '--replace')).err).toBe('')
  expect(await run('export', second)).toMatchObject({ exit: 0 })
  expect(await readFile(second, 'utf8')).toBe(await readFile(first, 'utf8'))

  const settings = await app.window('settings')
  await settings.getByRole('button', { name: 'Export everything…' }).scrollIntoViewIfNeeded()
  await picture('data-settings')
  await app.stop()
  app = await startApp(desktop, { dataDir: data(), env })
  await waitFor('the command line', async () => (await run('export', second)).exit === 0)
  expect(await readFile(second, 'utf8')).toBe(await readFile(first, 'utf8'))
})
