/** What every fetching of a calendar keeps to: where it may be sent on to, how much it takes, and what went wrong in codes. */
import { BlockList, isIP } from 'node:net'
import { CalendarProblem } from './problem.ts'

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

export function isHome({ hostname }: URL): boolean {
  const name = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(name)
  if (family !== 0) return HOME.check(name, family === 4 ? 'ipv4' : 'ipv6')
  return /(^|\.)(localhost|local|internal|lan|home\.arpa)$/i.test(name)
}

/** Not to another kind of address, not from TLS to none, not from the world into the person's own network. */
export function mayFollow(from: URL, to: URL): boolean {
  if (to.protocol !== 'https:' && to.protocol !== 'http:') return false
  if (from.protocol === 'https:' && to.protocol === 'http:') return false
  return !isHome(to) || isHome(from)
}

export function problemOf(status: number): CalendarProblem['code'] | null {
  if (status >= 200 && status < 300) return null
  if (status === 401 || status === 403 || status === 407) return 'calendar_auth'
  return status === 404 || status === 410 ? 'calendar_gone' : 'calendar_server'
}

export async function bodyOf(response: Response, most: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  if (response.body === null) return Buffer.alloc(0)
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > most) throw new CalendarProblem('calendar_too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function codeOf(error: unknown): CalendarProblem['code'] {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /CERT|TLS|SSL|ALTNAME|SIGNATURE/.test(code) ? 'calendar_tls' : 'calendar_unreachable'
}
