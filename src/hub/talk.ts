/** What the hub answers to each frame of one device. */
import { CLOSE, LIMITS } from '../core/sync/limits.ts'
import type { ClientFrame, Held, HelloFrame, PutFrame } from '../core/sync/protocol.ts'
import { frame, inboxFrames, textBefore, welcomeText } from './frames.ts'
import { askStore, checkPaper, type PaperFrame } from './papers.ts'
import { checkTimes, type Refusal } from './read.ts'
import type { Session } from './session.ts'
import type { Answer, TeamView, Write } from './store/port.ts'

/** How long a store that cannot write wants to be left alone. */
const STORE_RETRY_MS = 5_000

export function nack(
  session: Session,
  { code, field, id }: Refusal,
  more: { retryMs?: number; now?: number } = {},
): void {
  const named = { ...(field === undefined ? {} : { field }), ...(id === undefined ? {} : { id }) }
  session.send(frame({ t: 'nack', code, ...named, ...more }))
}

/** For frames that an honest client does not send. */
export function refuse(session: Session, refusal: Refusal): void {
  nack(session, refusal)
  session.hub.count('refused', refusal.code)
  if (session.spend('badFrames') > 0) session.close(CLOSE.badFrames, 'bad_frames')
}

export function take(session: Session, said: ClientFrame, size: number): void {
  if (size > LIMITS.frame && said.t !== 'plan') return session.close(CLOSE.tooBig, 'too_big')
  if ((said.t === 'hello') !== (session.state === 'new')) return refuse(session, { code: 'bad_message' })
  switch (said.t) {
    case 'hello':
      return greet(session, said)
    case 'put':
    case 'plan':
      return track(session, write(session, said), said.id)
    case 'doc':
    case 'vote':
    case 'item':
      return track(session, decide(session, said), said.id)
    case 'resync':
      return join(session, said.resume)
    case 'bye':
      return void leave(session).catch(() => session.hangUp())
  }
}

function greet(session: Session, hello: HelloFrame): void {
  const { hub, caller } = session
  if (hello.device !== caller.device) return refuse(session, { code: 'bad_value', field: 'device' })
  const view = hub.store.view(caller.team)
  if (view === undefined) return session.close(CLOSE.removed, 'removed')
  session.state = 'greeted'
  const { times, clock } = hub
  const now = clock.now()
  const held = hub.store.begin(caller, now + times.silent + times.grace, now)
  const enter = (stamps: Held): void => welcome(session, hello.resume, view, stamps)
  if (!(held instanceof Promise)) return enter(held)
  held.then(enter).catch(() => session.close(CLOSE.restarting, 'store', { reconnectMs: STORE_RETRY_MS }))
}

function welcome(session: Session, resume: string | undefined, view: TeamView, held: Held): void {
  if (!session.isOpen()) return lapse(session)
  session.hub.enter(session)
  join(session, resume, (first) => {
    session.inbox = 'current'
    return textBefore(greetingFor(session, view, held), [first, ...waiting(session)])
  })
}

function greetingFor({ hub, caller }: Session, { epoch, id, name }: TeamView, held: Held): string {
  const { ping, silent } = hub.times
  const known = { me: caller.person, team: { id, name }, now: hub.clock.now(), epoch, ping, silent, held }
  return welcomeText(caller.old ? { ...known, rotate: true } : known)
}

/** Everything that waits for this person, whatever the device knew before. */
export function showInbox(session: Session): void {
  session.inbox = 'current'
  for (const bytes of waiting(session)) session.send(bytes)
}

const waiting = ({ hub, caller }: Session): readonly Buffer[] =>
  inboxFrames(true, hub.store.view(caller.team)?.inbox(caller.person) ?? [], [])

function join(session: Session, resume: string | undefined, greeting?: (first: Buffer) => Buffer): void {
  const [epoch, rev] = resume?.split('.') ?? []
  const from = epoch === undefined || rev === undefined ? null : { epoch, rev: Number(rev) }
  session.hub.room(session.caller.team)?.join(session.listener, from, greeting)
}

async function write(session: Session, put: PutFrame): Promise<void> {
  const { clock, store } = session.hub
  const retryMs = session.spend('puts')
  if (retryMs > 0) return slowDown(session, put.id, retryMs)
  const refusal = checkTimes(put, clock.now())
  if (refusal !== null) return nack(session, refusal, refusal.code === 'clock' ? { now: clock.now() } : {})
  const { rev, stale } = await store.put(session.caller, writeOf(put), clock.now())
  session.answer(frame({ t: 'ack', id: put.id, r: rev, ...(stale === null ? {} : { stale: true, hlc: stale }) }))
}

async function decide(session: Session, said: PaperFrame): Promise<void> {
  const { clock, store } = session.hub
  const retryMs = session.spend('papers')
  if (retryMs > 0) return slowDown(session, said.id, retryMs)
  const refusal = checkPaper(session.caller, said)
  if (refusal !== null) return nack(session, refusal)
  tell(session, said.id, await askStore(store, session.caller, said, clock.now()))
}

function tell(session: Session, id: number, answer: Answer): void {
  const v = answer.version === undefined ? {} : { v: answer.version }
  if (answer.ok) return session.answer(frame({ t: 'ack', id, r: answer.rev, ...v }))
  const retry = answer.retryMs === undefined ? {} : { retryMs: answer.retryMs }
  nack(session, { id, code: answer.code }, { ...v, ...retry })
}

function slowDown(session: Session, id: number, retryMs: number): void {
  nack(session, { id, code: 'rate' }, { retryMs })
  if (session.spend('refusedPuts') > 0) session.close(CLOSE.rate, 'rate')
}

function writeOf(put: PutFrame): Write {
  if (put.t === 'plan') return { kind: 'plan', hlc: put.hlc, body: put.body }
  if (put.kind === 'manual') return { kind: 'manual', hlc: put.hlc, body: put.body }
  return { kind: 'presence', hlc: put.hlc, body: put.body }
}

/** Writes that the store refuses are refused by name; the client keeps them. */
function track(session: Session, work: Promise<void>, id: number): void {
  session.track(work.catch(() => nack(session, { id, code: 'store' }, { retryMs: STORE_RETRY_MS })))
}

async function leave(session: Session): Promise<void> {
  session.state = 'leaving'
  await session.settled()
  await session.hub.store.end(session.caller, { quit: true }, session.hub.clock.now())
  session.hangUp()
}

/** The connection broke: the lease runs on for a while, in case the device comes back. */
export function lapse({ hub, caller }: Session): void {
  const now = hub.clock.now()
  hub.store.end(caller, { quit: false, at: now + hub.times.grace }, now).catch(() => hub.count('ended', 'unknown'))
}
