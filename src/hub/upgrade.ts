/** The door of the socket: who may not come in is turned away before the upgrade, as plain HTTP. */
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { HTTP_CODES, type HttpCode, LIMITS } from '../core/sync/limits.ts'
import { HELLO_HEADER, SUBPROTOCOL, VERSIONS } from '../core/sync/protocol.ts'
import type { Buckets } from './limits.ts'
import { retryLater } from './overload.ts'
import { addressOf, bearerOf, type Routes } from './routes.ts'
import { hearEarly, openSession, SessionSocket } from './session.ts'
import type { Sockets } from './sockets.ts'
import type { KnownCaller } from './members.ts'
import { type Soon, StoreError } from './store/port.ts'

export interface Door {
  readonly routes: Routes
  readonly sockets: Sockets
  isOverloaded(): boolean
  readonly connectsByAddress: Buckets
  readonly connectsByDevice: Buckets
}

type Answer = { readonly caller: KnownCaller } | { readonly code: HttpCode; readonly retryMs?: number }

/** A store that cannot be asked is back soon, or not at all. */
const STORE_RETRY_MS = 1_000

/** Someone who may come in. */
interface Arrival {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly caller: KnownCaller
}

export function createUpgrader(door: Door): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const options = { noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: LIMITS.planFrame }
  const handleProtocols = (): string => SUBPROTOCOL
  const server = new WebSocketServer({ ...options, handleProtocols, WebSocket: SessionSocket })
  server.on('headers', (headers, request) => {
    if (helloIn(request) !== null) headers.push(`${HELLO_HEADER}: read`)
  })
  const open = ({ request, socket, head, caller }: Arrival): void => {
    if (socket.destroyed) return
    socket.removeListener('error', cutOff)
    door.sockets.upgraded(request.socket)
    const hello = helloIn(request)
    // What answers the request and what answers the hello leave in one piece.
    if (hello !== null) socket.cork()
    server.handleUpgrade(request, socket, head, (ws) => {
      const session = openSession(door.routes.hub, ws, socket, caller)
      if (hello !== null) hearEarly(session, hello)
    })
  }
  let arrived: Arrival[] = []
  const letIn = (): void => {
    const all = arrived
    arrived = []
    for (const arrival of all) open(arrival)
    // After those who were greeted have been brought up to date, which is also done in the next turn.
    setImmediate(() => {
      for (const { socket } of all) socket.uncork()
    })
  }
  return (request, socket, head) => {
    socket.on('error', cutOff)
    const answerWith = (answer: Answer): void => {
      if (!('caller' in answer)) return turnAway(door, socket, answer)
      // Everybody who was read in one turn is answered together, which wakes the other side once and not once for each.
      if (arrived.push({ request, socket, head, caller: answer.caller }) === 1) setImmediate(letIn)
    }
    const fail = (error: unknown): void =>
      answerWith(error instanceof StoreError ? { code: 'store', retryMs: STORE_RETRY_MS } : { code: 'internal' })
    try {
      const answer = admit(door, request)
      if (answer instanceof Promise) answer.then(answerWith, fail)
      else answerWith(answer)
    } catch (error) {
      fail(error)
    }
  }
}

function helloIn({ headers }: IncomingMessage): string | null {
  const hello = headers[HELLO_HEADER]
  return typeof hello === 'string' ? hello : null
}

function cutOff(this: Duplex): void {
  this.destroy()
}

function admit(door: Door, request: IncomingMessage): Soon<Answer> {
  const { hub, members, isDraining } = door.routes
  if (isDraining()) return { code: 'busy', retryMs: 1_000 }
  if (door.isOverloaded()) return { code: 'busy', retryMs: retryLater() }
  if (request.url?.split('?')[0] !== '/v1/ws') return { code: 'not_found' }
  const address = addressOf(door.routes, request)
  const tooMany = door.connectsByAddress.take(address, hub.clock.now())
  if (tooMany > 0) return { code: 'rate', retryMs: tooMany }
  const caller = members.recognise(bearerOf(request) ?? '')
  return caller instanceof Promise
    ? caller.then((later) => welcomes(door, request, address, later))
    : welcomes(door, request, address, caller)
}

function welcomes(door: Door, request: IncomingMessage, address: string, caller: KnownCaller | null): Answer {
  if (caller === null) return { code: 'bad_token' }
  // A whole office may come through one address: only who is not known counts against it.
  door.connectsByAddress.giveBack(address)
  const tooOften = door.connectsByDevice.take(caller.key, door.routes.hub.clock.now())
  if (tooOften > 0) return { code: 'rate', retryMs: tooOften }
  return speaks(request) ? { caller } : { code: 'version' }
}

function speaks(request: IncomingMessage): boolean {
  const offered = request.headers['sec-websocket-protocol'] ?? ''
  return offered.split(',').some((name) => name.trim() === SUBPROTOCOL)
}

function turnAway({ routes }: Door, socket: Duplex, { code, retryMs }: { code: HttpCode; retryMs?: number }): void {
  routes.hub.count('upgrade', code)
  const status = HTTP_CODES[code]
  const reply = { code, ...(retryMs === undefined ? {} : { retryMs }), ...(code === 'version' ? VERSIONS : {}) }
  const text = JSON.stringify(reply)
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...(retryMs === undefined ? [] : [`Retry-After: ${Math.ceil(retryMs / 1_000)}`]),
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy())
}
