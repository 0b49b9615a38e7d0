/** Calendars on a real server: the real thread, the real core and Radicale; only clock and vault are fakes. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reduce } from '../../src/core/app/reduce.ts'
import type { Intent, Outcome } from '../../src/core/app/intent.ts'
import type { State } from '../../src/core/app/state.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { davIn } from '../../src/main/calendar/caldav/inWorker.ts'
import { nameOf } from '../../src/main/calendar/caldav/event.ts'
import { type Calendars, createCalendars } from '../../src/main/calendar/calendars.ts'
import { copiesIn } from '../../src/main/calendar/copies.ts'
import { fetchIcs } from '../../src/main/calendar/fetchIcs.ts'
import { readerIn } from '../../src/main/calendar/readInWorker.ts'
import { block, planOf, stateWith } from '../fakes/state.ts'
import { type FakeClock, fakeClock } from '../fakes/world.ts'
import { PERSON, type Radicale, startRadicale } from '../harness/radicale.ts'

const at = (time: string, date = '2026-11-23'): number => instantAt(date, time, 'Europe/Lisbon')
const HOUR = 3_600_000

let radicale: Radicale
let folder: string
let clock: FakeClock
let state: State
let secrets: Map<string, string>
let calendars: Calendars

beforeAll(async () => void (radicale = await startRadicale()))
afterAll(() => radicale?.stop())

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideline-caldav-'))
  clock = fakeClock(at('08:00'))
  state = stateWith({ plan: planOf(block('focus', '2026-11-23', '09:00', 90, { title: 'zqnovelqz' })) })
  secrets = new Map()
  calendars = start()
})
afterEach(() => rmSync(folder, { recursive: true }))

const worker = (name: string): URL => new URL(`../../src/main/calendar/${name}.ts`, import.meta.url)
const start = (): Calendars =>
  createCalendars({
    line: { dispatch, state: () => state },
    clock,
    vault: {
      get: (name) => secrets.get(name) ?? null,
      set: (name, secret) => void secrets.set(name, secret),
      remove: (name) => void secrets.delete(name),
    },
    copies: copiesIn(join(folder, 'calendars')),
    fetch: fetchIcs,
    read: readerIn(worker('worker')),
    dav: davIn(worker('caldav/worker')),
    newId: () => `c${Object.keys(state.calendars).length + 1}`,
  })

async function dispatch(intent: Intent): Promise<Outcome> {
  const reduced = reduce(state, intent, clock.now())
  state = reduced.state
  return reduced.outcome
}

const account = () => ({ address: radicale.url, ...PERSON })
const valueOf = (outcome: Outcome): string => {
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value ?? ''
}
interface Found {
  readonly home: string
  readonly calendars: readonly { readonly url: string; readonly name: string }[]
}
const discover = async (): Promise<Found> =>
  JSON.parse(valueOf(await calendars.servers.discover({ type: 'calendar.discover', ...account() }))) as Found

const ics = (uid: string, summary: string, from: string, to: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Somebody//Else//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T000000Z',
    `SUMMARY:${summary}`,
    `DTSTART:20261123T${from}00Z`,
    `DTEND:20261123T${to}00Z`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

async function newCalendar(name: string): Promise<string> {
  const body = `<?xml version="1.0"?><c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><d:displayname>${name.replace('&', '&amp;').replaceAll('<', '&lt;')}</d:displayname></d:prop></d:set></c:mkcalendar>`
  const path = `cal-${Math.random().toString(36).slice(2)}/`
  expect((await radicale.ask(path, 'MKCALENDAR', body, { 'content-type': 'application/xml' })).status).toBe(201)
  return path
}
const titles = async (): Promise<string[]> =>
  (await calendars.events({ start: at('00:00'), end: at('23:59') })).map(({ title }) => title).toSorted()

async function subscribed(name: string): Promise<{ path: string; id: string }> {
  const path = await newCalendar(name)
  await radicale.ask(`${path}a.ics`, 'PUT', ics('a', 'Dentist', '1000', '1100'))
  const found = (await discover()).calendars.find((one) => one.name === name)
  const wish = { type: 'calendar.subscribe', ...account(), url: found?.url ?? '', name } as const
  return { path, id: valueOf(await calendars.servers.subscribe(wish)) }
}

describe('reading', { timeout: 120_000 }, () => {
  test('found by the server’s name, subscribed to, and followed as it changes', async () => {
    const { path, id } = await subscribed('Work & <play>')
    expect(state.calendars[id]).toMatchObject({ name: 'Work & <play>', source: { kind: 'caldav' }, problem: null })
    expect(JSON.stringify(state)).not.toContain(PERSON.password)
    expect(await titles()).toEqual(['Dentist'])
    expect(state.busy[id]).toEqual([{ start: at('10:00'), end: at('11:00'), as: 'together' }])

    const before = state.calendars[id]?.etag
    await radicale.ask(`${path}b.ics`, 'PUT', ics('b', 'Choir', '1900', '2000'))
    await radicale.ask(`${path}a.ics`, 'PUT', ics('a', 'Dentist\\, later', '1200', '1300'))
    expect(await calendars.refresh(id)).toEqual({ ok: true })
    expect(await titles()).toEqual(['Choir', 'Dentist, later'])
    // By this the planner knows that there is news.
    expect(state.calendars[id]?.etag).not.toBe(before)
    await radicale.ask(`${path}b.ics`, 'DELETE')
    expect(await calendars.refresh(id)).toEqual({ ok: true })
    expect(await titles()).toEqual(['Dentist, later'])
  })

  test('a server that is gone leaves what was read last, and waits longer each time', async () => {
    const { id } = await subscribed('Home')
    await radicale.kill()
    expect(await calendars.refresh(id)).toEqual({ ok: false, code: 'calendar_unreachable' })
    expect(await calendars.refresh(id)).toMatchObject({ ok: false })
    expect(state.calendars[id]).toMatchObject({ problem: 'calendar_unreachable', fails: 2 })
    calendars = start()
    expect(await titles()).toEqual(['Dentist'])
    await radicale.restart()
    expect(await calendars.refresh(id)).toEqual({ ok: true })
    expect(state.calendars[id]).toMatchObject({ problem: null, fails: 0 })
  })

  test('a wrong password, a wrong address, and one that is no calendar server', async () => {
    const asked = (more: object) => calendars.servers.discover({ type: 'calendar.discover', ...account(), ...more })
    expect(await asked({ password: 'wrong' })).toEqual({ ok: false, code: 'caldav_auth' })
    expect(await asked({ address: 'two words' })).toEqual({ ok: false, code: 'caldav_bad_address' })
    expect(await asked({ address: 'http://calendar.example' })).toEqual({ ok: false, code: 'caldav_plain' })
    expect(await asked({ address: `${radicale.url}/.web/` })).toMatchObject({ ok: expect.any(Boolean) })
    expect(state.calendars).toEqual({})
    expect(secrets.size).toBe(0)
  })

  test('removing it forgets the password and the copy, and touches nothing on the server', async () => {
    const { path, id } = await subscribed('Gone')
    expect(await calendars.remove(id, true)).toEqual({ ok: true })
    expect(secrets.size).toBe(0)
    expect(readdirSync(join(folder, 'calendars'))).toEqual([])
    expect((await radicale.ask(`${path}a.ics`, 'GET')).status).toBe(200)
  })
})

describe('a calendar of ours', { timeout: 120_000 }, () => {
  const make = async (titlesToo = false): Promise<string> => {
    const { home } = await discover()
    return valueOf(await calendars.servers.make({ type: 'calendar.make', ...account(), home, titles: titlesToo }))
  }
  const urlOf = (id: string): string => (JSON.parse(secrets.get(`calendar:${id}`) ?? '{}') as { url: string }).url
  /** Everything in it, as another program reads it. */
  const there = async (id: string): Promise<string[]> => {
    const text = await (await radicale.ask(urlOf(id), 'GET')).text()
    const field = (event: string, name: string): string =>
      new RegExp(`^${name}[^:]*:(.*)$`, 'm').exec(event)?.[1]?.trim() ?? ''
    return text
      .split('BEGIN:VEVENT')
      .slice(1)
      .map(
        (event) =>
          `${field(event, 'SUMMARY')} ${field(event, 'DTSTART').slice(9, 13)}-${field(event, 'DTEND').slice(9, 13)}`,
      )
      .toSorted()
  }
  const eventOf = (id: string, blockId: string): string => new URL(`${nameOf(blockId)}.ics`, urlOf(id)).href
  const FOCUS = 'focus-2026-11-23-09:00'
  const notices = (): string[] => state.notices.map(({ key }) => key)

  test('holds the shared blocks, without titles unless they are wished for, and nothing private', async () => {
    state = stateWith({
      plan: planOf(
        block('focus', '2026-11-23', '09:00', 90, { title: 'zqnovelqz' }),
        block('personal', '2026-11-23', '11:00', 60, { title: 'zqkidsqz' }),
        block('open', '2026-11-23', '14:00', 60),
        block('rest', '2026-11-23', '15:00', 60),
      ),
    })
    const id = await make()
    expect(await there(id)).toEqual(['Focus 0900-1030', 'Open 1400-1500'])
    // They are in the plan already.
    expect(await titles()).toEqual([])
    expect(state.busy[id]).toEqual([])
    await dispatch({ type: 'calendar.change', id, titles: true })
    await calendars.refresh(id)
    expect(await there(id)).toEqual(['Open 1400-1500', 'zqnovelqz 0900-1030'])
  })

  test('follows the plan, ten rounds and more, with nothing doubled and nothing left', async () => {
    const id = await make()
    for (let round = 0; round < 10; round += 1) {
      await dispatch({ type: 'plan.change', id: FOCUS, change: { minutes: 60 + 5 * round } })
      await dispatch({ type: 'plan.add', block: block('open', '2026-11-24', `1${round}:00`, 30) })
      if (round % 3 === 0) calendars = start()
      expect(await calendars.refresh(id)).toEqual({ ok: true })
      expect(await there(id)).toHaveLength(2 + round)
    }
    await dispatch({ type: 'plan.remove', id: FOCUS })
    await calendars.refresh(id)
    expect(await there(id)).toHaveLength(10)
    expect(notices()).toEqual([])
  })

  test('another time there moves the block here', async () => {
    const id = await make()
    const name = `${nameOf(FOCUS)}@tideline`
    await radicale.ask(eventOf(id, FOCUS), 'PUT', ics(name, 'Focus', '1300', '1500'))
    expect(await calendars.refresh(id)).toEqual({ ok: true })
    expect(state.plan[FOCUS]).toMatchObject({ start: '2026-11-23T13:00:00+00:00[Europe/Lisbon]', minutes: 120 })
    expect(notices()).toEqual(['notice.caldav.moved'])
    expect(await there(id)).toEqual(['Focus 1300-1500'])
    await calendars.refresh(id)
    expect(notices()).toHaveLength(1)
  })

  test('changed on both sides, renamed or deleted there: the plan counts, and it is said', async () => {
    const id = await make()
    const name = `${nameOf(FOCUS)}@tideline`
    await dispatch({ type: 'plan.change', id: FOCUS, change: { minutes: 30 } })
    await radicale.ask(eventOf(id, FOCUS), 'PUT', ics(name, 'Focus', '1300', '1500'))
    await calendars.refresh(id)
    expect(await there(id)).toEqual(['Focus 0900-0930'])
    expect(notices()).toEqual(['notice.caldav.both'])

    await radicale.ask(eventOf(id, FOCUS), 'PUT', ics(name, 'Lunch', '0900', '0930'))
    await calendars.refresh(id)
    expect(await there(id)).toEqual(['Focus 0900-0930'])
    expect(notices().at(-1)).toBe('notice.caldav.changed')

    await radicale.ask(eventOf(id, FOCUS), 'DELETE')
    await calendars.refresh(id)
    expect(await there(id)).toEqual(['Focus 0900-0930'])
    expect(notices().at(-1)).toBe('notice.caldav.deleted')
  })

  test('what others put there is drawn like any appointment, and never touched', async () => {
    const id = await make()
    await radicale.ask(`${urlOf(id)}other.ics`, 'PUT', ics('other', 'From my phone', '1600', '1700'))
    await calendars.refresh(id)
    expect(await titles()).toEqual(['From my phone'])
    expect(await there(id)).toEqual(['Focus 0900-1030', 'From my phone 1600-1700'])
  })

  test('a store that was lost costs nothing: our events are known by their names', async () => {
    const id = await make()
    rmSync(join(folder, 'calendars', `${id}.dav.json`))
    await dispatch({ type: 'plan.change', id: FOCUS, change: { minutes: 45 } })
    expect(await calendars.refresh(id)).toEqual({ ok: true })
    expect(await there(id)).toEqual(['Focus 0900-0945'])
    expect(notices()).toEqual([])
  })

  test('a server killed in between is made good afterwards', async () => {
    const id = await make()
    await dispatch({ type: 'plan.add', block: block('open', '2026-11-24', '10:00', 30) })
    await radicale.kill()
    expect(await calendars.refresh(id)).toMatchObject({ ok: false })
    await radicale.restart()
    clock.pass(HOUR)
    calendars.look()
    expect(await calendars.refresh(id)).toEqual({ ok: true })
    expect(await there(id)).toHaveLength(2)
  })

  test('is written when the plan changes, not only when its time comes', async () => {
    const id = await make()
    await dispatch({ type: 'plan.change', id: FOCUS, change: { minutes: 30 } })
    calendars.look()
    // Asking again joins what is under way.
    await calendars.refresh(id)
    expect(await there(id)).toEqual(['Focus 0900-0930'])
  })

  test('is deleted there where that is wished, and else stays', async () => {
    const [left, gone] = [await make(), await make()]
    const [leftUrl, goneUrl] = [urlOf(left), urlOf(gone)]
    expect(await calendars.remove(left)).toEqual({ ok: true })
    expect(await calendars.remove(gone, true)).toEqual({ ok: true })
    expect((await radicale.ask(leftUrl, 'GET')).status).toBe(200)
    expect((await radicale.ask(goneUrl, 'GET')).status).toBe(404)
  })
})
