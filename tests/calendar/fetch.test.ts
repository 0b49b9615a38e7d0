import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { fetchIcs, FETCH_LIMITS } from '../../src/main/calendar/fetchIcs.ts'
import { placeFrom } from '../../src/main/calendar/address.ts'
import { type CalendarServer, serves, startServer } from './server.ts'

let server: CalendarServer
beforeAll(async () => (server = await startServer()))
beforeEach(() => server.requests.splice(0))
afterAll(() => server.stop())

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no problem',
    (error: { code?: string }) => error.code ?? String(error),
  )
const to = (location: string) => serves('', { location }, 302)

it('asks with what it knows, and takes "not modified" for it', async () => {
  server.behave(serves('BEGIN:VCALENDAR', { etag: '"7"', 'last-modified': 'Sun, 22 Nov 2026 09:00:00 GMT' }))
  const first = await fetchIcs(server.url, null)
  if (first === 'notModified') throw new Error('nothing was known')
  expect(Buffer.from(first.body).toString()).toBe('BEGIN:VCALENDAR')
  server.behave(serves('', {}, 304))
  expect(await fetchIcs(server.url, first.version)).toBe('notModified')
  expect(server.requests[1]?.headers).toMatchObject({
    'if-none-match': '"7"',
    'if-modified-since': 'Sun, 22 Nov 2026 09:00:00 GMT',
  })
  // A 304 that nobody asked for.
  expect(await codeOf(fetchIcs(server.url, null))).toBe('calendar_server')
})

it.each([
  [401, 'calendar_auth'],
  [403, 'calendar_auth'],
  [404, 'calendar_gone'],
  [410, 'calendar_gone'],
  [500, 'calendar_server'],
  [429, 'calendar_server'],
])('names the answer %s', async (status, code) => {
  server.behave(serves('no', {}, status))
  expect(await codeOf(fetchIcs(server.url, null))).toBe(code)
})

it('tells name and password to the server that they are for, and never in the address', async () => {
  server.behave(serves('BEGIN:VCALENDAR'))
  await fetchIcs(server.url.replace('//', '//ines:p%40ss@'), null)
  expect(server.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ines:p@ss').toString('base64')}`)
  expect(server.requests[0]?.url).toBe('/me.ics')
})

it('does not pass name and password on to another server', async () => {
  const other = await startServer()
  other.behave(serves('BEGIN:VCALENDAR'))
  server.behave(to(other.url))
  await fetchIcs(server.url.replace('//', '//ines:secret@'), null)
  expect(server.requests[0]?.headers.authorization).toBeDefined()
  expect(other.requests[0]?.headers.authorization).toBeUndefined()
  await other.stop()
})

it('follows a few redirects, not a circle, and to nothing that is no web address', async () => {
  server.behave((request, response) =>
    (request.url === '/me.ics' ? to('/there.ics') : serves('BEGIN:VCALENDAR'))(request, response),
  )
  expect(await codeOf(fetchIcs(server.url, null))).toBe('no problem')
  for (const location of [
    '/me.ics',
    'file:///etc/passwd',
    'tideline://quit',
    'data:text/calendar,BEGIN:VCALENDAR',
    '',
  ]) {
    server.behave(to(location))
    expect(await codeOf(fetchIcs(server.url, null))).toBe('calendar_redirect')
  }
})

it('gives up on a server that hangs: before it answers and in the middle', async () => {
  const soon = { ...FETCH_LIMITS, patience: 200 }
  server.behave(() => {})
  expect(await codeOf(fetchIcs(server.url, null, soon))).toBe('calendar_silent')
  server.behave((_request, response) => void response.writeHead(200).write('BEGIN:VCALENDAR'))
  expect(await codeOf(fetchIcs(server.url, null, soon))).toBe('calendar_silent')
})

it('stops reading where there is more than it takes, whatever length was announced', async () => {
  server.behave((_request, response) => {
    response.writeHead(200)
    const more = (): void => void (response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(more)))
    more()
  })
  expect(await codeOf(fetchIcs(server.url, null, { ...FETCH_LIMITS, bytes: 1_000_000 }))).toBe('calendar_too_large')
})

it('counts what is unpacked, not what is sent: a bomb is stopped', async () => {
  const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, 'x'))
  server.behave(serves(bomb, { 'content-encoding': 'gzip' }))
  await expect(fetchIcs(server.url, null)).rejects.toThrow('calendar_too_large')
  // Each layer is only unpacked where the server says that it is one.
  server.behave(serves(gzipSync(bomb), { 'content-encoding': 'gzip, gzip' }))
  await expect(fetchIcs(server.url, null)).rejects.toThrow(/calendar_/)
})

it('says when nobody is there', async () => {
  const gone = await startServer()
  await gone.stop()
  expect(await codeOf(fetchIcs(gone.url, null))).toBe('calendar_unreachable')
})

it('knows addresses and files by how they are written', () => {
  expect(placeFrom('webcal://example.com/a.ics#x')).toEqual({ kind: 'url', url: 'https://example.com/a.ics' })
  expect(placeFrom(' "/home/me/a b.ics" ')).toEqual({ kind: 'file', path: '/home/me/a b.ics' })
  expect(placeFrom('file:///home/me/a%20b.ics')).toEqual({ kind: 'file', path: '/home/me/a b.ics' })
  for (const bad of ['', 'a.ics', 'javascript:alert(1)', 'ftp://example.com/a.ics', 'file://host/x', 'https://'])
    expect({ bad, is: placeFrom(bad) }).toEqual({ bad, is: null })
})
