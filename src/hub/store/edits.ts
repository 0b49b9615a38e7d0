/** What may be done to a team's people, devices, tokens and invites. Who may do it is decided before (members.ts). */
import { LIMITS } from '../../core/sync/limits.ts'
import { type DeviceBook, type PersonBook, registerKey, teamRow, type TeamBook, tokenRow, without } from './books.ts'
import { saveDoc } from './documents.ts'
import { tidyItems } from './items.ts'
import { type Ledger, nextRev, personOf, settle, teamOf } from './ledger.ts'
import { announcedName, removePerson, setRole } from './people.ts'
import { type Edit, StoreError, type TokenRecord } from './port.ts'

export function edit(ledger: Ledger, teamId: string, wish: Edit, now: number): void {
  const team = teamOf(ledger, teamId)
  const personCalled = (id: string): PersonBook => personOf(ledger, { team: teamId, person: id }).person
  switch (wish.do) {
    case 'rename':
      return announcedName(ledger, team, personCalled(wish.person), wish.name)
    case 'role':
      return setRole(ledger, team, personCalled(wish.person), wish.role)
    case 'remove':
      return removePerson(ledger, teamId, wish.person, now)
    case 'remove device':
      return removeDevice(ledger, team, personCalled(wish.person), wish.device, now)
    case 'rename team':
      return renameTeam(ledger, team, wish.name)
    case 'remove team':
      return removeTeam(ledger, team, now)
    case 'moved':
      return void saveDoc(ledger, team, 'moved', wish.by, wish.body, now)
    case 'remove invite':
      return removeInvite(ledger, team, wish.invite)
    case 'rotate':
      return rotate(ledger, team, wish, now)
    case 'settle token':
      return settleToken(ledger, team, wish.token)
  }
}

function removeDevice(ledger: Ledger, team: TeamBook, person: PersonBook, id: string, now: number): void {
  const device: DeviceBook | undefined = person.devices.get(id)
  if (device === undefined) throw new StoreError('unknown_device')
  person.devices.delete(id)
  ledger.write(without('device', [team.id, id]))
  ledger.write(without('register', registerKey(team.id, person.id, 'presence', id)))
  for (const [name, token] of [...ledger.books.tokens])
    if (token.team === team.id && token.device === id) dropToken(ledger, name)
  if (device.live && ![...person.devices.values()].some(({ live }) => live)) person.gone = 'quit'
  settle(ledger, team, person, now)
  ledger.tell({ team: team.id, set: [], gone: [], revoked: [id] })
}

function dropToken(ledger: Ledger, id: string): void {
  ledger.books.tokens.delete(id)
  ledger.write(without('token', [id]))
}

function renameTeam(ledger: Ledger, team: TeamBook, name: string): void {
  if (team.name === name) return
  team.name = name
  team.nameRev = nextRev(ledger, team)
  ledger.write(teamRow(team))
  ledger.tell({ team: team.id, set: [], gone: [], renamed: true })
}

/** Everybody goes, then the team itself. */
function removeTeam(ledger: Ledger, team: TeamBook, now: number): void {
  for (const id of [...team.people.keys()]) removePerson(ledger, team.id, id, now)
  for (const [id, invite] of [...ledger.books.invites]) if (invite.team === team.id) removeInvite(ledger, team, id)
  for (const doc of team.docs.keys()) ledger.write(without('doc', [team.id, doc]))
  for (const [doc, versions] of team.history)
    for (const { version } of versions) ledger.write(without('version', [team.id, doc, String(version)]))
  for (const person of team.tombs.keys()) ledger.write(without('tomb', [team.id, person]))
  ledger.write(without('team', [team.id]))
  ledger.books.teams.delete(team.id)
}

function removeInvite(ledger: Ledger, team: TeamBook, id: string): void {
  if (ledger.books.invites.get(id)?.team !== team.id) throw new StoreError('unknown_person')
  ledger.books.invites.delete(id)
  ledger.write(without('invite', [id]))
}

function tokenOf(ledger: Ledger, team: TeamBook, id: string): TokenRecord {
  const token = ledger.books.tokens.get(id)
  if (token === undefined || token.team !== team.id) throw new StoreError('unknown_device')
  return token
}

function saveToken(ledger: Ledger, id: string, token: TokenRecord): void {
  ledger.books.tokens.set(id, token)
  ledger.write(tokenRow(id, token))
}

function rotate(ledger: Ledger, team: TeamBook, wish: Extract<Edit, { do: 'rotate' }>, now: number): void {
  const present = tokenOf(ledger, team, wish.token)
  if (ledger.books.tokens.has(wish.next.id)) return
  for (const [id, other] of [...ledger.books.tokens]) if (other.replaces === wish.token) dropToken(ledger, id)
  const { team: of, person, device } = present
  const expires = Math.min(present.expires ?? Infinity, now + LIMITS.oldTokenLife)
  saveToken(ledger, wish.token, { ...present, expires })
  const next = { team: of, person, device, mac: wish.next.mac, made: now, expires: null, replaces: wish.token }
  saveToken(ledger, wish.next.id, next)
}

function settleToken(ledger: Ledger, team: TeamBook, id: string): void {
  const token = tokenOf(ledger, team, id)
  if (token.replaces === null) return
  if (ledger.books.tokens.has(token.replaces)) dropToken(ledger, token.replaces)
  saveToken(ledger, id, { ...token, replaces: null })
}

/** What ran out is forgotten, once in a while. */
export function tidy(ledger: Ledger, team: TeamBook, now: number): void {
  tidyItems(ledger, team, now)
  for (const [id, token] of [...ledger.books.tokens])
    if (token.team === team.id && token.expires !== null && token.expires <= now) dropToken(ledger, id)
  for (const [id, invite] of [...ledger.books.invites]) {
    if (invite.team !== team.id || invite.expires > now) continue
    ledger.books.invites.delete(id)
    ledger.write(without('invite', [id]))
  }
}
