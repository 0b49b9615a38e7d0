/** What may be asked about a team's people, by whom, and what comes of it. HTTP and the command line both end here. */
import { z } from 'zod'
import { TEAM_DOORS, type TeamAsk, type TeamDoor, type TeamReplyOf } from '../core/sync/doors.ts'
import type { KnownCaller, Members } from './members.ts'
import { readAddress } from '../core/sync/invite.ts'
import { Refused } from './refused.ts'
import type { DocVersion, Edit, PersonLine, Store, TeamView } from './store/port.ts'

/** A device of the team, or (without a caller) the owner of the hub. */
export interface Asker {
  readonly team: string
  readonly caller: KnownCaller | null
}

interface Desk {
  readonly asker: Asker
  readonly view: TeamView
  readonly members: Members
  readonly now: number
  edit(wish: Edit): Promise<void>
}

export function isTeamDoor(path: string): path is TeamDoor {
  return path in TEAM_DOORS
}

/** Throws `Refused` or `StoreError`. */
export async function askTeam<D extends TeamDoor>(
  parts: { readonly store: Store; readonly members: Members; readonly now: number },
  asker: Asker,
  door: D,
  wish: TeamAsk<D>,
): Promise<TeamReplyOf<D>> {
  const { store, members, now } = parts
  const view = await store.open(asker.team)
  if (view === undefined) throw new Refused('not_found')
  const edit = (change: Edit): Promise<void> => store.edit(asker.team, change, now)
  mayAsk(view, asker, door)
  return ANSWERS[door]({ asker, view, members, now, edit }, wish)
}

function mayAsk(view: TeamView, { caller }: Asker, door: TeamDoor): void {
  const { who } = TEAM_DOORS[door]
  if (caller === null && who === 'device') throw new Refused('forbidden')
  if (caller === null || who !== 'owner') return
  if (view.person(caller.person)?.role !== 'owner') throw new Refused('forbidden')
}

type Answers = { readonly [D in TeamDoor]: (desk: Desk, wish: TeamAsk<D>) => Promise<TeamReplyOf<D>> }

const ANSWERS: Answers = {
  '/v1/team/people': async ({ view, asker }) => ({
    team: { id: view.id, name: view.name },
    people: view.people().map((person) => lineFor(asker, person)),
  }),
  '/v1/team/rename': ({ edit }, { name }) => done(edit({ do: 'rename team', name })),
  '/v1/team/export': async ({ view, now }) => ({
    format: 'tideline-team',
    version: 1,
    exported: now,
    team: { id: view.id, name: view.name },
    people: view.people().map((person) => exported(view, person)),
    documents: view.docs().map(({ id }) => ({ id, versions: view.history(id).map(versionOf) })),
  }),
  '/v1/team/moved': async ({ edit, asker }, { to }) => {
    if (
      to !== null &&
      readAddress(`${to.url}${to.fingerprint === undefined ? '' : `#sha256=${to.fingerprint}`}`) === null
    )
      throw new Refused('bad_message', { field: 'to.url' })
    return done(edit({ do: 'moved', by: selfOf(asker).person, body: to === null ? null : JSON.stringify(to) }))
  },
  '/v1/team/remove': ({ edit }) => done(edit({ do: 'remove team' })),
  '/v1/people/rename': ({ edit, asker }, { name }) => done(edit({ do: 'rename', person: selfOf(asker).person, name })),
  '/v1/people/role': async ({ view, edit }, { person, role }) => {
    mustBeThere(view, person)
    const others = view.people().filter(({ id, role: held }) => held === 'owner' && id !== person)
    if (role === 'member' && others.length === 0) throw new Refused('forbidden')
    return done(edit({ do: 'role', person, role }))
  },
  '/v1/people/transfer': async ({ view, edit, asker }, { person }) => {
    const self = selfOf(asker).person
    if (view.person(self)?.role !== 'owner') throw new Refused('forbidden')
    mustBeThere(view, person)
    await edit({ do: 'role', person, role: 'owner' })
    return person === self ? {} : done(edit({ do: 'role', person: self, role: 'member' }))
  },
  '/v1/people/remove': async ({ view, edit }, { person }) => {
    mustBeThere(view, person)
    return done(edit({ do: 'remove', person }))
  },
  '/v1/devices/remove': async ({ view, edit, asker }, { device }) => {
    const person = view.people().find(({ devices }) => devices.some(({ id }) => id === device))
    const { caller } = asker
    const isOwn = person?.id === caller?.person
    const isOwner = caller === null || view.person(caller.person)?.role === 'owner'
    if (person === undefined || (!isOwn && !isOwner)) throw new Refused('not_found')
    return done(edit({ do: 'remove device', person: person.id, device }))
  },
  '/v1/invites/list': async ({ view, now }) => ({
    invites: view
      .invites()
      .filter(({ expires }) => expires > now)
      .map(({ id, expires, uses, person }) => ({ id, expires, uses, for: person === null ? 'person' : 'device' })),
  }),
  '/v1/invites/remove': ({ edit }, { invite }) => done(edit({ do: 'remove invite', invite })),
  '/v1/docs/history': async ({ view }, { doc }) => ({
    versions: view.history(doc).map((version) => {
      const { version: v, ...rest } = versionOf(version)
      return { v, ...rest }
    }),
  }),
  '/v1/token': async ({ asker, members }) => ({ token: await members.rotate(selfOf(asker)) }),
}

async function done(work: Promise<void>): Promise<Record<string, never>> {
  await work
  return {}
}

function selfOf({ caller }: Asker): KnownCaller {
  if (caller === null) throw new Refused('forbidden')
  return caller
}

function mustBeThere(view: TeamView, person: string): void {
  if (view.person(person) === undefined) throw new Refused('not_found')
}

function lineFor({ caller }: Asker, { id, name, role, joined, devices }: PersonLine) {
  const mayKnow = caller === null || caller.person === id
  return { id, name, role, joined, ...(mayKnow ? { devices: [...devices] } : {}) }
}

const AnyObject = z.record(z.string(), z.unknown()).nullable()
const inJson = (body: string | null): Record<string, unknown> | null =>
  body === null ? null : AnyObject.parse(JSON.parse(body))
const versionOf = ({ version, by, at, body }: DocVersion) => ({ version, by, at, body: inJson(body) })

function exported(view: TeamView, { id, name, role, joined, devices }: PersonLine): Record<string, unknown> {
  const person = view.person(id)
  const shown = inJson(`{${person?.shown ?? ''}}`)
  const waiting = view.inbox(id).map(({ id: item, from, at, body }) => ({ item, from, at, body: inJson(body) }))
  const plan = inJson(person?.plan ?? null)
  return {
    id,
    name,
    role,
    joined,
    devices: devices.map((each) => each.name),
    ...shown,
    plan,
    asOf: person?.asOf,
    waiting,
  }
}
