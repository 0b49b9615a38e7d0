/** One running hub: a port that listens, and how to stop it. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, BlockList, Socket } from 'node:net'
import { CLOSE, type Times } from '../core/sync/limits.ts'
import { advertisedHost, type ListenAddress, urlOf } from './address.ts'
import { type Certificate, fingerprintOf } from './certificate.ts'
import type { HubClock } from './clock.ts'
import { createHub, type Hub } from './hub.ts'
import { createBuckets, type Rates } from './limits.ts'
import type { Log } from './log.ts'
import { createMembers } from './members.ts'
import { answer, type Routes } from './routes.ts'
import type { Store } from './store/port.ts'
import { createUpgrader } from './upgrade.ts'

export interface ServerOptions {
  readonly store: Store
  readonly clock: HubClock
  readonly times: Times
  readonly rates: Rates
  readonly log: Log
  readonly listen: ListenAddress
  readonly ownerKey: string
  readonly certificate?: Certificate
  /** Whether clients must be told the certificate's fingerprint, because nobody else vouches for it. */
  readonly pinned?: boolean
  readonly trusted?: BlockList
  /** How others reach the hub, where that differs from where it listens. */
  readonly publicUrl?: string
}

export interface RunningHub {
  /** How others reach it. */
  readonly url: string
  readonly fingerprint?: string
  readonly port: number
  readonly hub: Hub
  /** Answers the same requests on another door. */
  readonly onRequest: RequestListener
  /** Says goodbye to everybody, spread over up to five seconds, and waits for the store. */
  stop(): Promise<void>
}

/** Throws what `listen` throws, such as EADDRINUSE. */
export async function startServer(options: ServerOptions): Promise<RunningHub> {
  const hub = createHub(options)
  const members = createMembers(options.store, () => options.clock.now())
  let reach: { url: string; fingerprint?: string } | null = null
  let draining = false
  const routes: Routes = {
    hub,
    members,
    ownerKey: options.ownerKey,
    trusted: options.trusted ?? null,
    joinsByAddress: createBuckets(options.rates.joinsByAddress),
    joinsByInvite: createBuckets(options.rates.joinsByInvite),
    reachedAt: () => reach ?? {},
    isDraining: () => draining,
  }
  const onRequest: RequestListener = (request, response) => answer(routes, request, response)
  const server = makeServer(options.certificate, onRequest)
  const sockets = trackSockets(server)
  server.on('upgrade', createUpgrader({ routes, ...connectBuckets(options.rates) }))
  try {
    await listening(server, options.listen)
  } catch (error) {
    hub.stop()
    throw error
  }
  const { port } = addressOf(server)
  reach = reachOf(options, port)
  const stop = async (): Promise<void> => {
    draining = true
    await drain(hub, options.clock)
    hub.stop()
    await closed(server, sockets)
    await options.store.close()
  }
  return { ...reach, port, hub, onRequest, stop: once(stop) }
}

function connectBuckets(rates: Rates) {
  return {
    connectsByAddress: createBuckets(rates.connectsByAddress),
    connectsByDevice: createBuckets(rates.connectsByDevice),
  }
}

/** Headers and bodies are small and must arrive within seconds: a slow sender holds nothing up. */
function makeServer(certificate: Certificate | undefined, onRequest: RequestListener): Server {
  const options = { headersTimeout: 10_000, requestTimeout: 15_000, maxHeaderSize: 8 * 1024, keepAliveTimeout: 5_000 }
  return certificate === undefined
    ? createServer(options, onRequest)
    : createTlsServer({ ...options, ...certificate }, onRequest)
}

function listening(server: Server, { host, port }: ListenAddress): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      server.removeListener('error', failed)
      done()
    })
  })
}

function addressOf(server: Server): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The hub listens on no port')
  return address
}

function reachOf(
  { listen, certificate, pinned, publicUrl }: ServerOptions,
  port: number,
): { url: string; fingerprint?: string } {
  const scheme = certificate === undefined ? 'http' : 'https'
  const url = publicUrl ?? urlOf(scheme, advertisedHost(listen.host), port)
  return certificate !== undefined && pinned === true ? { url, fingerprint: fingerprintOf(certificate.cert) } : { url }
}

const DRAIN_MS = 5_000
const GOODBYE_MS = 2

/** Everybody is told when to come back, spread out, so that the next hub is not stormed. Leases stay as they are. */
async function drain(hub: Hub, clock: HubClock): Promise<void> {
  const sessions = [...hub.sessions()]
  const spread = Math.min(DRAIN_MS, sessions.length * GOODBYE_MS)
  const share = Math.ceil(sessions.length / Math.max(1, Math.ceil(spread / 50)))
  while (sessions.length > 0) {
    for (const session of sessions.splice(0, share)) {
      session.keepLease()
      session.close(CLOSE.restarting, 'restarting', { reconnectMs: Math.round(Math.random() * spread) })
    }
    if (sessions.length > 0) await new Promise<void>((done) => clock.after(50, done))
  }
}

const HANG_UP_MS = 500

/** Every open connection, upgraded ones too: who does not hang up in time is cut off. */
function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return sockets
}

function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, HANG_UP_MS)
    server.close(() => {
      clearTimeout(cut)
      done()
    })
    server.closeIdleConnections()
  })
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => (running ??= run())
}
