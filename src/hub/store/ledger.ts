/**
 * The rules of the store, on the books in memory: who wins, what changes, what must be written. Everything here is
 * decided at once; making it durable is the business of the log that the rows go to.
 */
import { LIMITS } from '../../core/sync/limits.ts'
import { msOf } from '../../core/sync/hlc.ts'
import type { Held } from '../../core/sync/protocol.ts'
import {
  type Books,
  deviceRow,
  personRow,
  type PersonBook,
  type Register,
  registerKey,
  registerRow,
  type Stamp,
  teamRow,
  type TeamBook,
  without,
} from './books.ts'
import { createDeadlines, type Deadlines } from './deadlines.ts'
import { REV_BLOCK } from './load.ts'
import { type Caller, type Change, type LeaseEnd, StoreError, type Write, type Written } from './port.ts'
import { isLive, lasts, nextDue, show } from './show.ts'
import type { Row } from './tables.ts'

export interface Ledger {
  readonly books: Books
  readonly deadlines: Deadlines<{ readonly team: TeamBook; readonly person: string }>
  readonly write: (row: Row) => void
  /** Calls back once everything written so far is durable. */
  readonly whenDurable: (then: () => void) => void
  readonly tell: (change: Change) => void
}

/** With fewer free numbers than this a team takes no more writes until the disk has reserved the next block. */
const REV_MARGIN = 100

export function openLedger(parts: Omit<Ledger, 'deadlines'>, now: number): Ledger {
  const ledger: Ledger = { ...parts, deadlines: createDeadlines() }
  for (const team of ledger.books.teams.values()) {
    for (const person of team.people.values()) {
      const expired = clearExpired(ledger, team, person, now)
      person.shown = show(person, now)
      arm(ledger, team, person, now)
      if (expired) announce(ledger, team, person)
    }
  }
  return ledger
}

export function teamOf(ledger: Ledger, id: string): TeamBook {
  const team = ledger.books.teams.get(id)
  if (team === undefined) throw new StoreError('unknown_team')
  return team
}

export function personOf(ledger: Ledger, caller: Omit<Caller, 'device'>): { team: TeamBook; person: PersonBook } {
  const team = teamOf(ledger, caller.team)
  const person = team.people.get(caller.person)
  if (person === undefined) throw new StoreError('unknown_device')
  return { team, person }
}

export function deviceOf(ledger: Ledger, caller: Caller) {
  const { team, person } = personOf(ledger, caller)
  const device = person.devices.get(caller.device)
  if (device === undefined) throw new StoreError('unknown_device')
  return { team, person, device }
}

export const hasRevs = (team: TeamBook): boolean => team.rev + REV_MARGIN <= team.high

export function nextRev(ledger: Ledger, team: TeamBook): number {
  team.rev += 1
  if (team.high - team.rev < REV_BLOCK / 2 && !team.reserving) reserveRevs(ledger, team)
  return team.rev
}

function reserveRevs(ledger: Ledger, team: TeamBook): void {
  const high = team.high + REV_BLOCK
  team.reserving = true
  ledger.write(teamRow(team, high))
  ledger.whenDurable(() => {
    team.high = high
    team.reserving = false
  })
}

/** Takes a person's change over into what others see; nothing is told where they see the same. */
export function settle(ledger: Ledger, team: TeamBook, person: PersonBook, now: number, publishedAt?: number): void {
  const shown = show(person, now)
  arm(ledger, team, person, now)
  if (shown === person.shown) return
  person.shown = shown
  if (publishedAt !== undefined) person.asOf = publishedAt
  announce(ledger, team, person)
}

export function announce(ledger: Ledger, team: TeamBook, person: PersonBook): void {
  person.rev = nextRev(ledger, team)
  ledger.write(personRow(team, person))
  ledger.tell({ team: team.id, set: [person.id], gone: [] })
}

export function arm(ledger: Ledger, team: TeamBook, person: PersonBook, now: number): void {
  const due = nextDue(person, now)
  if (due >= person.due) return
  person.due = due
  ledger.deadlines.add(due, { team, person: person.id })
}

export function begin(ledger: Ledger, caller: Caller, until: number, now: number): Held {
  const { team, person, device } = deviceOf(ledger, caller)
  device.lease = until
  if (device.live) arm(ledger, team, person, now)
  else {
    device.live = true
    ledger.write(deviceRow(team, person, device))
    // Only now do others see something else: who comes back in time is seen as they were.
    settle(ledger, team, person, now)
  }
  return {
    presence: device.presence?.hlc ?? null,
    manual: person.manual?.hlc ?? null,
    plan: person.planStamp?.hlc ?? null,
  }
}

export function renew(ledger: Ledger, callers: readonly Caller[], until: number): void {
  for (const caller of callers) {
    const device = ledger.books.teams.get(caller.team)?.people.get(caller.person)?.devices.get(caller.device)
    if (device?.live) device.lease = Math.max(device.lease, until)
  }
}

/** A goodbye takes the presence back; a lease that is left to run out keeps it for the device's return. */
export function end(ledger: Ledger, caller: Caller, how: LeaseEnd, now: number): void {
  const { team, person, device } = deviceOf(ledger, caller)
  if (!how.quit || !hasRevs(team)) {
    device.lease = how.quit ? now : how.at
    arm(ledger, team, person, now)
    return
  }
  device.live = false
  device.presence = null
  if (!isLive(person)) person.gone = 'quit'
  ledger.write(without('register', registerKey(team.id, person.id, 'presence', device.id)))
  ledger.write(deviceRow(team, person, device))
  settle(ledger, team, person, now)
}

/** A stamp from far ahead is only possible where the hub's own clock was set back; it must not win for ever. */
function beats(stamp: Stamp, kept: Stamp, now: number): boolean {
  if (msOf(kept.hlc) > now + LIMITS.clockAhead) return true
  return stamp.hlc === kept.hlc ? stamp.by > kept.by : stamp.hlc > kept.hlc
}

/** What is over when it arrives takes the value before it back, and leaves nothing to run out. */
function unlessOver(write: Write, now: number): Write {
  if (write.kind === 'manual') return write.body === null || write.body.until > now ? write : { ...write, body: null }
  if (write.kind === 'plan' || write.body === null || lasts(write.body, now)) return write
  return { ...write, body: null }
}

export function put(ledger: Ledger, caller: Caller, said: Write, now: number): Written {
  const write = unlessOver(said, now)
  const { team, person, device } = deviceOf(ledger, caller)
  const stamp = { hlc: write.hlc, by: device.id }
  const kept = { presence: device.presence, manual: person.manual, plan: person.planStamp }[write.kind]
  const isRepeated = kept?.hlc === stamp.hlc && kept.by === stamp.by
  if (isRepeated) return { rev: team.rev, stale: null }
  if (kept !== null && !beats(stamp, kept, now)) return { rev: team.rev, stale: kept.hlc }
  const owner = write.kind === 'presence' ? device.id : ''
  const body = write.body === null ? null : JSON.stringify(write.body)
  ledger.write(registerRow(registerKey(team.id, person.id, write.kind, owner), stamp, body))
  if (write.kind === 'plan') putPlan(ledger, team, person, stamp, body ?? 'null')
  else {
    if (write.kind === 'manual') person.manual = { ...stamp, body: write.body }
    else device.presence = { ...stamp, body: write.body }
    settle(ledger, team, person, now, now)
  }
  return { rev: team.rev, stale: null }
}

function putPlan(ledger: Ledger, team: TeamBook, person: PersonBook, stamp: Stamp, plan: string): void {
  person.planStamp = stamp
  if (person.plan === plan) return
  person.plan = plan
  person.planRev = team.rev + 1
  announce(ledger, team, person)
}

export function sweep(ledger: Ledger, now: number): void {
  for (let due = ledger.deadlines.take(now); due !== undefined; due = ledger.deadlines.take(now)) {
    const person = due.team.people.get(due.person)
    if (person === undefined) continue
    person.due = Infinity
    if (hasRevs(due.team)) lapse(ledger, due.team, person, now)
    else postpone(ledger, due.team, person, now + 1_000)
  }
}

function postpone(ledger: Ledger, team: TeamBook, person: PersonBook, at: number): void {
  person.due = at
  ledger.deadlines.add(at, { team, person: person.id })
}

export function lapse(ledger: Ledger, team: TeamBook, person: PersonBook, now: number): void {
  for (const device of person.devices.values()) {
    if (!device.live || device.lease > now) continue
    device.live = false
    person.gone = 'lost'
    ledger.write(deviceRow(team, person, device))
  }
  clearExpired(ledger, team, person, now)
  settle(ledger, team, person, now)
}

/** What ran out is not kept: not for viewers, and not on the disk. Answers whether there was something. */
function clearExpired(ledger: Ledger, team: TeamBook, person: PersonBook, now: number): boolean {
  let found = false
  const clear = (kind: 'presence' | 'manual', device: string, { hlc, by }: Stamp): Register<never> => {
    found = true
    ledger.write(registerRow(registerKey(team.id, person.id, kind, device), { hlc, by }, null))
    return { hlc, by, body: null }
  }
  const { manual, devices } = person
  if (manual?.body && manual.body.until <= now) person.manual = clear('manual', '', manual)
  for (const device of devices.values()) {
    const { presence } = device
    if (presence?.body && !lasts(presence.body, now)) device.presence = clear('presence', device.id, presence)
  }
  return found
}
