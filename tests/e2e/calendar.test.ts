/** A calendar in the real app: subscribed to in the settings, read by the built thread, drawn in the planner, gone with a click. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serves, startServer, type CalendarServer } from '../calendar/server.ts'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'

let desktop: Desktop
let dir: string
let app: RunningApp
let server: CalendarServer

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-calendar-'))
  ;[desktop, server] = await Promise.all([startDesktop(), startServer()])
  app = await startApp(desktop, {
    dataDir: path.join(dir, 'data'),
    env: { TZ: 'Europe/Lisbon', LC_ALL: 'en_GB.UTF-8', LANGUAGE: 'en_GB' },
  })
})
afterAll(async () => {
  await app?.stop()
  await Promise.all([desktop?.stop(), server?.stop()])
  await rm(dir, { recursive: true, force: true })
})

const run = (...args: string[]) => cli(path.join(dir, 'data'), ...args)
const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Lisbon' }).format(Date.now()).replaceAll('-', '')
const event = (title: string, from: string, to: string, ...more: string[]): string =>
  [
    'BEGIN:VEVENT',
    `UID:${title}`,
    `SUMMARY:${title}`,
    `DTSTART:${today}T${from}00`,
    `DTEND:${today}T${to}00`,
    ...more,
    'END:VEVENT',
  ].join('\r\n')
const ics = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'X-WR-CALNAME:Work', ...events, 'END:VCALENDAR', ''].join('\r\n')

test('from the settings into the planner, and out again', async () => {
  await waitFor('the command line', async () => (await run('plan', 'add', 'focus', '09:00-10:30', 'Draft')).exit === 0)
  expect(await run('open', 'settings')).toMatchObject({ exit: 0 })
  const settings = await app.window('settings')
  const field = settings.getByLabel('Subscribe to a calendar')
  await field.fill(`${server.url}x`)
  server.behave(serves('<html>', {}, 404))
  await settings.getByRole('button', { name: 'Subscribe' }).click()
  await settings.getByText(/There is no calendar at this address/).waitFor()
  server.behave(
    serves(
      ics(
        event('Design review', '1000', '1130'),
        event('Stand-up', '1130', '1145'),
        event('Maybe lunch', '1230', '1330', 'STATUS:TENTATIVE'),
        `BEGIN:VEVENT\r\nUID:all\r\nSUMMARY:Release week\r\nDTSTART;VALUE=DATE:${today}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT`,
      ),
    ),
  )
  await field.fill(server.url)
  await field.press('Enter')
  const item = settings.getByRole('listitem').filter({ hasText: 'Work' })
  await item.getByText(/^Up to date/).waitFor()

  const planner = await app.window('planner')
  await planner
    .getByRole('list', { name: /^Appointments on/ })
    .getByText('Design review')
    .waitFor()
  await planner.getByText('over “Design review” at 10:00').waitFor()
  await planner.getByRole('list', { name: 'All day' }).getByText('Release week').waitFor()
  const pictures = process.env['TIDELINE_PICTURES']
  if (pictures !== undefined)
    for (const [name, page] of [
      ['planner', planner],
      ['settings', settings],
    ] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        if (name === 'settings') await item.scrollIntoViewIfNeeded()
        await page.screenshot({ path: path.join(pictures, `calendar-${name}-${colorScheme}.png`) })
      }

  await settings.getByRole('button', { name: 'Remove Work' }).click()
  await waitFor('the appointments to be gone', async () => (await planner.getByText('Design review').count()) === 0)
  expect((await run('calendar', 'list')).out).toBe('You are subscribed to no calendar.\n')
})

test('a file with everything in it that ends a thread is told, and the app goes on', async () => {
  const file = path.join(dir, 'evil.ics')
  await writeFile(
    file,
    `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nUID:1\nDTSTART:20261101T000000Z\nEND:VEVENT\n'.repeat(50_001)}END:VCALENDAR\n`,
  )
  const { exit, err } = await run('calendar', 'add', file)
  expect({ exit, err }).toMatchObject({
    err: 'The calendar has more than 50,000 events. That is more than Tideline reads.\n',
  })
  expect((await run('status')).exit).toBe(0)
})
