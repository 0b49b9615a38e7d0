/** Teams, invites and members on the books. */
import { DAY_LENGTH, LIMITS } from '../../core/sync/limits.ts'
import {
  deviceRow,
  inviteRow,
  newShelves,
  type PersonBook,
  registerKey,
  teamRow,
  type TeamBook,
  tokenRow,
  tombRow,
  without,
} from './books.ts'
import { dropDocsOf, recount } from './documents.ts'
import { dropItemsOf } from './items.ts'
import { announce, type Ledger, nextRev, personOf, teamOf } from './ledger.ts'
import { NOTHING_SHOWN, REV_BLOCK } from './load.ts'
import { type InviteRecord, type Newcomer, type Redeemed, type Role, StoreError } from './port.ts'
import { show } from './show.ts'

/** Removals are remembered so long; whoever was away for longer starts anew. */
const TOMB_LIFE = 30 * DAY_LENGTH

export interface Caps {
  readonly teams: number
  readonly members: number
  readonly devices: number
  readonly docs: number
  /** Items that wait for one person. */
  readonly inbox: number
}
export const CAPS: Caps = {
  teams: LIMITS.teamsPerHub,
  members: LIMITS.membersPerTeam,
  devices: LIMITS.devicesPerPerson,
  docs: LIMITS.docsPerTeam,
  inbox: LIMITS.inbox,
}

export function createTeam(ledger: Ledger, caps: Caps, team: { id: string; name: string; epoch: string }): void {
  if (ledger.books.teams.size >= caps.teams) throw new StoreError('too_many_teams')
  const parts = { ...newShelves(), gaps: [], reserving: false }
  const book: TeamBook = { ...team, nameRev: 1, rev: 1, high: REV_BLOCK, floor: 0, ...parts }
  ledger.books.teams.set(team.id, book)
  ledger.write(teamRow(book))
}

const refused = (code: Exclude<Redeemed, { ok: true }>['code']): Redeemed => ({ ok: false, code })

export function redeem(
  ledger: Ledger,
  caps: Caps,
  key: { id: string; hash: string },
  newcomer: Newcomer,
  now: number,
): Redeemed {
  const invite = ledger.books.invites.get(key.id)
  if (invite === undefined || invite.hash !== key.hash || invite.expires <= now || invite.uses < 1)
    return refused('invite_invalid')
  const team = teamOf(ledger, invite.team)
  const owner = invite.person === null ? null : team.people.get(invite.person)
  if (owner === undefined) return refused('invite_invalid')
  if (owner === null && newcomer.name === '') return refused('bad_name')
  if (owner === null && team.people.size >= caps.members) return refused('team_full')
  if (owner !== null && owner.devices.size >= caps.devices) return refused('too_many_devices')
  useUp(ledger, invite)
  const person = owner ?? addPerson(ledger, team, newcomer, now)
  return { ok: true, caller: addDevice(ledger, team, person, newcomer, now), teamName: team.name }
}

function useUp(ledger: Ledger, invite: InviteRecord & { readonly team: string }): void {
  const left = { ...invite, uses: invite.uses - 1 }
  if (left.uses > 0) return saveInvite(ledger, left)
  ledger.books.invites.delete(invite.id)
  ledger.write(without('invite', [invite.id]))
}

function saveInvite(ledger: Ledger, invite: InviteRecord & { readonly team: string }): void {
  ledger.books.invites.set(invite.id, invite)
  ledger.write(inviteRow(invite.team, invite))
}

function addPerson(ledger: Ledger, team: TeamBook, { person: id, name }: Newcomer, now: number): PersonBook {
  // Whoever comes first made the team.
  const role = team.people.size === 0 ? 'owner' : 'member'
  const parts = { rev: 0, planRev: 0, gone: null, asOf: null, devices: new Map(), role, joined: now } as const
  const person: PersonBook = { id, name, nameRev: team.rev + 1, ...parts, ...NOTHING_SHOWN }
  person.shown = show(person, now)
  team.people.set(id, person)
  announce(ledger, team, person)
  return person
}

function addDevice(
  ledger: Ledger,
  team: TeamBook,
  person: PersonBook,
  { device: id, deviceName, token }: Newcomer,
  now: number,
) {
  const device = { id, name: deviceName, live: false, lease: 0, presence: null }
  const caller = { team: team.id, person: person.id, device: id }
  person.devices.set(id, device)
  const kept = { ...caller, mac: token.mac, made: now, expires: null, replaces: null }
  ledger.books.tokens.set(token.id, kept)
  ledger.write(deviceRow(team, person, device))
  ledger.write(tokenRow(token.id, kept))
  return caller
}

/** Takes a join back that could not be made durable, as if the invite had not been used. */
export function undoRedeem(
  ledger: Ledger,
  invite: InviteRecord & { readonly team: string },
  newcomer: Newcomer,
  now: number,
): void {
  saveInvite(ledger, invite)
  if (invite.person === null) return removePerson(ledger, invite.team, newcomer.person, now)
  const team = teamOf(ledger, invite.team)
  team.people.get(invite.person)?.devices.delete(newcomer.device)
  ledger.books.tokens.delete(newcomer.token.id)
  ledger.write(without('device', [team.id, newcomer.device]))
  ledger.write(without('token', [newcomer.token.id]))
}

export function addInvite(ledger: Ledger, team: string, invite: InviteRecord): void {
  teamOf(ledger, team)
  saveInvite(ledger, { ...invite, team })
}

export function removePerson(ledger: Ledger, teamId: string, personId: string, now: number): void {
  const { team, person } = personOf(ledger, { team: teamId, person: personId })
  dropItemsOf(ledger, team, personId)
  dropDocsOf(ledger, team, personId, now)
  team.people.delete(personId)
  dropRows(ledger, team, person)
  if (person.role === 'owner') handOver(ledger, team)
  const rev = nextRev(ledger, team)
  team.tombs.set(personId, { rev, at: now })
  ledger.write(tombRow(team, personId, rev, now))
  forgetOldTombs(ledger, team, now)
  ledger.tell({ team: team.id, set: [], gone: [personId] })
  recount(ledger, team, now)
}

/** A team is never without an owner: the one who has been there the longest follows. */
function handOver(ledger: Ledger, team: TeamBook): void {
  const people = [...team.people.values()]
  if (people.some(({ role }) => role === 'owner')) return
  const [next] = people.toSorted((one, other) => one.joined - other.joined || (one.id < other.id ? -1 : 1))
  const heir = next === undefined ? undefined : team.people.get(next.id)
  if (heir !== undefined) setRole(ledger, team, heir, 'owner')
}

export function announcedName(ledger: Ledger, team: TeamBook, person: PersonBook, name: string): void {
  if (person.name === name) return
  person.name = name
  person.nameRev = team.rev + 1
  announce(ledger, team, person)
}

/** The role is told with the name. */
export function setRole(ledger: Ledger, team: TeamBook, person: PersonBook, role: Role): void {
  person.role = role
  person.nameRev = team.rev + 1
  announce(ledger, team, person)
}

function dropRows(ledger: Ledger, team: TeamBook, person: PersonBook): void {
  ledger.write(without('person', [team.id, person.id]))
  for (const kind of ['manual', 'plan'] as const)
    ledger.write(without('register', registerKey(team.id, person.id, kind)))
  for (const device of person.devices.keys()) {
    ledger.write(without('device', [team.id, device]))
    ledger.write(without('register', registerKey(team.id, person.id, 'presence', device)))
  }
  for (const [id, token] of [...ledger.books.tokens]) {
    if (token.team !== team.id || token.person !== person.id) continue
    ledger.books.tokens.delete(id)
    ledger.write(without('token', [id]))
  }
  for (const [id, invite] of [...ledger.books.invites]) {
    if (invite.team !== team.id || invite.person !== person.id) continue
    ledger.books.invites.delete(id)
    ledger.write(without('invite', [id]))
  }
}

function forgetOldTombs(ledger: Ledger, team: TeamBook, now: number): void {
  for (const [person, tomb] of [...team.tombs]) {
    if (tomb.at > now - TOMB_LIFE) continue
    team.tombs.delete(person)
    team.floor = Math.max(team.floor, tomb.rev)
    ledger.write(without('tomb', [team.id, person]))
    ledger.write(teamRow(team, team.reserving ? team.high + REV_BLOCK : team.high))
  }
}
