/** Subscribing as a person does it: a real server, the real thread, the real core; only clock, disk of settings and vault are fakes. */
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { myAvailability, outgoingFor } from '../../src/core/app/desired.ts'
import { reduce } from '../../src/core/app/reduce.ts'
import type { Intent, Outcome } from '../../src/core/app/intent.ts'
import type { State } from '../../src/core/app/state.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { type Calendars, createCalendars } from '../../src/main/calendar/calendars.ts'
import { copiesIn } from '../../src/main/calendar/copies.ts'
import { fetchIcs } from '../../src/main/calendar/fetchIcs.ts'
import { readerIn } from '../../src/main/calendar/readInWorker.ts'
import { block, planOf, stateWith } from '../fakes/state.ts'
import { type FakeClock, fakeClock } from '../fakes/world.ts'
import { type CalendarServer, serves, startServer } from './server.ts'

const LISBON = 'Europe/Lisbon'
const at = (time: string, date = '2026-11-23'): number => instantAt(date, time, LISBON)
const HOUR = 3_600_000

const ics = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'X-WR-CALNAME:Work', ...events, 'END:VCALENDAR', ''].join('\r\n')
const event = (title: string, from: string, minutes: number, ...more: string[]): string =>
  [
    'BEGIN:VEVENT',
    `UID:${title}`,
    `SUMMARY:${title}`,
    `DTSTART;TZID=${LISBON}:20261123T${from}00`,
    `DURATION:PT${minutes}M`,
    ...more,
    'END:VEVENT',
  ].join('\r\n')

let server: CalendarServer
let folder: string
let clock: FakeClock
let state: State
let secrets: Map<string, string>
let calendars: Calendars

beforeEach(async () => {
  server = await startServer()
  folder = mkdtempSync(join(tmpdir(), 'tideline-calendars-'))
  clock = fakeClock(at('08:00'))
  state = stateWith({ plan: planOf(block('open', '2026-11-23', '09:00', 240)) })
  secrets = new Map()
  calendars = createCalendars({
    line: { dispatch, state: () => state },
    clock,
    vault: {
      get: (name) => secrets.get(name) ?? null,
      set: (name, secret) => void secrets.set(name, secret),
      remove: (name) => void secrets.delete(name),
    },
    copies: copiesIn(join(folder, 'calendars')),
    fetch: fetchIcs,
    read: readerIn(new URL('../../src/main/calendar/worker.ts', import.meta.url)),
    dav: () => Promise.reject(new Error('no server')),
    newId: () => `c${Object.keys(state.calendars).length + 1}`,
  })
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

async function dispatch(intent: Intent): Promise<Outcome> {
  const reduced = reduce(state, intent, clock.now())
  state = reduced.state
  return reduced.outcome
}

const NOTHING_SHARED = { shares: { place: false } }
const shared = (): string[] =>
  (outgoingFor(state, NOTHING_SHARED, clock.now()).plan?.intervals ?? []).map(
    ({ start, end, state: is }) => `${is} ${(start - at('00:00')) / HOUR}-${(end - at('00:00')) / HOUR}`,
  )
const titles = async (): Promise<string[]> =>
  (await calendars.events({ start: at('00:00'), end: at('23:59') })).map(({ title }) => title)

it('subscribes: others read together in a meeting, and nobody reads its title', async () => {
  server.behave(serves(ics(event('zqdentistqz', '1000', 60), event('Lunch', '1200', 60, 'TRANSP:TRANSPARENT'))))
  expect(await calendars.add({ from: server.url })).toEqual({ ok: true, value: 'c1' })
  expect(state.calendars['c1']).toMatchObject({ name: 'Work', problem: null, source: { kind: 'url' } })
  expect(shared()).toEqual(['available 9-10', 'together 10-11', 'available 11-13'])
  clock.set(at('10:15'))
  expect(myAvailability(state, clock.now())).toMatchObject({
    state: 'together',
    source: 'calendar',
    until: at('11:00'),
  })
  expect(outgoingFor(state, NOTHING_SHARED, clock.now()).presence).toMatchObject({ rule: 3, until: at('11:00') })
  expect(await titles()).toEqual(['zqdentistqz', 'Lunch'])
  expect(JSON.stringify([state, outgoingFor(state, NOTHING_SHARED, clock.now())])).not.toContain('zqdentistqz')
  expect(JSON.stringify(state)).not.toContain('me.ics')
})

it('reads a private calendar as time away, and one that binds nobody not at all', async () => {
  server.behave(serves(ics(event('School', '1000', 60))))
  await calendars.add({ from: server.url, means: 'away', name: 'Family' })
  expect(shared()).toEqual(['available 9-10', 'available 11-13'])
  await dispatch({ type: 'calendar.change', id: 'c1', means: 'nothing' })
  expect(shared()).toEqual(['available 9-13'])
  await dispatch({ type: 'calendar.change', id: 'c1', means: 'together' })
  expect(shared()).toEqual(['available 9-10', 'together 10-11', 'available 11-13'])
})

it('never tells anybody reachable on a day off, whatever meets then', async () => {
  const dayOff = 'BEGIN:VEVENT\r\nUID:off\r\nDTSTART;VALUE=DATE:20261123\r\nEND:VEVENT'
  server.behave(serves(ics(dayOff, event('Daily', '1000', 30))))
  await calendars.add({ from: server.url })
  expect(shared()).toEqual([])
})

it('asks again when it is due, with what it knows, and believes "not modified" for a day', async () => {
  server.behave(serves(ics(event('One', '1000', 60)), { etag: '"1"' }))
  await calendars.add({ from: server.url })
  const asked = async (): Promise<string | undefined> => {
    calendars.look()
    await calendars.refresh()
    return server.requests.at(-1)?.headers['if-none-match']
  }
  server.behave((request, response) =>
    (request.headers['if-none-match'] === '"1"'
      ? serves('', {}, 304)
      : serves(ics(event('Two', '1400', 60)), { etag: '"1"' }))(request, response),
  )
  clock.pass(HOUR)
  expect(await asked()).toBe('"1"')
  expect(await titles()).toEqual(['One'])
  expect(state.calendars['c1']?.freshAt).toBe(at('09:00'))
  clock.pass(24 * HOUR)
  expect(await asked()).toBeUndefined()
  expect(await titles()).toEqual(['Two'])
})

it('is calm: not due, not asked', async () => {
  server.behave(serves(ics()))
  await calendars.add({ from: server.url })
  clock.pass(20 * 60_000)
  calendars.look()
  clock.pass(5 * 60_000)
  calendars.look()
  expect(server.requests).toHaveLength(1)
})

it.each([
  ['a broken server', serves('no', {}, 500), 'calendar_server'],
  ['a page instead of a calendar', serves('<html>Sign in</html>'), 'calendar_not_ics'],
  ['a withdrawn address', serves('', {}, 404), 'calendar_gone'],
])('keeps what it read last over %s, and the days go on', async (_what, behaviour, code) => {
  server.behave(serves(ics(event('Daily', '1000', 60, 'RRULE:FREQ=DAILY'))))
  await calendars.add({ from: server.url })
  server.behave(behaviour)
  clock.set(at('08:00', '2026-11-30'))
  expect(await calendars.refresh('c1')).toEqual({ ok: false, code })
  expect(state.calendars['c1']).toMatchObject({ problem: code, freshAt: at('08:00') })
  expect(await titles()).toEqual(['Daily'])
  const last = state.busy['c1']?.at(-1)
  expect(last?.start).toBe(at('10:00', '2026-12-15'))
  server.behave(serves(ics()))
  expect(await calendars.refresh('c1')).toEqual({ ok: true })
  expect(state.calendars['c1']?.problem).toBeNull()
  expect(await titles()).toEqual([])
})

it('adds nothing of what cannot be read, and leaves nothing behind', async () => {
  server.behave(serves('<html>'))
  expect(await calendars.add({ from: server.url })).toEqual({ ok: false, code: 'calendar_not_ics' })
  expect(await calendars.add({ from: 'holidays' })).toEqual({ ok: false, code: 'calendar_bad_address' })
  expect(await calendars.add({ from: join(folder, 'none.ics') })).toEqual({ ok: false, code: 'calendar_file_missing' })
  expect(await calendars.add({ from: folder })).toEqual({ ok: false, code: 'calendar_file_unreadable' })
  expect(state.calendars).toEqual({})
  expect([...secrets]).toEqual([])
  expect(readdirSync(join(folder, 'calendars'))).toEqual([])
})

it('follows a file when it changes, and says when it is gone', async () => {
  const file = join(folder, 'me.ics')
  writeFileSync(file, ics(event('One', '1000', 60)))
  await calendars.add({ from: file })
  expect(await calendars.add({ from: file })).toEqual({ ok: false, code: 'calendar_same' })
  writeFileSync(file, ics(event('Two', '1000', 60)))
  utimesSync(file, 1, statSync(file).mtimeMs / 1000 + 10)
  await calendars.refresh('c1')
  expect(await titles()).toEqual(['Two'])
  rmSync(file)
  expect(await calendars.refresh('c1')).toEqual({ ok: false, code: 'calendar_file_missing' })
  expect(await titles()).toEqual(['Two'])
})

it('is forgotten whole', async () => {
  server.behave(serves(ics(event('One', '1000', 60))))
  await calendars.add({ from: server.url })
  expect(await calendars.remove('c1')).toEqual({ ok: true })
  expect(state).toMatchObject({ calendars: {}, busy: {} })
  expect([...secrets]).toEqual([])
  expect(readdirSync(join(folder, 'calendars'))).toEqual([])
  expect(shared()).toEqual(['available 9-13'])
  expect(await calendars.remove('c1')).toEqual({ ok: false, code: 'no_such_calendar' })
})

it('shows the owner days that are not shared, too', async () => {
  server.behave(serves(ics(event('Daily', '1000', 60, 'RRULE:FREQ=DAILY'))))
  await calendars.add({ from: server.url })
  const far = await calendars.events({ start: at('00:00', '2027-06-01'), end: at('23:00', '2027-06-01') })
  expect(far.map(({ title, calendar }) => [title, calendar])).toEqual([['Daily', 'c1']])
})
