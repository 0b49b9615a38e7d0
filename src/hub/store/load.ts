/** Builds the books from what was on disk. Bodies are read with the schemas again; what does not fit any more is left out. */
import { z } from 'zod'
import { Hlc } from '../../core/sync/hlc.ts'
import { ManualStatus, Presence, SharedPlan } from '../../core/sync/records.ts'
import { type Books, type PersonBook, type Stamp, teamRow, type TeamBook } from './books.ts'
import type { Cell, Image, Row } from './tables.ts'

/** So many changes are reserved on disk at a time. */
export const REV_BLOCK = 10_000
const MOST_GAPS = 64

const text = z.string()
const count = z.int()
const maybe = text.nullable()
const Team = z.tuple([text, text, count, text, count, text, count])
const Person = z.tuple([text, text, text, count, count, count, z.enum(['quit', 'lost']).nullable(), count.nullable()])
const Device = z.tuple([text, text, text, text, count])
const RegisterCells = z.tuple([text, text, text, z.enum(['presence', 'manual', 'plan']), Hlc, text, maybe])
const Token = z.tuple([text, text, text, text, text])
const Invite = z.tuple([text, text, text, count, count, maybe])
const Tomb = z.tuple([text, text, count, count])
const Gaps = z.array(z.tuple([count, count]))

/** Every device that was live when the hub stopped gets a lease until `leases`. Rows that must be written are given to `write`. */
export function loadBooks(image: Image, leases: number, write: (row: Row) => void): Books {
  const books: Books = { teams: new Map(), tokens: new Map(), invites: new Map() }
  for (const cells of image.team) addTeam(books, cells)
  for (const cells of image.person) addPerson(books, cells)
  for (const cells of image.device) addDevice(books, cells, leases)
  for (const cells of image.register) addRegister(books, cells)
  for (const cells of image.token) {
    const [id, team, person, device, mac] = Token.parse(cells)
    books.tokens.set(id, { team, person, device, mac })
  }
  for (const cells of image.invite) {
    const [id, team, hash, expires, uses, person] = Invite.parse(cells)
    books.invites.set(id, { id, team, hash, expires, uses, person })
  }
  for (const cells of image.tomb) {
    const [team, person, rev, at] = Tomb.parse(cells)
    books.teams.get(team)?.tombs.set(person, { rev, at })
  }
  for (const team of books.teams.values()) reopenRevs(team, write)
  return books
}

function addTeam(books: Books, cells: readonly Cell[]): void {
  const [id, name, nameRev, epoch, high, gaps, floor] = Team.parse(cells)
  const parts = { people: new Map(), tombs: new Map(), gaps: Gaps.parse(JSON.parse(gaps)), reserving: false }
  books.teams.set(id, { id, name, nameRev, epoch, rev: nameRev, high, floor, ...parts })
}

function addPerson(books: Books, cells: readonly Cell[]): void {
  const [team, id, name, nameRev, rev, planRev, gone, asOf] = Person.parse(cells)
  const person = { id, name, nameRev, rev, planRev, gone, asOf, devices: new Map(), ...NOTHING_SHOWN }
  books.teams.get(team)?.people.set(id, person)
}

export const NOTHING_SHOWN = { shown: '', plan: 'null', planStamp: null, manual: null, due: Infinity } as const

function addDevice(books: Books, cells: readonly Cell[], leases: number): void {
  const [team, id, person, name, live] = Device.parse(cells)
  const device = { id, name, live: live === 1, lease: leases, presence: null }
  books.teams.get(team)?.people.get(person)?.devices.set(id, device)
}

function addRegister(books: Books, cells: readonly Cell[]): void {
  const [team, personId, device, kind, hlc, by, body] = RegisterCells.parse(cells)
  const person = books.teams.get(team)?.people.get(personId)
  if (person !== undefined) fillRegister(person, { device, kind, stamp: { hlc, by }, body })
}

interface Kept {
  readonly device: string
  readonly kind: 'presence' | 'manual' | 'plan'
  readonly stamp: Stamp
  readonly body: string | null
}

function fillRegister(person: PersonBook, { device, kind, stamp, body }: Kept): void {
  if (kind === 'manual') person.manual = { ...stamp, body: reread(ManualStatus, body) }
  if (kind === 'plan') {
    person.planStamp = stamp
    person.plan = JSON.stringify(reread(SharedPlan, body))
  }
  const owner = person.devices.get(device)
  if (kind === 'presence' && owner !== undefined) owner.presence = { ...stamp, body: reread(Presence, body) }
}

function reread<T>(schema: z.ZodType<T>, body: string | null): T | null {
  if (body === null) return null
  const parsed = schema.safeParse(JSON.parse(body))
  return parsed.success ? parsed.data : null
}

/**
 * After a crash the changes between the last kept one and the reserved end may have been seen by someone: they are
 * skipped, and whoever knows one of them gets everything anew.
 */
function reopenRevs(team: TeamBook, write: (row: Row) => void): void {
  let last = Math.max(team.nameRev, team.floor)
  for (const person of team.people.values()) last = Math.max(last, person.rev)
  for (const tomb of team.tombs.values()) last = Math.max(last, tomb.rev)
  if (team.high > last) team.gaps.push([last, team.high])
  const lost = team.gaps.splice(0, Math.max(0, team.gaps.length - MOST_GAPS)).at(-1)
  if (lost !== undefined) team.floor = Math.max(team.floor, lost[1])
  team.rev = Math.max(last, team.high)
  team.high = team.rev + REV_BLOCK
  write(teamRow(team))
}
