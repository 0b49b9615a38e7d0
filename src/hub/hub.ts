/** What all conversations of one hub share: who is connected, the teams' rooms, the heartbeat. */
import { CLOSE, type Times } from '../core/sync/limits.ts'
import type { HubClock, Stop } from './clock.ts'
import { createHeartbeat } from './heartbeat.ts'
import type { Rates } from './limits.ts'
import type { Log } from './log.ts'
import { keyOf } from './members.ts'
import { createRoom, newTally, type Room, type Tally } from './room.ts'
import type { Session } from './session.ts'
import type { Change, Store } from './store/port.ts'

export interface HubParts {
  readonly store: Store
  readonly clock: HubClock
  readonly times: Times
  readonly rates: Rates
  readonly log: Log
}

export interface Hub extends HubParts {
  /** Waits for the hello of a new session, but not for ever. */
  greeting(session: Session): void
  /** Registers a greeted session; an older one of the same device is closed. */
  enter(session: Session): void
  /** Answers whether this was the device's newest session. */
  exit(session: Session): boolean
  room(team: string): Room | undefined
  sessions(): Iterable<Session>
  size(): number
  readonly tally: Tally
  count(event: string, code: string): void
  /** How often what happened. */
  counts(): Readonly<Record<string, number>>
  stop(): void
}

const SWEEP_MS = 1_000

export function createHub(parts: HubParts): Hub {
  const { store, clock, times, log } = parts
  const sessions = new Map<string, Session>()
  const rooms = new Map<string, Room>()
  const counts: Record<string, number> = {}
  /** Sessions that have not said hello, in the order of their deadlines. */
  const unheard = new Map<Session, number>()
  const heartbeat = createHeartbeat(parts)
  const hub: Hub = {
    ...parts,
    greeting: (session) => void unheard.set(session, clock.now() + times.hello),
    enter(session) {
      const { key } = session.caller
      const older = sessions.get(key)
      sessions.delete(key)
      sessions.set(key, session)
      heartbeat.enter(session)
      if (older !== session) older?.close(CLOSE.replaced, 'replaced')
    },
    exit(session) {
      const { key } = session.caller
      heartbeat.exit(session)
      if (sessions.get(key) !== session) return false
      return sessions.delete(key)
    },
    room(team) {
      const known = rooms.get(team)
      const view = known === undefined ? store.view(team) : undefined
      if (view === undefined) return known
      const room = createRoom(view, () => clock.now(), hub.tally)
      rooms.set(team, room)
      return room
    },
    sessions: () => sessions.values(),
    size: () => sessions.size,
    tally: newTally(),
    count(event, code) {
      const name = `${event}.${code}`
      counts[name] = (counts[name] ?? 0) + 1
    },
    counts: () => counts,
    stop() {
      for (const stop of stops) stop()
    },
  }
  const stops: Stop[] = [
    store.subscribe((change) => {
      const { team, gone, revoked = [], elsewhere = [], inbox = [] } = change
      rooms.get(team)?.tell(change)
      if (gone.length + revoked.length > 0) closeRemoved(hub, team, [...gone, ...revoked])
      for (const device of elsewhere) replaced(sessions.get(keyOf(team, device)))
      if (inbox.length > 0) tellInboxes(hub, team, inbox)
      if (change.reset === true) restartTeam(hub, team)
    }),
    heartbeat.start(),
    clock.every(Math.min(SWEEP_MS, times.grace), () => {
      store.sweep(clock.now()).catch(() => log('sweep_failed'))
    }),
    clock.every(SWEEP_MS, () => cutStuck(hub, rooms)),
    clock.every(Math.min(SWEEP_MS / 2, times.hello), () => closeUnheard(unheard, clock.now())),
  ]
  return hub
}

/** The device goes on with another node, which holds its lease now. */
function replaced(session: Session | undefined): void {
  session?.keepLease()
  session?.close(CLOSE.replaced, 'replaced')
}

/** `gone` are people or devices. */
function closeRemoved(hub: Hub, team: string, gone: readonly string[]): void {
  for (const session of [...hub.sessions()]) {
    const { caller } = session
    if (caller.team !== team || (!gone.includes(caller.person) && !gone.includes(caller.device))) continue
    if (gone.includes(caller.person)) session.close(CLOSE.removed, 'removed')
    else session.close(CLOSE.revoked, 'revoked')
  }
}

/** One look at the oldest now and then costs less than a timer for each. */
function closeUnheard(unheard: Map<Session, number>, now: number): void {
  for (const [session, deadline] of unheard) {
    if (session.state === 'new' && deadline > now) return
    unheard.delete(session)
    if (session.state === 'new') session.close(CLOSE.helloLate, 'hello_late')
  }
}

function tellInboxes(hub: Hub, team: string, inbox: NonNullable<Change['inbox']>): void {
  for (const session of hub.sessions()) {
    if (session.caller.team !== team) continue
    for (const news of inbox) if (news.person === session.caller.person) session.tellInbox(news)
  }
}

/** The store lost what it had confirmed: everybody says again what they hold, spread over a while. */
function restartTeam(hub: Hub, team: string): void {
  for (const session of [...hub.sessions()]) {
    if (session.caller.team !== team) continue
    session.keepLease()
    session.close(CLOSE.restarting, 'restarting', { reconnectMs: Math.round(Math.random() * RESTART_SPREAD_MS) })
  }
}
const RESTART_SPREAD_MS = 1_000

function cutStuck(hub: Hub, rooms: ReadonlyMap<string, Room>): void {
  const stuck = new Set([...rooms.values()].flatMap((room) => room.stuck()))
  if (stuck.size === 0) return
  for (const session of [...hub.sessions()]) {
    if (!stuck.has(session.listener)) continue
    hub.count('cut', 'slow')
    session.close(CLOSE.slow, 'slow')
    session.drop()
  }
}
