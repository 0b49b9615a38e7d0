/** Fetches a calendar over HTTP: patient but not for ever, with few redirects and never to where a stranger points at home. */
import { BlockList, isIP } from 'node:net'
import { SECOND } from '../../core/time/instant.ts'
import { urlFrom } from './address.ts'
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

const HOME = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['0.0.0.0', 8],
] as const)
  HOME.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  HOME.addSubnet(net, bits, 'ipv6')

function isHome({ hostname }: URL): boolean {
  const name = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(name)
  if (family !== 0) return HOME.check(name, family === 4 ? 'ipv4' : 'ipv6')
  return /(^|\.)(localhost|local|internal|lan|home\.arpa)$/i.test(name)
}

/** Not to another kind of address, not from TLS to none, not from the world into the person's own network. */
function mayFollow(from: URL, to: URL): boolean {
  if (to.protocol !== 'https:' && to.protocol !== 'http:') return false
  if (from.protocol === 'https:' && to.protocol === 'http:') return false
  return !isHome(to) || isHome(from)
}

function problemOf(status: number): CalendarProblem['code'] | null {
  if (status >= 200 && status < 300) return null
  if (status === 401 || status === 403 || status === 407) return 'calendar_auth'
  return status === 404 || status === 410 ? 'calendar_gone' : 'calendar_server'
}

async function discard<Value>(response: Response, value: Value | Promise<Value>): Promise<Value> {
  await response.body?.cancel()
  return value
}

async function bodyOf(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  if (response.body === null) return new Uint8Array()
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > most) throw new CalendarProblem('calendar_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function codeOf(error: unknown): CalendarProblem['code'] {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /CERT|TLS|SSL|ALTNAME|SIGNATURE/.test(code) ? 'calendar_tls' : 'calendar_unreachable'
}
