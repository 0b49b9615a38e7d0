/** Servers that are no CalDAV servers, or bad ones: a code each, in time, and the password for nobody else. */
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CalendarProblem } from '../../src/main/calendar/problem.ts'
import { serverFrom } from '../../src/main/calendar/caldav/account.ts'
import { davIn } from '../../src/main/calendar/caldav/inWorker.ts'
import { mayHaveIt } from '../../src/main/calendar/caldav/safeFetch.ts'
import { davServer } from '../../src/main/calendar/caldav/server.ts'
import { type Behaviour, type CalendarServer, serves, startServer } from './server.ts'

let server: CalendarServer
beforeEach(async () => void (server = await startServer()))
afterEach(() => server.stop())

const root = (): string => new URL('/', server.url).href
const secret = (url = root()) => ({ url, user: 'noor', password: 'zqsandqz' })
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'fine',
    (error: unknown) => (error instanceof CalendarProblem ? error.code : error),
  )
const discovering = (as: Behaviour, patience = 5_000): Promise<unknown> => {
  server.behave(as)
  return codeOf(davServer(secret(), patience).discover())
}
const xml = (body: string, status = 207): Behaviour => serves(body, { 'content-type': 'application/xml' }, status)
const redirects =
  (to: string): Behaviour =>
  (_request, response) =>
    void response.writeHead(301, { location: to }).end()

test.each<[string, Behaviour, string]>([
  ['asks who is there', serves('', { 'www-authenticate': 'Basic' }, 401), 'caldav_auth'],
  ['forbids', serves('', {}, 403), 'caldav_auth'],
  ['has a page for people', serves('<html>Welcome</html>', { 'content-type': 'text/html' }), 'caldav_not_dav'],
  ['knows nothing', serves('', {}, 404), 'caldav_not_dav'],
  ['has a problem', serves('', {}, 503), 'calendar_server'],
  ['answers half of an XML', xml('<multistatus xmlns="DAV:"><response><href>/'), 'caldav_not_dav'],
  ['answers an empty multistatus', xml('<multistatus xmlns="DAV:"/>'), 'caldav_not_dav'],
  ['answers a calendar where XML is due', serves('BEGIN:VCALENDAR\nEND:VCALENDAR\n'), 'caldav_not_dav'],
])('one that %s', async (_what, as, code) => {
  expect(await discovering(as)).toBe(code)
})

test('one that says nothing, one that goes on for ever, and one that sends us round', async () => {
  expect(await discovering(() => {}, 300)).toBe('calendar_silent')
  expect(await discovering(redirects('/round'))).toBe('calendar_redirect')
  const drips: Behaviour = (_request, response) => {
    response.writeHead(207, { 'content-type': 'application/xml' })
    const timer = setInterval(() => response.write('<a>'), 20)
    response.on('close', () => clearInterval(timer))
  }
  expect(await discovering(drips, 300)).toBe('calendar_silent')
})

test('one that packs a bomb, and one that nests entities', async () => {
  const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, 'x'))
  const sends = serves(bomb, { 'content-type': 'application/xml', 'content-encoding': 'gzip' }, 207)
  expect(await discovering(sends)).toBe('calendar_too_large')
  const entities = Array.from({ length: 20 }, (_none, at) => `<!ENTITY l${at + 1} "&l${at};&l${at};&l${at};">`)
  const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${entities.join('')}]><multistatus xmlns="DAV:"><response><href>&l20;</href></response></multistatus>`
  expect(await discovering(xml(laughs))).toBe('caldav_not_dav')
})

test('the thread is ended where a server keeps it busy', async () => {
  server.behave(() => {})
  const entry = new URL('../../src/main/calendar/caldav/worker.ts', import.meta.url)
  expect(await codeOf(davIn(entry, 1_500)({ kind: 'discover', secret: secret() }))).toBe('calendar_silent')
})

test('the password is only for the server and its house', async () => {
  const stranger = await startServer()
  try {
    stranger.behave(xml('<multistatus xmlns="DAV:"/>'))
    const elsewhere = new URL('/', stranger.url)
    elsewhere.hostname = 'localhost'
    expect(await discovering(redirects(elsewhere.href))).toBe('calendar_redirect')
    expect(stranger.requests).toEqual([])
  } finally {
    await stranger.stop()
  }
  const may = (from: string, to: string): boolean => mayHaveIt(new URL(from), new URL(to))
  expect(may('https://caldav.icloud.com/', 'https://p42-caldav.icloud.com/1/')).toBe(true)
  expect(may('https://caldav.icloud.com/', 'https://icloud.com.evil.example/')).toBe(false)
  expect(may('https://caldav.icloud.com/', 'http://caldav.icloud.com/')).toBe(false)
  expect(may('https://example.com/', 'https://evil.com/')).toBe(false)
  expect(may('http://127.0.0.1:5232/', 'https://1.0.0.1/')).toBe(false)
})

test('what a person types for a server', () => {
  expect(serverFrom(' dav.example.org ')?.href).toBe('https://dav.example.org/')
  expect(serverFrom('https://cloud.example/remote.php/dav#x')?.href).toBe('https://cloud.example/remote.php/dav')
  expect(serverFrom('caldavs://dav.example.org/')?.href).toBe('https://dav.example.org/')
  for (const bad of ['', 'two words', 'ftp://x', 'https://user:pass@x.example', 'file:///etc'])
    expect(serverFrom(bad)).toBeNull()
})
