/** What is asked of a CalDAV server (RFC 4791, 6578), through tsdav. Every failure is a `CalendarProblem`. */
import {
  calendarMultiGet,
  createObject,
  type DAVResponse,
  deleteObject,
  fetchCalendars,
  fetchHomeUrl,
  fetchPrincipalUrl,
  makeCalendar,
  propfind,
  serviceDiscovery,
  syncCollection,
  updateObject,
} from 'tsdav'
import { type CalendarCode, CalendarProblem } from '../problem.ts'
import type { DavSecret } from './account.ts'
import { type SafeFetch, safeFetch } from './safeFetch.ts'

export interface FoundCalendar {
  readonly url: string
  readonly name: string
}

/** What a server calls the state that a calendar is in. */
export interface Tokens {
  readonly ctag: string
  readonly sync: string
}

export interface Entry {
  readonly href: string
  readonly etag: string
}

export interface DavServer {
  /** The person's calendars with events, and the folder that new ones are made in. */
  discover(): Promise<{ readonly home: string; readonly calendars: readonly FoundCalendar[] }>
  tokens(url: string): Promise<Tokens>
  list(url: string): Promise<readonly Entry[]>
  /** What changed since the token; null where the server cannot say. */
  changes(
    url: string,
    sync: string,
  ): Promise<{ readonly changed: readonly Entry[]; readonly gone: readonly string[] } | null>
  get(url: string, hrefs: readonly string[]): Promise<readonly (Entry & { readonly data: string })[]>
  make(url: string, name: string): Promise<void>
  /** `etag` is of the version that is replaced; null makes a new one. False where another version is there. */
  put(href: string, ics: string, etag: string | null): Promise<{ readonly etag: string } | false>
  remove(href: string, etag: string): Promise<boolean>
}

const BATCH = 50

export function davServer(secret: DavSecret, patience?: number): DavServer {
  const safe = safeFetch(secret, patience)
  const more = { fetch: safe.fetch }
  /** Addresses are compared by their paths, unescaped: servers write them as they like. */
  const absolute = (href: string, base: string): string => new URL(href, base).href

  async function ask<Value>(work: () => Promise<Value>, otherwise: CalendarCode): Promise<Value> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof CalendarProblem) throw error
      throw safe.problem() ?? new CalendarProblem(otherwise, { cause: error })
    }
  }

  const multi = (url: string, work: () => Promise<DAVResponse[]>): Promise<DAVResponse[]> =>
    ask(async () => {
      const responses = await work()
      const [first] = responses
      if (first !== undefined && first.props === undefined && !first.ok) throw problemOf(first.status, safe, url)
      return responses
    }, 'caldav_not_dav')

  return {
    discover: () => ask(() => discover(secret, more), 'caldav_not_dav'),
    async tokens(url) {
      const props = { 'cs:getctag': {}, 'd:sync-token': {}, 'd:resourcetype': {} }
      const [found] = await multi(url, () => propfind({ url, props, depth: '0', ...more }))
      if (found?.props === undefined) throw new CalendarProblem('caldav_not_dav')
      if (!isA(found.props, 'calendar')) throw new CalendarProblem('calendar_gone')
      return { ctag: word(prop(found.props, 'getctag')), sync: word(prop(found.props, 'syncToken')) }
    },
    async list(url) {
      const props = { 'd:getetag': {}, 'd:resourcetype': {} }
      const all = await multi(url, () => propfind({ url, props, depth: '1', ...more }))
      return entriesOf(all, url).filter(({ href }) => href !== absolute(url, url))
    },
    async changes(url, sync) {
      const props = { 'd:getetag': {} }
      const all = await ask(
        () => syncCollection({ url, props, syncLevel: 1, syncToken: sync, ...more }),
        'caldav_not_dav',
      )
      if (all.some(({ ok, status, href }) => !ok && !(status === 404 && href !== undefined))) return null
      const gone = all.filter(({ status }) => status === 404).flatMap(({ href }) => (href ? [absolute(href, url)] : []))
      const there = all.filter(({ status }) => status !== 404)
      return { changed: entriesOf(there, url).filter(({ href }) => href !== absolute(url, url)), gone }
    },
    async get(url, hrefs) {
      const found: (Entry & { data: string })[] = []
      for (let at = 0; at < hrefs.length; at += BATCH) {
        const objectUrls = hrefs.slice(at, at + BATCH).map((href) => new URL(href).pathname)
        const props = { 'd:getetag': {}, 'c:calendar-data': {} }
        const some = await multi(url, () => calendarMultiGet({ url, props, objectUrls, depth: '1', ...more }))
        for (const { href, props: given } of some) {
          const text = word(prop(given, 'calendarData'))
          if (href !== undefined && text !== '')
            found.push({ href: absolute(href, url), etag: word(prop(given, 'getetag')), data: text })
        }
      }
      return found
    },
    async make(url, name) {
      const props = {
        'd:displayname': name,
        'c:supported-calendar-component-set': { 'c:comp': { _attributes: { name: 'VEVENT' } } },
      }
      const [made] = await ask(() => makeCalendar({ url, props, ...more }), 'caldav_cannot_make')
      if (made === undefined || made.status >= 300) throw safe.problem() ?? new CalendarProblem('caldav_cannot_make')
    },
    async put(href, ics, etag) {
      const response = await ask(() => {
        const headers = { 'content-type': 'text/calendar; charset=utf-8' }
        if (etag === null)
          return createObject({ url: href, data: ics, headers: { ...headers, 'If-None-Match': '*' }, ...more })
        return updateObject({ url: href, data: ics, etag, headers, ...more })
      }, 'calendar_server')
      if (response.status === 412) return false
      if (!response.ok) throw problemOf(response.status, safe, href)
      return { etag: response.headers.get('etag') ?? '' }
    },
    async remove(href, etag) {
      const response = await ask(
        () => deleteObject({ url: href, ...(etag === '' ? {} : { etag }), ...more }),
        'calendar_server',
      )
      if (response.status === 412) return false
      if (!response.ok && response.status !== 404 && response.status !== 410)
        throw problemOf(response.status, safe, href)
      return true
    },
  }

  function entriesOf(responses: readonly DAVResponse[], url: string): Entry[] {
    return responses.flatMap(({ href, props }) => {
      if (href === undefined || isA(props, 'collection')) return []
      return [{ href: absolute(href, url), etag: word(prop(props, 'getetag')) }]
    })
  }
}

/** The library makes numbers of what looks like one, and boxes of CDATA. */
function word(value: unknown): string {
  if (typeof value === 'object' && value !== null && '_cdata' in value) return word(value._cdata)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** Whatever a server said of a property. */
const prop = (props: DAVResponse['props'], name: string): unknown => props?.[name]

function isA(props: DAVResponse['props'], kind: string): boolean {
  const types = prop(props, 'resourcetype')
  return typeof types === 'object' && types !== null && Object.hasOwn(types, kind)
}

function problemOf(status: number, safe: SafeFetch, _url: string): CalendarProblem {
  if (status === 404 || status === 410) return new CalendarProblem('calendar_gone')
  return safe.problem() ?? new CalendarProblem(status >= 500 ? 'calendar_server' : 'caldav_not_dav')
}

/** From the address as it was typed, else from where the server's name leads (RFC 6764). */
async function discover(secret: DavSecret, more: Pick<SafeFetch, 'fetch'>) {
  const account = { accountType: 'caldav', serverUrl: secret.url } as const
  const principal = (rootUrl: string) => fetchPrincipalUrl({ account: { ...account, rootUrl }, ...more })
  let rootUrl = secret.url
  const principalUrl = await principal(rootUrl).catch(async (error: unknown) => {
    rootUrl = await serviceDiscovery({ account, ...more })
    if (rootUrl === secret.url) throw error
    return principal(rootUrl)
  })
  const home = await fetchHomeUrl({ account: { ...account, rootUrl, principalUrl }, ...more })
  const found = await fetchCalendars({ account: { ...account, rootUrl, principalUrl, homeUrl: home }, ...more })
  const withEvents = found.filter(({ components }) => !components?.length || components.includes('VEVENT'))
  const calendars = withEvents.map(({ url, displayName }) => ({ url, name: word(displayName) || lastPart(url) }))
  return { home, calendars }
}

const lastPart = (url: string): string =>
  decodeURIComponent(new URL(url).pathname.split('/').findLast((part) => part !== '') ?? '')
