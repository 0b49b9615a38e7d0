/** A team's people, devices and invites: each wish is one question to the hub, after which the book is read anew. */
import { done, type Errand, type Outcome, refused } from '../core/app/intent.ts'
import type { TeamSlice } from '../core/app/state.ts'
import type { TeamBook } from '../core/app/teamWishes.ts'
import { askTeam, createInvite, type HubRefusal, type TeamAccess } from './hubLink.ts'
import { type Links, tokenName } from './links.ts'
import type { Loop } from './loop.ts'
import type { Vault } from './ports.ts'
import { access, refusedByHub } from './teamAccess.ts'

export type PeopleErrand = Extract<
  Errand,
  {
    type:
      | 'team.people'
      | 'team.pair'
      | 'team.removeDevice'
      | 'team.rename'
      | 'team.handOver'
      | 'team.removePerson'
      | 'team.removeInvite'
  }
>

interface Parts {
  readonly vault: Vault
  readonly links: Pick<Links, 'drop'>
}

export async function runPeopleErrand(parts: Parts, errand: PeopleErrand, loop: Loop): Promise<Outcome> {
  const team = loop.state().teams[errand.team]
  const known = access(team, parts.vault)
  if (team === undefined || known === null) return refused('no_such_team')
  if (errand.type === 'team.pair') return pair(known)
  if (errand.type !== 'team.people') {
    const answer = await carryOut(known, errand)
    // Who is gone already is as wished.
    if (!answer.ok && !(answer.code === 'not_found' && errand.type !== 'team.handOver')) return refusedByHub(answer)
  }
  if (errand.type === 'team.removeDevice' && errand.device === team.device) return signedOut(parts, team, loop)
  return readBook(known, team, loop)
}

async function pair(known: TeamAccess): Promise<Outcome> {
  const answer = await createInvite({ ...known, for: 'device' })
  return answer.ok ? { ok: true, value: answer.invite } : refusedByHub(answer)
}

type Change = Exclude<PeopleErrand, { type: 'team.people' | 'team.pair' }>

function carryOut(known: TeamAccess, wish: Change): Promise<{ ok: true } | HubRefusal> {
  switch (wish.type) {
    case 'team.removeDevice':
      return askTeam(known, '/v1/devices/remove', { device: wish.device })
    case 'team.rename':
      return askTeam(known, '/v1/team/rename', { name: wish.name })
    case 'team.handOver':
      return askTeam(known, '/v1/people/transfer', { person: wish.person })
    case 'team.removePerson':
      return askTeam(known, '/v1/people/remove', { person: wish.person })
    case 'team.removeInvite':
      return askTeam(known, '/v1/invites/remove', { invite: wish.invite })
  }
}

/** This device is out; my person stays in the team with the others. */
async function signedOut({ links, vault }: Parts, { team }: TeamSlice, loop: Loop): Promise<Outcome> {
  await links.drop(team)
  await loop.dispatch({ type: 'team.left', team })
  vault.remove(tokenName(team))
  return done
}

async function readBook(known: TeamAccess, team: TeamSlice, loop: Loop): Promise<Outcome> {
  const people = await askTeam(known, '/v1/team/people', {})
  if (!people.ok) return refusedByHub(people)
  const lines = people.value.people
  const me = lines.find(({ id }) => id === team.me)
  const role = me?.role ?? 'member'
  const invites = role === 'owner' ? await askTeam(known, '/v1/invites/list', {}) : null
  const book: TeamBook = {
    role,
    people: lines.map(({ id, name, role: held, joined }) => ({ id, name, role: held, joined })),
    devices: me?.devices ?? [],
    invites: invites?.ok === true ? invites.value.invites : [],
  }
  return loop.dispatch({ type: 'team.book', team: team.team, book })
}
