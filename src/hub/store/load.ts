/** Builds the books from what was on disk. Bodies are read with the schemas again; what does not fit any more is left out. */
import { z } from 'zod'
import { HLC, Hlc } from '../../core/sync/hlc.ts'
import { ManualStatus, Presence, SharedPlan } from '../../core/sync/records.ts'
import { type Books, newShelves, type PersonBook, type Stamp, teamRow, type TeamBook } from './books.ts'
import { isManual, isPresence } from '../quickRead.ts'
import { type Cell, type Image, type Row, TABLE_NAMES, type TableName } from './tables.ts'

/** So many changes are reserved on disk at a time. */
export const REV_BLOCK = 10_000
const MOST_GAPS = 64

const text = z.string()
const count = z.int()
const maybe = text.nullable()
const Team = z.tuple([text, text, count, text, count, text, count])
const Person = z.tuple([
  text,
  text,
  text,
  count,
  count,
  count,
  z.enum(['quit', 'lost']).nullable(),
  count.nullable(),
  z.enum(['owner', 'member']),
  count,
])
const Device = z.tuple([text, text, text, text, count])
const RegisterCells = z.tuple([text, text, text, z.enum(['presence', 'manual', 'plan']), Hlc, text, maybe])
const Token = z.tuple([text, text, text, text, text, count, count.nullable(), maybe])
const Invite = z.tuple([text, text, text, count, count, maybe])
const Tomb = z.tuple([text, text, count, count])
const Doc = z.tuple([text, text, count, count, text, count, maybe])
const Version = z.tuple([text, text, text, text, count, maybe])
const Item = z.tuple([text, text, text, text, count, count, text, maybe, count.nullable()])
const Sent = z.tuple([text, text, text, count, count])
const Gaps = z.array(z.tuple([count, count]))

type Test = (cell: Cell | undefined) => boolean
const isText: Test = (cell) => typeof cell === 'string'
const isCount: Test = (cell) => Number.isSafeInteger(cell)
const isOne =
  (...allowed: readonly (Cell | undefined)[]): Test =>
  (cell) =>
    allowed.includes(cell)
const orNone =
  (test: Test): Test =>
  (cell) =>
    cell === null || test(cell)
const isHlc: Test = (cell) => typeof cell === 'string' && HLC.test(cell)

/**
 * The two rows that each status of another hub brings are looked at by hand: the schemas, which run a lot of code, are
 * for those that do not fit. Both say the same.
 */
const PERSON: readonly Test[] = [
  ...[isText, isText, isText, isCount, isCount, isCount],
  ...[isOne('quit', 'lost', null), orNone(isCount), isOne('owner', 'member'), isCount],
]
const REGISTER = [isText, isText, isText, isOne('presence', 'manual', 'plan'), isHlc, isText, orNone(isText)]
const fit = (tests: readonly Test[], cells: readonly Cell[]): boolean =>
  cells.length === tests.length && tests.every((test, at) => test(cells[at]))
const isPersonRow = (cells: readonly Cell[]): cells is z.infer<typeof Person> => fit(PERSON, cells)
const isRegisterRow = (cells: readonly Cell[]): cells is z.infer<typeof RegisterCells> => fit(REGISTER, cells)

/** Every device that was live when the hub stopped gets a lease until `leases`. Rows that must be written are given to `write`. */
export function loadBooks(image: Image, leases: number, write: (row: Row) => void): Books {
  const books: Books = { teams: new Map(), tokens: new Map(), invites: new Map() }
  fillBooks(books, image, leases)
  for (const team of books.teams.values()) reopenRevs(team, write)
  return books
}

/** Takes the rows over as they are, tables in their order: who is meant must be there already. */
export function fillBooks(books: Books, image: Partial<Image>, leases: number): void {
  for (const table of TABLE_NAMES) for (const cells of image[table] ?? []) ADDERS[table](books, cells, leases)
}

const ADDERS: Readonly<Record<TableName, (books: Books, cells: readonly Cell[], leases: number) => void>> = {
  team: addTeam,
  person: addPerson,
  device: addDevice,
  register: addRegister,
  token(books, cells) {
    const [id, team, person, device, mac, made, expires, replaces] = Token.parse(cells)
    books.tokens.set(id, { team, person, device, mac, made, expires, replaces })
  },
  invite(books, cells) {
    const [id, team, hash, expires, uses, person] = Invite.parse(cells)
    books.invites.set(id, { id, team, hash, expires, uses, person })
  },
  tomb(books, cells) {
    const [team, person, rev, at] = Tomb.parse(cells)
    books.teams.get(team)?.tombs.set(person, { rev, at })
  },
  doc(books, cells) {
    const [team, id, version, rev, by, at, body] = Doc.parse(cells)
    books.teams.get(team)?.docs.set(id, { id, version, rev, by, at, body })
  },
  version(books, cells) {
    const [team, doc, version, by, at, body] = Version.parse(cells)
    const history = books.teams.get(team)?.history
    const others = (history?.get(doc) ?? []).filter((known) => known.version !== Number(version))
    const all = [...others, { version: Number(version), by, at, body }]
    history?.set(
      doc,
      all.toSorted((one, other) => one.version - other.version),
    )
  },
  item(books, cells) {
    const [team, id, from, to, at, expires, body, device, until] = Item.parse(cells)
    const claim = device === null || until === null ? null : { device, until }
    books.teams.get(team)?.items.set(id, { id, from, to, at, expires, body, claim })
  },
  sent(books, cells) {
    const [team, id, sender, at, urgent] = Sent.parse(cells)
    books.teams.get(team)?.sent.set(id, { sender, at, urgent: urgent === 1 })
  },
}

function addTeam(books: Books, cells: readonly Cell[]): void {
  const [id, name, nameRev, epoch, high, gaps, floor] = Team.parse(cells)
  const known = books.teams.get(id)
  const parts = { gaps: Gaps.parse(JSON.parse(gaps)), reserving: false }
  const rev = Math.max(known?.rev ?? 0, nameRev)
  books.teams.set(id, { ...(known ?? newShelves()), id, name, nameRev, epoch, rev, high, floor, ...parts })
}

function addPerson(books: Books, cells: readonly Cell[]): void {
  const [team, id, name, nameRev, rev, planRev, gone, asOf, role, joined] = isPersonRow(cells)
    ? cells
    : Person.parse(cells)
  const people = books.teams.get(team)?.people
  const known = people?.get(id) ?? { devices: new Map(), ...NOTHING_SHOWN }
  people?.set(id, { ...known, id, name, nameRev, rev, planRev, gone, asOf, role, joined })
}

export const NOTHING_SHOWN = { shown: '', plan: 'null', planStamp: null, manual: null, due: Infinity } as const

function addDevice(books: Books, cells: readonly Cell[], leases: number): void {
  const [team, id, person, name, live] = Device.parse(cells)
  const devices = books.teams.get(team)?.people.get(person)?.devices
  const presence = devices?.get(id)?.presence ?? null
  devices?.set(id, { id, name, live: live === 1, lease: leases, presence })
}

function addRegister(books: Books, cells: readonly Cell[]): void {
  const [team, personId, device, kind, hlc, by, body] = isRegisterRow(cells) ? cells : RegisterCells.parse(cells)
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
  if (kind === 'manual') person.manual = { ...stamp, body: reread(ManualStatus, body, isManual) }
  if (kind === 'plan') {
    person.planStamp = stamp
    person.plan = JSON.stringify(reread(SharedPlan, body))
  }
  const owner = person.devices.get(device)
  if (kind === 'presence' && owner !== undefined)
    owner.presence = { ...stamp, body: reread(Presence, body, isPresence) }
}

/** `isKnown` says yes only to what the schema would read as exactly the same. */
function reread<T>(schema: z.ZodType<T>, body: string | null, isKnown?: (raw: unknown) => raw is T): T | null {
  if (body === null) return null
  const raw: unknown = JSON.parse(body)
  if (isKnown?.(raw) === true) return raw
  const parsed = schema.safeParse(raw)
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
  for (const doc of team.docs.values()) last = Math.max(last, doc.rev)
  if (team.high > last) team.gaps.push([last, team.high])
  const lost = team.gaps.splice(0, Math.max(0, team.gaps.length - MOST_GAPS)).at(-1)
  if (lost !== undefined) team.floor = Math.max(team.floor, lost[1])
  team.rev = Math.max(last, team.high)
  team.high = team.rev + REV_BLOCK
  write(teamRow(team))
}
