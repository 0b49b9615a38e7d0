/** One WebSocket to a hub: turns what happens on it into events of the link. */
import type { IncomingMessage } from 'node:http'
import { type RawData, WebSocket } from 'ws'
import { ErrorReply } from '../../core/sync/doors.ts'
import type { LinkEvent } from '../../core/sync/link.ts'
import type { LinkReason } from '../../core/sync/linkView.ts'
import { LIMITS } from '../../core/sync/limits.ts'
import { type ClientFrame, HELLO_HEADER, type HelloFrame, readHubFrame, SUBPROTOCOL } from '../../core/sync/protocol.ts'
import { agentFor } from './agent.ts'
import { read } from './ask.ts'
import { failureOf, stranger } from './failure.ts'

export interface Wire {
  send(frame: ClientFrame): void
  probe(): void
  /** Resolves when the other side has hung up, or after `patience` milliseconds. */
  ended(patience: number): Promise<void>
  /** Hangs up now; nothing is told any more. */
  drop(): void
}

export interface WireTarget {
  readonly url: string
  readonly token: string
  readonly fingerprint?: string
  /** Said with the request, which saves a way there and back; a hub that does not know this hears it as a frame. */
  readonly hello: HelloFrame
}

/** Far above any frame of an honest hub. */
const LARGEST_FRAME = 4 * 1024 * 1024
const HANDSHAKE_MS = 14_000

export function openWire({ url, token, fingerprint, hello }: WireTarget, tell: (event: LinkEvent) => void): Wire {
  const agent = agentFor(url, fingerprint)
  const options = {
    perMessageDeflate: false,
    followRedirects: false,
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: LARGEST_FRAME,
  }
  const headers = { authorization: `Bearer ${token}`, ...early(hello) }
  const ws = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/ws`, SUBPROTOCOL, {
    ...options,
    headers,
    ...(agent === undefined ? {} : { agent }),
  })
  let telling = true
  let isOpen = false
  let isHeard = false
  const say = (event: LinkEvent): void => {
    if (telling) tell(event)
  }
  const failed = (reason: LinkReason, retryMs?: number): void => {
    say({ type: 'failed', reason, ...(retryMs === undefined ? {} : { retryMs }) })
    telling = false
  }
  ws.on('upgrade', (response) => (isHeard = response.headers[HELLO_HEADER] !== undefined))
  ws.on('open', () => {
    isOpen = true
    say({ type: 'opened' })
  })
  ws.on('message', (data, isBinary) => say({ type: 'frame', frame: isBinary ? null : readHubFrame(textOf(data)) }))
  ws.on('ping', (data) => say({ type: 'alive', hubNow: timeIn(data) }))
  ws.on('pong', () => say({ type: 'alive', hubNow: null }))
  ws.on('unexpected-response', (request, response) => {
    void turnedAway(response)
      .then(({ reason, retryMs }) => failed(reason, retryMs))
      .finally(() => request.destroy())
  })
  ws.on('error', (error) => {
    if (!isOpen) failed(failureOf(error))
    else if (failureOf(error) === 'bad_reply') say({ type: 'frame', frame: null })
  })
  ws.on('close', (code) => (isOpen ? say({ type: 'closed', code }) : failed('hub_unreachable')))

  return {
    send(frame) {
      if (isHeard && frame.t === 'hello') return
      const text = JSON.stringify(frame)
      const size = Buffer.byteLength(text)
      const most = frame.t === 'plan' ? LIMITS.planFrame : LIMITS.frame
      if (size > most && 'id' in frame) say({ type: 'unsendable', id: frame.id })
      else if (ws.readyState === WebSocket.OPEN) ws.send(text)
    },
    probe() {
      if (ws.readyState === WebSocket.OPEN) ws.ping()
    },
    ended: (patience) => ended(ws, patience),
    drop() {
      telling = false
      ws.terminate()
    },
  }
}

/** A header holds plain letters only; whatever else there is waits for its frame. */
function early(hello: HelloFrame): Readonly<Record<string, string>> {
  const text = JSON.stringify(hello)
  return /^[\x20-\x7e]+$/.test(text) ? { [HELLO_HEADER]: text } : {}
}

function ended(ws: WebSocket, patience: number): Promise<void> {
  if (ws.readyState === WebSocket.CLOSED) return Promise.resolve()
  return new Promise((done) => {
    const timer = setTimeout(done, patience)
    ws.once('close', () => {
      clearTimeout(timer)
      done()
    })
  })
}

const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : '')

function timeIn(data: Buffer): number | null {
  const text = data.toString()
  return /^\d{10,16}$/.test(text) ? Number(text) : null
}

const REASONS: Partial<Record<string, LinkReason>> = {
  bad_token: 'removed',
  version: 'version',
  rate: 'rate',
  busy: 'restarting',
  store: 'restarting',
}

/** Only a hub's own words count: a captive portal may answer 401 as well. */
async function turnedAway(response: IncomingMessage): Promise<{ reason: LinkReason; retryMs: number }> {
  const text = await read(response).catch(() => '')
  const parsed = ErrorReply.safeParse(jsonIn(text))
  const reason = parsed.success ? (REASONS[parsed.data.code] ?? 'bad_reply') : stranger(response)
  return { reason, retryMs: parsed.data?.retryMs ?? 0 }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
