/** One device's connection, from the upgrade to its end. */
import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import { CLOSE } from '../core/sync/limits.ts'
import { VERSIONS } from '../core/sync/protocol.ts'
import { frame, inboxFrames } from './frames.ts'
import type { Hub } from './hub.ts'
import { createBucket } from './limits.ts'
import { parseJson, readFrame } from './read.ts'
import { createListener, isFull, type Listener } from './room.ts'
import type { KnownCaller } from './members.ts'
import type { Caller, Change } from './store/port.ts'
import { lapse, refuse, send, showInbox, take, type Talk } from './talk.ts'

export interface Session {
  readonly caller: Caller
  readonly listener: Listener
  /** Its place in the round of pings. */
  readonly slot: number
  /** When anything came from the other side last. */
  heard(): number
  ping(bytes: Buffer): void
  /** What waits for this person changed. */
  inbox(news: InboxNews): void
  /** Says why, then hangs up. `detail` goes into the close frame instead of the reason. */
  close(code: number, reason: string, more?: { reconnectMs?: number; detail?: string }): void
  /** Hangs up without a word: the other side is not there any more. */
  drop(): void
  /** Its end says nothing of the device any more: the hub itself goes away. */
  keepLease(): void
}

export type InboxNews = Pick<NonNullable<Change['inbox']>[number], 'set' | 'gone'>

export function openSession(hub: Hub, ws: WebSocket, socket: Duplex, caller: KnownCaller): Session {
  const talk = createTalk(hub, ws, socket, caller)
  const stopHelloWait = hub.clock.after(hub.times.hello, () => {
    if (talk.state === 'new') talk.session.close(CLOSE.helloLate, 'hello_late')
  })
  ws.on('message', (data, isBinary) => onMessage(talk, data, isBinary))
  ws.on('pong', () => (talk.heardAt = hub.clock.now()))
  ws.on('ping', () => isTooFast(talk))
  ws.on('error', () => hub.count('broken', 'socket'))
  socket.on('drain', () => {
    hub.room(caller.team)?.drained(talk.listener)
    if (talk.inbox === 'behind') showInbox(talk)
  })
  ws.on('close', () => {
    stopHelloWait()
    onClose(talk)
  })
  return talk.session
}

function createTalk(hub: Hub, ws: WebSocket, socket: Duplex, caller: KnownCaller): Talk {
  const { puts, papers, refusedPuts, frames, badFrames } = hub.rates
  const buckets = {
    puts: createBucket(puts),
    papers: createBucket(papers),
    refusedPuts: createBucket(refusedPuts),
    frames: createBucket(frames),
    badFrames: createBucket(badFrames),
  }
  const listener = createListener(socket)
  const session: Session = {
    caller,
    listener,
    slot: hub.nextSlot(),
    heard: () => talk.heardAt,
    ping(bytes) {
      if (!isFull(socket)) send(talk, bytes)
    },
    inbox({ set, gone }) {
      if (talk.inbox !== 'current') return
      if (isFull(socket)) talk.inbox = 'behind'
      else for (const bytes of inboxFrames(false, set, gone)) send(talk, bytes)
    },
    close(code, reason, { reconnectMs, detail = reason } = {}) {
      send(talk, frame({ t: 'bye', code: reason, ...(reconnectMs === undefined ? {} : { reconnectMs }) }))
      ws.close(code, detail)
    },
    drop: () => ws.terminate(),
    keepLease: () => (talk.state = 'ended'),
  }
  const talk: Talk = {
    hub,
    ws,
    socket,
    caller,
    listener,
    session,
    buckets,
    pending: new Set(),
    state: 'new',
    inbox: 'unknown',
    heardAt: hub.clock.now(),
  }
  return talk
}

function onMessage(talk: Talk, data: RawData, isBinary: boolean): void {
  if (isTooFast(talk) || talk.state === 'leaving' || talk.state === 'ended') return
  if (isBinary || !Buffer.isBuffer(data)) return refuse(talk, { code: 'bad_message' })
  const raw = parseJson(data.toString())
  if (talk.state === 'new' && speaksOtherVersions(raw)) {
    return talk.session.close(CLOSE.version, 'version', { detail: JSON.stringify(VERSIONS) })
  }
  const read = readFrame(raw)
  if (read.ok) take(talk, read.frame, data.length)
  else refuse(talk, read)
}

/** Looked at before the strict reading: a hello of another version may have any shape. */
function speaksOtherVersions(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null || !('t' in raw) || raw.t !== 'hello' || !('v' in raw)) return false
  return Array.isArray(raw.v) && !raw.v.some((version) => version >= VERSIONS.min && version <= VERSIONS.max)
}

function isTooFast(talk: Talk): boolean {
  talk.heardAt = talk.hub.clock.now()
  if (talk.buckets.frames.take(talk.heardAt) === 0) return false
  talk.session.close(CLOSE.rate, 'rate')
  return true
}

function onClose(talk: Talk): void {
  const { hub, caller, listener, session } = talk
  hub.room(caller.team)?.leave(listener)
  const isNewest = hub.exit(session)
  if (talk.state === 'greeted' && isNewest) lapse(talk)
  talk.state = 'ended'
}
