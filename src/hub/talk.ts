/** What the hub answers to each frame of one device. */
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { CLOSE, LIMITS } from '../core/sync/limits.ts'
import { type ClientFrame, type HelloFrame, type PutFrame, VERSIONS } from '../core/sync/protocol.ts'
import { frame, inboxFrames } from './frames.ts'
import type { Hub } from './hub.ts'
import type { Bucket } from './limits.ts'
import type { KnownCaller } from './members.ts'
import { askStore, checkPaper, type PaperFrame } from './papers.ts'
import { checkTimes, type Refusal } from './read.ts'
import type { Listener } from './room.ts'
import type { Session } from './session.ts'
import type { Answer, Write } from './store/port.ts'

/** One conversation and where it stands. */
export interface Talk {
  readonly hub: Hub
  readonly ws: WebSocket
  readonly socket: Duplex
  readonly caller: KnownCaller
  readonly listener: Listener
  readonly session: Session
  readonly buckets: Readonly<Record<'puts' | 'papers' | 'refusedPuts' | 'frames' | 'badFrames', Bucket>>
  /** Writes that are on their way to the disk. */
  readonly pending: Set<Promise<void>>
  state: 'new' | 'greeted' | 'leaving' | 'ended'
  /** Whether this device has been told what waits for its person; `behind` because it read too slowly. */
  inbox: 'unknown' | 'current' | 'behind'
  heardAt: number
}

/** How long a store that cannot write wants to be left alone. */
const STORE_RETRY_MS = 5_000

export function send(talk: Talk, bytes: Buffer): void {
  if (talk.ws.readyState === WebSocket.OPEN) talk.socket.write(bytes)
}

export function nack(
  talk: Talk,
  { code, field, id }: Refusal,
  more: { retryMs?: number; now?: number; v?: number } = {},
): void {
  const named = { ...(field === undefined ? {} : { field }), ...(id === undefined ? {} : { id }) }
  send(talk, frame({ t: 'nack', code, ...named, ...more }))
}

/** For frames that an honest client does not send. */
export function refuse(talk: Talk, refusal: Refusal): void {
  nack(talk, refusal)
  talk.hub.count('refused', refusal.code)
  if (talk.buckets.badFrames.take(talk.hub.clock.now()) > 0) talk.session.close(CLOSE.badFrames, 'bad_frames')
}

export function take(talk: Talk, said: ClientFrame, size: number): void {
  if (size > LIMITS.frame && said.t !== 'plan') return talk.session.close(CLOSE.tooBig, 'too_big')
  if ((said.t === 'hello') !== (talk.state === 'new')) return refuse(talk, { code: 'bad_message' })
  switch (said.t) {
    case 'hello':
      return void greet(talk, said).catch(() =>
        talk.session.close(CLOSE.restarting, 'store', { reconnectMs: STORE_RETRY_MS }),
      )
    case 'put':
    case 'plan':
      return track(talk, write(talk, said), said.id)
    case 'doc':
    case 'vote':
    case 'item':
      return track(talk, decide(talk, said), said.id)
    case 'resync':
      return join(talk, said.resume)
    case 'bye':
      return void leave(talk).catch(() => talk.ws.close(CLOSE.normal))
  }
}

async function greet(talk: Talk, hello: HelloFrame): Promise<void> {
  const { hub, caller } = talk
  if (hello.device !== caller.device) return refuse(talk, { code: 'bad_value', field: 'device' })
  const view = hub.store.view(caller.team)
  if (view === undefined) return talk.session.close(CLOSE.removed, 'removed')
  talk.state = 'greeted'
  const { times, clock } = hub
  const held = await hub.store.begin(caller, clock.now() + times.silent + times.grace, clock.now())
  if (talk.ws.readyState !== WebSocket.OPEN) return lapse(talk)
  hub.enter(talk.session)
  const { epoch, id, name } = view
  const rhythm = { ping: times.ping, silent: times.silent }
  send(
    talk,
    frame({
      t: 'welcome',
      v: VERSIONS.max,
      me: caller.person,
      team: { id, name },
      now: clock.now(),
      epoch,
      ...rhythm,
      held,
      ...(caller.old ? { rotate: true } : {}),
    }),
  )
  join(talk, hello.resume)
  showInbox(talk)
}

/** Everything that waits for this person, whatever the device knew before. */
export function showInbox(talk: Talk): void {
  const { hub, caller } = talk
  talk.inbox = 'current'
  const waiting = hub.store.view(caller.team)?.inbox(caller.person) ?? []
  for (const bytes of inboxFrames(true, waiting, [])) send(talk, bytes)
}

function join(talk: Talk, resume: string | undefined): void {
  const [epoch, rev] = resume?.split('.') ?? []
  const from = epoch === undefined || rev === undefined ? null : { epoch, rev: Number(rev) }
  talk.hub.room(talk.caller.team)?.join(talk.listener, from)
}

async function write(talk: Talk, put: PutFrame): Promise<void> {
  const { clock, store } = talk.hub
  const retryMs = talk.buckets.puts.take(clock.now())
  if (retryMs > 0) return slowDown(talk, put.id, retryMs)
  const refusal = checkTimes(put, clock.now())
  if (refusal !== null) return nack(talk, refusal, refusal.code === 'clock' ? { now: clock.now() } : {})
  const { rev, stale } = await store.put(talk.caller, writeOf(put), clock.now())
  send(talk, frame({ t: 'ack', id: put.id, r: rev, ...(stale === null ? {} : { stale: true, hlc: stale }) }))
}

async function decide(talk: Talk, said: PaperFrame): Promise<void> {
  const { clock, store } = talk.hub
  const retryMs = talk.buckets.papers.take(clock.now())
  if (retryMs > 0) return slowDown(talk, said.id, retryMs)
  const refusal = checkPaper(talk.caller, said)
  if (refusal !== null) return nack(talk, refusal)
  tell(talk, said.id, await askStore(store, talk.caller, said, clock.now()))
}

function tell(talk: Talk, id: number, answer: Answer): void {
  const v = answer.version === undefined ? {} : { v: answer.version }
  if (answer.ok) return send(talk, frame({ t: 'ack', id, r: answer.rev, ...v }))
  const retry = answer.retryMs === undefined ? {} : { retryMs: answer.retryMs }
  nack(talk, { id, code: answer.code }, { ...v, ...retry })
}

function slowDown(talk: Talk, id: number, retryMs: number): void {
  nack(talk, { id, code: 'rate' }, { retryMs })
  if (talk.buckets.refusedPuts.take(talk.hub.clock.now()) > 0) talk.session.close(CLOSE.rate, 'rate')
}

function writeOf(put: PutFrame): Write {
  if (put.t === 'plan') return { kind: 'plan', hlc: put.hlc, body: put.body }
  if (put.kind === 'manual') return { kind: 'manual', hlc: put.hlc, body: put.body }
  return { kind: 'presence', hlc: put.hlc, body: put.body }
}

/** Writes that the store refuses are refused by name; the client keeps them. */
function track(talk: Talk, work: Promise<void>, id: number): void {
  const settled = work.catch(() => nack(talk, { id, code: 'store' }, { retryMs: STORE_RETRY_MS }))
  talk.pending.add(settled)
  void settled.then(() => talk.pending.delete(settled))
}

async function leave(talk: Talk): Promise<void> {
  talk.state = 'leaving'
  await Promise.allSettled(talk.pending)
  await talk.hub.store.end(talk.caller, { quit: true }, talk.hub.clock.now())
  talk.ws.close(CLOSE.normal)
}

/** The connection broke: the lease runs on for a while, in case the device comes back. */
export function lapse({ hub, caller }: Talk): void {
  const now = hub.clock.now()
  hub.store.end(caller, { quit: false, at: now + hub.times.grace }, now).catch(() => hub.count('ended', 'unknown'))
}
