/** A line through a SOCKS proxy: versions 4, 4a and 5, with a name and a password (RFC 1928, RFC 1929). */
import { lookup } from 'node:dns/promises'
import { isIP, type Socket } from 'node:net'
import { ProxyError } from './trouble.ts'

/** RFC 1928: where SOCKS is by custom. */
const USUAL_PORT = 1080
/** Names, logins and hosts have one byte for their length. */
const LONGEST = 255

type Family = 0 | 4
/** Who looks the hub's name up is said by the scheme, as curl has it: `socks4` and `socks5` here, all others the proxy. */
const KINDS: Readonly<Record<string, { readonly type: 4 | 5; readonly here?: Family }>> = {
  'socks4:': { type: 4, here: 4 },
  'socks4a:': { type: 4 },
  'socks5:': { type: 5, here: 0 },
  'socks5h:': { type: 5 },
  'socks:': { type: 5 },
}

/**
 * A line to the place on which nothing was said yet; `patience` in milliseconds. Throws `ProxyError`, or what the
 * system says of a name that it does not know.
 */
export async function throughSocks(
  proxy: string,
  { host, port }: { readonly host: string; readonly port: number },
  patience: number,
): Promise<Socket> {
  const url = new URL(proxy)
  const kind = KINDS[url.protocol]
  if (kind === undefined) throw new ProxyError('kind')
  const goal = kind.here === undefined || isIP(host) !== 0 ? host : await addressOf(host, kind.here)
  // The library would throw where nobody can catch it.
  if (Buffer.byteLength(goal) > LONGEST) throw new ProxyError('beyond')
  const { SocksClient } = await import('socks')
  try {
    const { socket } = await SocksClient.createConnection({
      command: 'connect',
      proxy: { type: kind.type, ...placeOf(url), ...loginOf(url) },
      destination: { host: goal, port },
      timeout: patience,
    })
    return socket
  } catch (error) {
    // Not kept as the cause: the library's errors hold the password.
    throw error instanceof ProxyError ? error : new ProxyError(whyRefused(error))
  }
}

const addressOf = async (host: string, family: Family): Promise<string> => (await lookup(host, { family })).address

const placeOf = ({ hostname, port }: URL): { host: string; port: number } => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: port === '' ? USUAL_PORT : Number(port),
})

function loginOf({ username, password }: URL): { userId?: string; password?: string } {
  if (username === '' && password === '') return {}
  const [userId, secret] = [plain(username), plain(password)]
  if ([userId, secret].some((word) => Buffer.byteLength(word) > LONGEST)) throw new ProxyError('login')
  return { userId, password: secret }
}

/** As it was meant: `%40` is an at sign; a per cent sign that stands for nothing stays one. */
function plain(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}

/** Version 4 has one word for "not allowed" and "not there", so that it counts as the proxy's own. */
function whyRefused(error: unknown): ProxyError['why'] {
  const words = error instanceof Error ? error.message : ''
  if (/no accepted authentication type|Authentication failed/.test(words)) return 'login'
  return /Socks5 .*- (Failure|NetworkUnreachable|HostUnreachable|ConnectionRefused|TTLExpired)$/.test(words)
    ? 'beyond'
    : 'silent'
}
