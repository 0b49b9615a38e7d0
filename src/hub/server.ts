/** One running hub: a port that listens, and how to stop it. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, BlockList } from 'node:net'
import { CLOSE, type Times } from '../core/sync/limits.ts'
import { advertisedHost, isLoopback, isTrusted, type ListenAddress, urlOf } from './address.ts'
import { type Certificate, fingerprintOf } from './certificate.ts'
import type { HubClock } from './clock.ts'
import { createHub, type Hub } from './hub.ts'
import { createBuckets, type Rates } from './limits.ts'
import type { Log } from './log.ts'
import { createMembers } from './members.ts'
import { createOverload } from './overload.ts'
import { answer, type Routes } from './routes.ts'
import { type Sockets, trackSockets } from './sockets.ts'
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
  readonly sockets: Sockets
  isDraining(): boolean
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
  const mayHold = (address: string): number => (speaksForMany(options, address) ? Infinity : overload.room / 4)
  const sockets = trackSockets(server, mayHold, () => hub.count('cut', 'flood'))
  const overload = createOverload(BEAT_MS, () => sockets.size)
  const stopBeat = options.clock.every(BEAT_MS, () => overload.beat(options.clock.now()))
  if (Number.isFinite(overload.room)) server.maxConnections = overload.room
  const isOverloaded = (): boolean => overload.isOverloaded()
  server.on('upgrade', createUpgrader({ routes, sockets, isOverloaded, ...connectBuckets(options.rates) }))
  try {
    await listening(server, options.listen)
  } catch (error) {
    stopBeat()
    hub.stop()
    throw error
  }
  const { port } = addressOf(server)
  reach = reachOf(options, port)
  const stop = async (): Promise<void> => {
    draining = true
    await drain(hub, options.clock)
    stopBeat()
    hub.stop()
    await sockets.close()
    await options.store.close()
  }
  return { ...reach, port, hub, sockets, isDraining: () => draining, onRequest, stop: once(stop) }
}

/** A proxy's address is everybody's; so is this computer's own. */
const speaksForMany = ({ trusted }: ServerOptions, address: string): boolean =>
  isLoopback(address.replace(/^::ffff:/, '')) || (trusted !== undefined && isTrusted(trusted, address))

function connectBuckets(rates: Rates) {
  return {
    connectsByAddress: createBuckets(rates.connectsByAddress),
    connectsByDevice: createBuckets(rates.connectsByDevice),
  }
}

/** How often the hub looks whether it can keep up. */
const BEAT_MS = 1_000

/** Headers and bodies are small and must arrive within seconds: a slow sender holds nothing up. */
function makeServer(certificate: Certificate | undefined, onRequest: RequestListener): Server {
  const timeouts = {
    headersTimeout: 10_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 2_000,
  }
  const options = { ...timeouts, maxHeaderSize: 8 * 1024 }
  return certificate === undefined
    ? createServer(options, onRequest)
    : createTlsServer({ ...options, ...certificate }, onRequest)
}

/**
 * Connections that may wait to be taken in, as far as the system allows (`somaxconn`). After a restart thousands come
 * at once, and one that finds no room tries again only a second later.
 */
const BACKLOG = 8_192

function listening(server: Server, { host, port }: ListenAddress): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen({ port, host, backlog: BACKLOG }, () => {
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

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => (running ??= run())
}
