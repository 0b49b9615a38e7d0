/**
 * The fetch that the CalDAV library is given: limits on time, size and redirects, the password only for the server it was
 * given for, and a code for whatever goes wrong, which the library would swallow.
 */
import { SECOND } from '../../../core/time/instant.ts'
import { urlFrom } from '../address.ts'
import { bodyOf, codeOf, mayFollow } from '../http.ts'
import { MOST_BYTES } from '../limits.ts'
import { CalendarProblem } from '../problem.ts'
import type { DavSecret } from './account.ts'

const PATIENCE = 15 * SECOND
const MOST_REDIRECTS = 5

export interface SafeFetch {
  readonly fetch: typeof globalThis.fetch
  /** The worst that the server did so far; null where nothing. */
  problem(): CalendarProblem | null
}

export function safeFetch({ url, user, password }: DavSecret, patience = PATIENCE): SafeFetch {
  const home = new URL(url)
  const pair = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  let problem: CalendarProblem | null = null
  const note = (seen: CalendarProblem): CalendarProblem => (problem = seen)

  async function once(to: URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
    if (!mayHaveIt(home, to)) throw new CalendarProblem('calendar_redirect')
    const headers = new Headers(init.headers)
    headers.set('authorization', pair)
    headers.set('user-agent', 'Tideline')
    const response = await fetch(to, { ...init, headers, signal, redirect: 'manual', cache: 'no-store' })
    const body = await bodyOf(response, MOST_BYTES)
    const isEmpty = [204, 205, 304].includes(response.status)
    return new Response(isEmpty ? null : body, { status: response.status, headers: plain(response.headers) })
  }

  async function follow(first: URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
    for (let [to, hops] = [first, 0]; ; hops += 1) {
      const response = await once(to, init, signal)
      if (init.redirect === 'manual' || ![301, 302, 307, 308].includes(response.status)) return response
      const next = urlFrom(response.headers.get('location') ?? '', to.href)
      if (next === null || hops >= MOST_REDIRECTS || !mayFollow(to, next))
        throw new CalendarProblem('calendar_redirect')
      to = next
    }
  }

  return {
    problem: () => problem,
    async fetch(input, init = {}) {
      const signal = AbortSignal.timeout(patience)
      try {
        const response = await follow(new URL(input instanceof Request ? input.url : input), init, signal)
        if (response.status === 401 || response.status === 403) note(new CalendarProblem('caldav_auth'))
        else if (response.status >= 500) note(new CalendarProblem('calendar_server'))
        return response
      } catch (error) {
        if (error instanceof CalendarProblem) throw note(error)
        throw note(new CalendarProblem(signal.aborted ? 'calendar_silent' : codeOf(error), { cause: error }))
      }
    },
  }
}

/** What was unpacked is unpacked. */
function plain(from: Headers): Headers {
  const headers = new Headers(from)
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  return headers
}

/** The server itself, or another of its house: `caldav.icloud.com` sends everybody on to `p42-caldav.icloud.com`. */
export function mayHaveIt(home: URL, to: URL): boolean {
  if (to.origin === home.origin) return true
  if (to.protocol !== 'https:' && home.protocol === 'https:') return false
  if (to.hostname === home.hostname) return true
  const labels = home.hostname.split('.')
  if (labels.length < 3 || to.protocol !== 'https:' || /^[\d.]+$|:/.test(home.hostname)) return false
  return to.hostname.endsWith(`.${labels.slice(1).join('.')}`)
}
