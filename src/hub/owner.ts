/** What the hub's owner does, through the running hub if there is one, else on its data. */
import type { z } from 'zod'
import {
  BackupReply,
  ErrorReply,
  InviteReply,
  TEAM_DOORS,
  type TeamAsk,
  type TeamDoor,
  TeamReply,
  type TeamReplyOf,
  TeamsReply,
} from '../core/sync/doors.ts'
import { writeInvite } from '../core/sync/invite.ts'
import { TeamName } from '../core/sync/records.ts'
import { UsageError } from './config.ts'
import { askControl } from './control.ts'
import { type HubFolder, openFolder } from './folder.ts'
import { createMembers, type NewInvite } from './members.ts'
import { type EngineWords, openStore, type Opened } from './opening.ts'
import { Refused } from './refused.ts'
import { StoreError } from './store/port.ts'
import { askTeam } from './team.ts'

export interface OwnerWords extends EngineWords {
  readonly data: string
}
export interface Invited {
  readonly team: string
  readonly name: string
  readonly link: string
  /** Milliseconds since the epoch. */
  readonly expires: number
  readonly uses: number
}
export interface TeamLine {
  readonly id: string
  readonly name: string
  readonly people: number
}

/** A wish about a team, which is named beside it. */
export type TeamWish<D extends TeamDoor> = Omit<TeamAsk<D>, 'team'>

export interface Owner {
  createTeam(name: string): Promise<Invited>
  /** `team` is a team's id, or a name that only one team has; so too below. */
  invite(team: string): Promise<Invited>
  teams(): Promise<readonly TeamLine[]>
  /** Throws `UsageError`. */
  ask<D extends TeamDoor>(team: string, door: D, wish: TeamWish<D>): Promise<TeamReplyOf<D>>
  /** The path of a copy of everything. */
  backup(): Promise<string>
  close(): Promise<void>
}

export async function openOwner(words: OwnerWords, writer: URL): Promise<Owner> {
  const folder = await openFolder(words.data)
  const ownerKey = await folder.ownerKey()
  const isRunning = (await askControl(folder.control, 'GET', '/healthz', ownerKey)) !== null
  return isRunning ? throughHub(folder, ownerKey) : onData(folder, await openStore(words, folder, 0, writer))
}

function throughHub(folder: HubFolder, ownerKey: string): Owner {
  async function ask<T>(method: 'GET' | 'POST', route: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const reply = await askControl(folder.control, method, route, ownerKey, body)
    const parsed = schema.safeParse(reply?.body)
    if (reply?.status === 200 && parsed.success) return parsed.data
    const { data } = ErrorReply.safeParse(reply?.body)
    throw refusedBy(data?.code ?? 'it did not answer')
  }
  const owner: Owner = {
    async createTeam(name) {
      const { team, invite } = await ask('POST', '/v1/teams', TeamReply, { name: checkedName(name) })
      return invited(team, invite, invite)
    },
    async invite(wanted) {
      const team = pick(await owner.teams(), wanted)
      const invite = await ask('POST', '/v1/invites', InviteReply, { team: team.id })
      return invited(team, invite, invite)
    },
    teams: async () => (await ask('GET', '/v1/teams', TeamsReply)).teams,
    async ask<D extends TeamDoor>(wanted: string, door: D, wish: TeamWish<D>): Promise<TeamReplyOf<D>> {
      const { id } = pick(await owner.teams(), wanted)
      return ask('POST', door, TEAM_DOORS[door].reply, { ...wish, team: id })
    },
    backup: async () => (await ask('POST', '/v1/backup', BackupReply, {})).file,
    close: async () => {},
  }
  return owner
}

function onData(folder: HubFolder, { store, clock }: Opened): Owner {
  const members = createMembers(store, () => clock.now())
  const owner: Owner = {
    async createTeam(name) {
      const { id, invite } = await members.createTeam(checkedName(name))
      return invited({ id, name }, invite, await folder.reach())
    },
    async invite(wanted) {
      const team = pick(await store.teams(), wanted)
      return invited(team, await members.invite(team.id), await folder.reach())
    },
    teams: () => store.teams(),
    async ask<D extends TeamDoor>(wanted: string, door: D, wish: TeamWish<D>): Promise<TeamReplyOf<D>> {
      const { id } = pick(await store.teams(), wanted)
      const read = TEAM_DOORS[door].ask.safeParse(wish)
      if (!read.success) throw refusedBy('bad_message')
      try {
        return await askTeam({ store, members, now: clock.now() }, { team: id, caller: null }, door, read.data)
      } catch (error) {
        if (error instanceof Refused) throw refusedBy(error.reply.code)
        if (error instanceof StoreError) throw refusedBy(error.code)
        throw error
      }
    },
    async backup() {
      if (store.backup === undefined) throw refusedBy('forbidden')
      return store.backup(clock.now())
    },
    close: () => store.close(),
  }
  return owner
}

/** What the hub's short codes mean for whoever typed the command. */
const REFUSALS: Partial<Record<string, string>> = {
  not_found: 'There is nobody and nothing of that name in this team.',
  forbidden: 'That cannot be done: a team keeps at least one owner, and an engine has a backup of its own.',
  bad_message: 'That name or id cannot be used.',
  store: 'The hub cannot write just now; look at its log.',
}
const refusedBy = (code: string): UsageError => new UsageError(REFUSALS[code] ?? `The hub refused: ${code}.`)

function checkedName(name: string): string {
  const parsed = TeamName.safeParse(name)
  if (parsed.success) return parsed.data
  throw new UsageError('A team needs a name of up to 80 plain characters.')
}

function pick(teams: readonly TeamLine[], wanted: string): TeamLine {
  const found = teams.filter(({ id, name }) => id === wanted || name === wanted)
  const [team] = found
  if (team === undefined) throw new UsageError(`There is no team "${wanted}" on this hub.`)
  if (found.length > 1)
    throw new UsageError(`Several teams are called "${wanted}"; say its id: ${found.map(({ id }) => id).join(', ')}.`)
  return team
}

/** A hub that never ran has no address yet; then the link names the one it listens on by default. */
const DEFAULT_URL = 'http://127.0.0.1:8787'

function invited(
  team: { readonly id: string; readonly name: string },
  { id, secret, expires, uses }: NewInvite,
  reach: { readonly url?: string | undefined; readonly fingerprint?: string | undefined } | null,
): Invited {
  const pin = reach?.fingerprint === undefined ? {} : { fingerprint: reach.fingerprint }
  return {
    team: team.id,
    name: team.name,
    link: writeInvite({ url: reach?.url ?? DEFAULT_URL, key: `${id}.${secret}`, ...pin }),
    expires,
    uses,
  }
}
