/** Fetches a calendar over HTTP: patient but not for ever, with few redirects and never to where a stranger points at home. */
import { SECOND } from '../../core/time/instant.ts'
import { urlFrom } from './address.ts'
import { bodyOf, codeOf, mayFollow, problemOf } from './http.ts'
import { MOST_BYTES } from './limits.ts'
import { CalendarProblem } from './problem.ts'

export interface Version {
  readonly etag: string
  readonly modified: string
}

export type Fetched = { readonly body: Uint8Array; readonly version: Version } | 'notModified'

export interface FetchLimits {
  /** Milliseconds for all of it. */
  readonly patience: number
  readonly bytes: number
  readonly redirects: number
}
export const FETCH_LIMITS: FetchLimits = { patience: 15 * SECOND, bytes: MOST_BYTES, redirects: 5 }

/** Throws `CalendarProblem`. `known` is the version that is here; null asks for the whole. */
export async function fetchIcs(address: string, known: Version | null, limits = FETCH_LIMITS): Promise<Fetched> {
  const signal = AbortSignal.timeout(limits.patience)
  try {
    const response = await follow(new URL(address), known, signal, limits)
    if (response.status === 304 && known !== null) return discard(response, 'notModified')
    const problem = problemOf(response.status)
    if (problem !== null) return discard(response, Promise.reject(new CalendarProblem(problem)))
    const version = {
      etag: (response.headers.get('etag') ?? '').slice(0, 300),
      modified: (response.headers.get('last-modified') ?? '').slice(0, 80),
    }
    return { body: await bodyOf(response, limits.bytes), version }
  } catch (error) {
    if (error instanceof CalendarProblem) throw error
    throw new CalendarProblem(signal.aborted ? 'calendar_silent' : codeOf(error), { cause: error })
  }
}

async function follow(first: URL, known: Version | null, signal: AbortSignal, limits: FetchLimits): Promise<Response> {
  const credentials = credentialsOf(first)
  for (let [url, hops] = [first, 0]; ; hops += 1) {
    const headers = headersFor(known, url.origin === first.origin ? credentials : null)
    const response = await fetch(withoutCredentials(url), { headers, redirect: 'manual', signal, cache: 'no-store' })
    if (![301, 302, 303, 307, 308].includes(response.status)) return response
    const next = urlFrom(response.headers.get('location') ?? '', url.href)
    await response.body?.cancel()
    if (next === null || hops >= limits.redirects || !mayFollow(url, next))
      throw new CalendarProblem('calendar_redirect')
    url = next
  }
}

function headersFor(known: Version | null, credentials: string | null): Record<string, string> {
  return {
    accept: 'text/calendar, */*;q=0.1',
    'user-agent': 'Tideline',
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.modified ? { 'if-modified-since': known.modified } : {}),
    ...(credentials === null ? {} : { authorization: credentials }),
  }
}

function credentialsOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

function withoutCredentials(url: URL): URL {
  const plain = new URL(url)
  plain.username = ''
  plain.password = ''
  return plain
}

async function discard<Value>(response: Response, value: Value | Promise<Value>): Promise<Value> {
  await response.body?.cancel()
  return value
}
