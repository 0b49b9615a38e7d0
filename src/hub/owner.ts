/** `team` and `invite`: what the hub's owner does, through the running hub if there is one, else on its data. */
import type { z } from 'zod'
import { ErrorReply, InviteReply, TeamReply, TeamsReply } from '../core/sync/doors.ts'
import { writeInvite } from '../core/sync/invite.ts'
import { TeamName } from '../core/sync/records.ts'
import { worldClock } from './clock.ts'
import { UsageError } from './config.ts'
import { askControl } from './control.ts'
import { type HubFolder, openFolder } from './folder.ts'
import { createMembers, type Members, type NewInvite } from './members.ts'
import { type EngineWords, openStore } from './opening.ts'
import type { Store } from './store/port.ts'

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

export interface Owner {
  createTeam(name: string): Promise<Invited>
  /** `team` is a team's id, or a name that only one team has. */
  invite(team: string): Promise<Invited>
  teams(): Promise<readonly TeamLine[]>
  close(): Promise<void>
}

export async function openOwner(words: OwnerWords, writer: URL): Promise<Owner> {
  const folder = await openFolder(words.data)
  const ownerKey = await folder.ownerKey()
  const isRunning = (await askControl(folder.control, 'GET', '/healthz', ownerKey)) !== null
  if (isRunning) return throughHub(folder, ownerKey)
  const { store } = await openStore(words, folder, 0, writer)
  return onData(folder, store)
}

function throughHub(folder: HubFolder, ownerKey: string): Owner {
  async function ask<T>(method: 'GET' | 'POST', route: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const reply = await askControl(folder.control, method, route, ownerKey, body)
    const parsed = schema.safeParse(reply?.body)
    if (reply?.status === 200 && parsed.success) return parsed.data
    const { data } = ErrorReply.safeParse(reply?.body)
    throw new UsageError(`The hub refused: ${data?.code ?? 'it did not answer'}.`)
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
    close: async () => {},
  }
  return owner
}

function onData(folder: HubFolder, store: Store): Owner {
  const members: Members = createMembers(store, () => worldClock.now())
  return {
    async createTeam(name) {
      const { id, invite } = await members.createTeam(checkedName(name))
      return invited({ id, name }, invite, await folder.reach())
    },
    async invite(wanted) {
      const team = pick(await store.teams(), wanted)
      return invited(team, await members.invite(team.id), await folder.reach())
    },
    teams: async () => store.teams(),
    close: () => store.close(),
  }
}

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
