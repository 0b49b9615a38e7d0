/** The door of the socket: who may not come in is turned away before the upgrade, as plain HTTP. */
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { HTTP_CODES, type HttpCode, LIMITS } from '../core/sync/limits.ts'
import { SUBPROTOCOL, VERSIONS } from '../core/sync/protocol.ts'
import type { Buckets } from './limits.ts'
import { retryLater } from './overload.ts'
import { addressOf, bearerOf, type Routes } from './routes.ts'
import { openSession } from './session.ts'
import type { Sockets } from './sockets.ts'
import type { KnownCaller } from './members.ts'
import { StoreError } from './store/port.ts'

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

export function createUpgrader(door: Door): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const options = { noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: LIMITS.planFrame }
  const server = new WebSocketServer({ ...options, handleProtocols: () => SUBPROTOCOL })
  return (request, socket, head) => {
    const onError = (): void => void socket.destroy()
    socket.on('error', onError)
    admit(door, request)
      .catch((error: unknown): Answer =>
        error instanceof StoreError ? { code: 'store', retryMs: STORE_RETRY_MS } : { code: 'internal' },
      )
      .then((answer) => {
        if (!('caller' in answer)) return turnAway(door, socket, answer)
        if (socket.destroyed) return
        socket.removeListener('error', onError)
        door.sockets.upgraded(request.socket)
        server.handleUpgrade(request, socket, head, (ws) => openSession(door.routes.hub, ws, socket, answer.caller))
      })
      .catch(onError)
  }
}

async function admit(door: Door, request: IncomingMessage): Promise<Answer> {
  const { hub, members, isDraining } = door.routes
  if (isDraining()) return { code: 'busy', retryMs: 1_000 }
  if (door.isOverloaded()) return { code: 'busy', retryMs: retryLater() }
  if (request.url?.split('?')[0] !== '/v1/ws') return { code: 'not_found' }
  const now = hub.clock.now()
  const address = addressOf(door.routes, request)
  const tooMany = door.connectsByAddress.take(address, now)
  if (tooMany > 0) return { code: 'rate', retryMs: tooMany }
  const caller = await members.recognise(bearerOf(request) ?? '')
  if (caller === null) return { code: 'bad_token' }
  // A whole office may come through one address: only who is not known counts against it.
  door.connectsByAddress.giveBack(address)
  const tooOften = door.connectsByDevice.take(caller.key, now)
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
