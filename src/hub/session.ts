/** One device's connection, from the upgrade to its end. Thousands of them are open at once, so each is one small object. */
import type { Duplex } from 'node:stream'
import { type RawData, WebSocket } from 'ws'
import { CLOSE } from '../core/sync/limits.ts'
import { VERSIONS } from '../core/sync/protocol.ts'
import { frame, inboxFrames } from './frames.ts'
import type { Hub } from './hub.ts'
import { createBucket, type Bucket, type Rates } from './limits.ts'
import { parseJson, readFrame } from './read.ts'
import { createListener, isFull, type Listener } from './room.ts'
import type { KnownCaller } from './members.ts'
import type { Change } from './store/port.ts'
import { lapse, refuse, showInbox, take } from './talk.ts'

export interface Goodbye {
  readonly reconnectMs?: number
  /** Goes into the close frame instead of the reason. */
  readonly detail?: string
}

export type InboxNews = Pick<NonNullable<Change['inbox']>[number], 'set' | 'gone'>

/** Where the conversation stands. */
export type SessionState = 'new' | 'greeted' | 'leaving' | 'ended'

export class Session {
  readonly hub: Hub
  readonly caller: KnownCaller
  readonly listener: Listener
  /** Its place in the round of pings; none before it was greeted. */
  slot = -1
  state: SessionState = 'new'
  /** Whether this device has been told what waits for its person; `behind` because it read too slowly. */
  inbox: 'unknown' | 'current' | 'behind' = 'unknown'
  /** When anything came from the other side last. */
  heardAt: number
  readonly #ws: WebSocket
  readonly #socket: Duplex
  /** Most connections say so little that they never need most of these. */
  #buckets: Partial<Record<keyof Rates, Bucket>> | null = null
  #pending: Set<Promise<void>> | null = null

  constructor(hub: Hub, ws: WebSocket, socket: Duplex, caller: KnownCaller) {
    this.hub = hub
    this.caller = caller
    this.listener = createListener(socket)
    this.heardAt = hub.clock.now()
    this.#ws = ws
    this.#socket = socket
  }

  /** Takes one of what the connection may do; 0 if it may, else the milliseconds until it may. */
  spend(rate: 'puts' | 'papers' | 'refusedPuts' | 'frames' | 'badFrames'): number {
    this.#buckets ??= {}
    const bucket = (this.#buckets[rate] ??= createBucket(this.hub.rates[rate]))
    return bucket.take(this.hub.clock.now())
  }

  isOpen(): boolean {
    return this.#ws.readyState === WebSocket.OPEN
  }

  send(bytes: Buffer): void {
    if (this.isOpen()) this.#socket.write(bytes)
  }

  /** Answers to what became durable together leave together. */
  answer(bytes: Buffer): void {
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork()
      process.nextTick(uncork, this.#socket)
    }
    this.send(bytes)
  }

  ping(bytes: Buffer): void {
    if (!isFull(this.#socket)) this.send(bytes)
  }

  /** What waits for this person changed. */
  tellInbox({ set, gone }: InboxNews): void {
    if (this.inbox !== 'current') return
    if (isFull(this.#socket)) this.inbox = 'behind'
    else for (const bytes of inboxFrames(false, set, gone)) this.send(bytes)
  }

  /** A write that is on its way to the disk: a goodbye waits for it. */
  track(work: Promise<void>): void {
    const pending = (this.#pending ??= new Set())
    pending.add(work)
    void work.then(() => pending.delete(work))
  }

  async settled(): Promise<void> {
    await Promise.allSettled([...(this.#pending ?? [])])
  }

  /** Says why, then hangs up. */
  close(code: number, reason: string, { reconnectMs, detail = reason }: Goodbye = {}): void {
    this.send(frame({ t: 'bye', code: reason, ...(reconnectMs === undefined ? {} : { reconnectMs }) }))
    uncork(this.#socket)
    this.#ws.close(code, detail)
  }

  /** After a goodbye of the other side. */
  hangUp(): void {
    this.#ws.close(CLOSE.normal)
  }

  /** Hangs up without a word: the other side is not there any more. */
  drop(): void {
    this.#ws.terminate()
  }

  /** Its end says nothing of the device any more: the hub itself goes away. */
  keepLease(): void {
    this.state = 'ended'
  }
}

/** Does nothing where nothing is held back. */
const uncork = (socket: Duplex): void => socket.uncork()

/** Knows its session, so that all connections share the same few handlers. */
export class SessionSocket extends WebSocket {
  session: Session | null = null
}

export function openSession(hub: Hub, ws: SessionSocket, socket: Duplex, caller: KnownCaller): Session {
  const session = new Session(hub, ws, socket, caller)
  ws.session = session
  hub.greeting(session)
  ws.on('message', heard)
  ws.on('pong', ponged)
  ws.on('ping', pinged)
  ws.on('error', broke)
  ws.on('close', closed)
  socket.on('drain', () => onDrain(session))
  return session
}

const sessionOf = (ws: WebSocket): Session | null => (ws instanceof SessionSocket ? ws.session : null)

function heard(this: WebSocket, data: RawData, isBinary: boolean): void {
  const session = sessionOf(this)
  if (session !== null) onMessage(session, data, isBinary)
}

function ponged(this: WebSocket): void {
  const session = sessionOf(this)
  if (session !== null) session.heardAt = session.hub.clock.now()
}

function pinged(this: WebSocket): void {
  const session = sessionOf(this)
  if (session !== null) isTooFast(session)
}

function broke(this: WebSocket): void {
  sessionOf(this)?.hub.count('broken', 'socket')
}

function closed(this: WebSocket): void {
  const session = sessionOf(this)
  if (session !== null) onClose(session)
}

function onDrain(session: Session): void {
  session.hub.room(session.caller.team)?.drained(session.listener)
  if (session.inbox === 'behind') showInbox(session)
}

function onMessage(session: Session, data: RawData, isBinary: boolean): void {
  if (!mayHear(session)) return
  if (isBinary || !Buffer.isBuffer(data)) refuse(session, { code: 'bad_message' })
  else understand(session, data.toString(), data.length)
}

/** As if the first frame had said it. */
export function hearEarly(session: Session, text: string): void {
  if (mayHear(session)) understand(session, text, text.length)
}

const mayHear = (session: Session): boolean =>
  !isTooFast(session) && session.state !== 'leaving' && session.state !== 'ended'

function understand(session: Session, text: string, size: number): void {
  const raw = parseJson(text)
  if (session.state === 'new' && speaksOtherVersions(raw)) {
    return session.close(CLOSE.version, 'version', { detail: JSON.stringify(VERSIONS) })
  }
  const read = readFrame(raw)
  if (read.ok) take(session, read.frame, size)
  else refuse(session, read)
}

/** Looked at before the strict reading: a hello of another version may have any shape. */
function speaksOtherVersions(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null || !('t' in raw) || raw.t !== 'hello' || !('v' in raw)) return false
  return Array.isArray(raw.v) && !raw.v.some((version) => version >= VERSIONS.min && version <= VERSIONS.max)
}

function isTooFast(session: Session): boolean {
  session.heardAt = session.hub.clock.now()
  if (session.spend('frames') === 0) return false
  session.close(CLOSE.rate, 'rate')
  return true
}

function onClose(session: Session): void {
  const { hub, caller, listener } = session
  hub.room(caller.team)?.leave(listener)
  const isNewest = hub.exit(session)
  if (session.state === 'greeted' && isNewest) lapse(session)
  session.state = 'ended'
}
