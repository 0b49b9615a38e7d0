/** The connection to a hub over TLS: straight or through a proxy, and nothing is sent before the hub is known. */
import { createHash } from 'node:crypto'
import type { ClientRequest } from 'node:http'
import { isIP, type Socket } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { Agent } from 'agent-base'
import { authorities } from './authorities.ts'
import { isSocks, proxyFor } from './route.ts'
import { throughSocks } from './socks.ts'
import { PinError, ProxyError } from './trouble.ts'

const CONNECT_MS = 12_000

interface Place {
  readonly host: string
  readonly port: number
}

/** `ws` hands the port on as it stands in the address, whatever the types say. */
interface Asked {
  readonly host?: string | undefined
  readonly port: number | string
}

class HubAgent extends Agent {
  readonly #fingerprint: string | undefined
  constructor(fingerprint: string | undefined) {
    super({ keepAlive: false })
    this.protocol = 'https:'
    this.#fingerprint = fingerprint
  }
  override async connect(request: ClientRequest, { host, port }: Asked): Promise<TLSSocket> {
    const place = { host: host ?? '127.0.0.1', port: Number(port) }
    const proxy = await proxyFor(place.host, place.port)
    const socket = proxy === null ? null : await lineThrough(proxy, request, place)
    return secured(place, socket, this.#fingerprint)
  }
}

/** For a hub's address; undefined for plain http, which is only ever on this computer. */
export function agentFor(url: string, fingerprint: string | undefined): Agent | undefined {
  return /^https:/i.test(url) ? new HubAgent(fingerprint) : undefined
}

/** A line through the proxy on which nothing was said yet. Throws `ProxyError`. */
const lineThrough = (proxy: string, request: ClientRequest, place: Place): Promise<Socket> =>
  isSocks(proxy) ? throughSocks(proxy, place, CONNECT_MS) : tunnel(proxy, request, place)

async function tunnel(proxy: string, request: ClientRequest, { host, port }: Place): Promise<Socket> {
  const { HttpsProxyAgent } = await import('https-proxy-agent')
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), CONNECT_MS)
  let status: number | undefined
  request.once('proxyConnect', ({ statusCode }: { statusCode?: number }) => (status = statusCode))
  try {
    const socket = await new HttpsProxyAgent(proxy, { signal: patience.signal }).connect(request, {
      host,
      port,
      secureEndpoint: false,
    })
    if (status === 200) return socket
    socket.destroy()
  } catch (error) {
    throw new ProxyError('silent', { cause: error })
  } finally {
    clearTimeout(timer)
  }
  throw new ProxyError(status ?? 'silent')
}

/** With a fingerprint that certificate alone counts, whoever vouches for it; without, whoever this computer trusts. */
function secured(place: Place, line: Socket | null, fingerprint: string | undefined): Promise<TLSSocket> {
  const name = isIP(place.host) === 0 ? { servername: place.host } : {}
  const trust: ConnectionOptions =
    fingerprint === undefined ? { secureContext: authorities() } : { rejectUnauthorized: false }
  return new Promise((done, failed) => {
    const socket = connect({ ...place, ...name, ...trust, ...(line === null ? {} : { socket: line }) })
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error('The hub did not answer')))
    socket.once('error', failed)
    socket.once('close', () => failed(new Error('The hub hung up')))
    socket.once('secureConnect', () => {
      if (fingerprint !== undefined && fingerprintOf(socket) !== fingerprint)
        return void socket.destroy(new PinError('The certificate is another one'))
      socket.removeListener('error', failed)
      socket.setTimeout(0)
      done(socket)
    })
  })
}

const fingerprintOf = (socket: TLSSocket): string =>
  createHash('sha256').update(socket.getPeerCertificate().raw).digest('hex')
