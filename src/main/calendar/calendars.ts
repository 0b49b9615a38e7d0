/** The calendars that are subscribed to: added, refreshed when they are due, kept for offline, and shown to the owner. */
import { sharedWindow } from '../../core/availability/cut.ts'
import { busyTimes, type Calendar, NEVER_READ, nextTry, WHOLE_EVERY } from '../../core/calendar/calendar.ts'
import type { SeenEvent } from '../../core/calendar/event.ts'
import { done, type Errand, type Outcome, refused } from '../../core/app/intent.ts'
import { type Interval, overlaps } from '../../core/planner/block.ts'
import { placeFrom } from './address.ts'
import type { Copies } from './copies.ts'
import type { fetchIcs, Version } from './fetchIcs.ts'
import type { CalendarRead } from './ics/read.ts'
import { CalendarProblem } from './problem.ts'
import type { ReadCalendar } from './readInWorker.ts'
import { readSecret } from './caldav/account.ts'
import { serverCalendars, type ServerCalendars, unmake } from './caldav/calendars.ts'
import { tellForeign } from './caldav/foreign.ts'
import type { Dav } from './caldav/order.ts'
import type { Foreign } from './caldav/push.ts'
import { signature, wantedIn } from './caldav/wanted.ts'
import type { Clock, Vault } from '../ports.ts'
import type { Line } from '../start/line.ts'

export interface Calendars {
  add(wish: Pick<Extract<Errand, { type: 'calendar.add' }>, 'from' | 'name' | 'means'>): Promise<Outcome>
  /** `there`: also on the server. */
  remove(id: string, there?: boolean): Promise<Outcome>
  refresh(id?: string): Promise<Outcome>
  /** Refreshes what is due. */
  look(): void
  events(wanted: Interval): Promise<readonly SeenEvent[]>
  readonly servers: ServerCalendars
}

export interface CalendarParts {
  readonly line: Line
  readonly clock: Pick<Clock, 'now'>
  readonly vault: Pick<Vault, 'get' | 'set' | 'remove'>
  readonly copies: Copies
  readonly fetch: typeof fetchIcs
  readonly read: ReadCalendar
  readonly dav: Dav
  readonly newId: () => string
}

interface Memory {
  readonly window: Interval
  readonly zone: string
  readonly events: CalendarRead['events']
}

interface Refreshed {
  readonly news: Partial<Calendar>
  readonly read: CalendarRead | null
  /** What somebody did to our own events there. */
  readonly foreign?: readonly Foreign[]
}

export const secretName = (id: string): string => `calendar:${id}`

export function createCalendars(parts: CalendarParts): Calendars {
  const { line, clock, vault, copies } = parts
  const underWay = new Map<string, Promise<Outcome>>()
  const memory = new Map<string, Memory>()
  /** What was last to be in a calendar of ours. */
  const written = new Map<string, string>()
  const zone = (): string => line.state().system.zone
  const sharedNow = (): Interval => sharedWindow(clock.now(), zone())

  async function readCopy(id: string, file: string, window: Interval): Promise<CalendarRead> {
    const read = await parts.read({ file, window, zone: zone() })
    memory.set(id, { window, zone: zone(), events: read.events })
    return read
  }

  /** The newest version, read before it replaces the one before. */
  async function renew(calendar: Calendar, address: string): Promise<Refreshed> {
    const { id, source } = calendar
    if (source.kind === 'caldav') return renewThere(calendar, address)
    const known = (await copies.has(id)) ? knownVersion(calendar, clock.now()) : null
    const got =
      source.kind === 'file' ? await copies.putFile(id, source.path, known) : await fetched(id, address, known)
    const now = clock.now()
    if (got === 'notModified') return { news: { freshAt: now }, read: null }
    try {
      const read = await readCopy(id, got.file, sharedNow())
      await copies.take(id)
      return { news: { ...got.version, freshAt: now, wholeAt: now, skipped: read.skipped }, read }
    } catch (error) {
      await copies.drop(id)
      throw error
    }
  }

  /** On a server: what is there, and where it is ours what is to be there. */
  async function renewThere(calendar: Calendar, address: string): Promise<Refreshed> {
    const { id, wholeAt } = calendar
    const secret = readSecret(address)
    if (secret === null) throw new CalendarProblem('calendar_secret_lost')
    const now = clock.now()
    const whole = now - wholeAt >= WHOLE_EVERY
    const wanted = wantedIn(calendar, line.state(), now)
    const file = await copies.fresh(id)
    const { foreign, version } = await parts.dav<'sync'>({
      kind: 'sync',
      secret,
      store: copies.store(id),
      file,
      whole,
      now,
      wanted,
    })
    written.set(id, signature(wanted))
    try {
      const read = await readCopy(id, file, sharedNow())
      await copies.take(id)
      return {
        news: { freshAt: now, etag: version, skipped: read.skipped, ...(whole ? { wholeAt: now } : {}) },
        read,
        foreign,
      }
    } catch (error) {
      await copies.drop(id)
      throw error
    }
  }

  async function fetched(id: string, address: string, known: Version | null) {
    const got = await parts.fetch(address, known)
    return got === 'notModified' ? got : { file: await copies.put(id, got.body), version: got.version }
  }

  const addressOf = ({ id, source }: Calendar): string => {
    if (source.kind === 'file') return source.path
    const address = vault.get(secretName(id))
    if (address === null) throw new CalendarProblem('calendar_secret_lost')
    return address
  }

  async function refreshOne(calendar: Calendar): Promise<Outcome> {
    const { id } = calendar
    const covered = sharedNow().end
    let { news, read, foreign }: Refreshed = { news: {}, read: null }
    let problem: CalendarProblem | null = null
    try {
      ;({ news, read, foreign } = await renew(calendar, addressOf(calendar)))
    } catch (error) {
      problem = asProblem(error)
    }
    // The days move on also where nothing new came, or nothing at all.
    if (read === null && isStale(calendar, covered) && (await copies.has(id)))
      read = await readCopy(id, copies.file(id), sharedNow()).catch(() => null)
    const triedAt = clock.now()
    await line.dispatch({
      type: 'calendar.report',
      id,
      news: {
        ...news,
        triedAt,
        problem: problem?.code ?? null,
        fails: problem === null ? 0 : (calendar.fails ?? 0) + 1,
        ...(read === null ? {} : { coveredTo: covered }),
      },
      ...(read === null ? {} : { busy: busyTimes(read.events) }),
    })
    if (foreign !== undefined && foreign.length > 0) return takeForeign(calendar, foreign)
    return problem === null ? done : refused(problem.code)
  }

  /** What the plan takes over is in it before the calendar is written again; the rest is told. */
  async function takeForeign({ id, name }: Calendar, foreign: readonly Foreign[]): Promise<Outcome> {
    await tellForeign(line, name, foreign)
    const again = line.state().calendars[id]
    return again === undefined ? done : refreshOne(again)
  }

  const isStale = ({ id, coveredTo }: Calendar, covered: number): boolean =>
    coveredTo < covered || (memory.get(id)?.zone ?? zone()) !== zone()

  function refreshed(calendar: Calendar): Promise<Outcome> {
    const known = underWay.get(calendar.id)
    if (known !== undefined) return known
    const work = refreshOne(calendar).finally(() => underWay.delete(calendar.id))
    underWay.set(calendar.id, work)
    return work
  }

  async function eventsOf({ id }: Calendar, wanted: Interval): Promise<readonly SeenEvent[]> {
    const known = memory.get(id)
    const isKnown = known !== undefined && known.zone === zone() && covers(known.window, wanted)
    if (!isKnown) {
      if (!(await copies.has(id))) return []
      await readCopy(id, copies.file(id), around(wanted, sharedNow()))
    }
    const { events } = memory.get(id) ?? { events: [] }
    return events.filter((event) => overlaps(event, wanted)).map((event) => ({ ...event, calendar: id }))
  }

  /** Whether the plan says something else by now than was written; after a problem that waits its turn. */
  function hasNews(calendar: Calendar): boolean {
    if (calendar.own === undefined || calendar.problem !== null) return false
    return written.get(calendar.id) !== signature(wantedIn(calendar, line.state(), clock.now()))
  }

  return {
    servers: serverCalendars({ ...parts, refresh: refreshed, secretName }),
    async add({ from, name, means = 'together' }) {
      const place = placeFrom(from)
      if (place === null) return refused('calendar_bad_address')
      const all = Object.values(line.state().calendars)
      const id = parts.newId()
      const source = place.kind === 'file' ? place : ({ kind: 'url', host: new URL(place.url).host } as const)
      const address = place.kind === 'file' ? place.path : place.url
      if (all.some((other) => isSame(other, address))) return refused('calendar_same')
      const plain: Calendar = { id, name: name ?? '…', source, means, ...NEVER_READ }
      try {
        const { news, read } = await renew(plain, address)
        if (place.kind === 'url') vault.set(secretName(id), address)
        const named = name ?? nameFrom(read?.name ?? '', source)
        const calendar = { ...plain, ...news, name: named, triedAt: clock.now(), coveredTo: sharedNow().end }
        await line.dispatch({ type: 'calendar.added', calendar, busy: busyTimes(read?.events ?? []) })
        return { ok: true, value: id }
      } catch (error) {
        await copies.remove(id)
        return refused(asProblem(error).code)
      }
    },
    async remove(id, there = false) {
      const calendar = line.state().calendars[id]
      if (calendar === undefined) return refused('no_such_calendar')
      await underWay.get(id)
      if (there && calendar.own !== undefined) {
        const outcome = await unmake(parts.dav, vault.get(secretName(id)))
        if (!outcome.ok) return outcome
      }
      const outcome = await line.dispatch({ type: 'calendar.removed', id })
      memory.delete(id)
      vault.remove(secretName(id))
      await copies.remove(id)
      return outcome
    },
    async refresh(id) {
      const all = Object.values(line.state().calendars).filter((one) => id === undefined || one.id === id)
      if (id !== undefined && all.length === 0) return refused('no_such_calendar')
      const outcomes = await Promise.all(all.map(refreshed))
      return outcomes.find(({ ok }) => !ok) ?? done
    },
    look() {
      const { end } = sharedNow()
      for (const calendar of Object.values(line.state().calendars))
        if (nextTry(calendar, end) <= clock.now() || hasNews(calendar)) void refreshed(calendar)
    },
    async events(wanted) {
      const all = Object.values(line.state().calendars)
      const found = await Promise.all(all.map((calendar) => eventsOf(calendar, wanted).catch(() => [])))
      return found.flat()
    },
  }

  function isSame(other: Calendar, address: string): boolean {
    if (other.source.kind === 'file') return other.source.path === address
    return vault.get(secretName(other.id)) === address
  }
}

const asProblem = (error: unknown): CalendarProblem =>
  error instanceof CalendarProblem ? error : new CalendarProblem('calendar_file_unreadable', { cause: error })

/** None where a whole one is due: a server may say "not modified" for ever. */
const knownVersion = ({ source, etag, modified, wholeAt }: Calendar, now: number): Version | null =>
  source.kind === 'url' && now - wholeAt >= WHOLE_EVERY ? null : { etag, modified }

const covers = (outer: Interval, inner: Interval): boolean => outer.start <= inner.start && inner.end <= outer.end

/** Somewhat more than is asked for, so that the next day in sight need not be read anew. */
function around(wanted: Interval, shared: Interval): Interval {
  if (covers(shared, wanted)) return shared
  const room = shared.end - shared.start
  return { start: wanted.start - room, end: wanted.end + room }
}

function nameFrom(own: string, source: Calendar['source']): string {
  const plain = own.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ').trim()
  if (plain !== '') return plain
  const last = source.kind === 'file' ? (source.path.split(/[\\/]/).at(-1) ?? '') : source.host
  return last.replace(/\.ics$/i, '').slice(0, 80) || 'Calendar'
}
