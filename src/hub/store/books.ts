/** The hub's state in memory, and how each part of it is written down. */
import type { Hlc } from '../../core/sync/hlc.ts'
import type { ManualStatus, Presence } from '../../core/sync/records.ts'
import type { DocVersion, DocView, InviteRecord, ItemView, PersonView, Role, TokenRecord } from './port.ts'
import type { Row } from './tables.ts'

/** When a value was written and by which device: the higher pair wins. */
export interface Stamp {
  readonly hlc: Hlc
  readonly by: string
}
export interface Register<T> extends Stamp {
  readonly body: T | null
}

export interface DeviceBook {
  readonly id: string
  readonly name: string
  live: boolean
  /** When the lease runs out, if nobody renews it. */
  lease: number
  presence: Register<Presence> | null
}

export interface PersonBook extends PersonView {
  name: string
  nameRev: number
  role: Role
  readonly joined: number
  rev: number
  planRev: number
  gone: 'quit' | 'lost' | null
  asOf: number | null
  shown: string
  plan: string
  planStamp: Stamp | null
  manual: Register<ManualStatus> | null
  readonly devices: Map<string, DeviceBook>
  /** When this person is looked at next, because something runs out; Infinity where nothing does. */
  due: number
}

export interface TeamBook {
  readonly id: string
  name: string
  nameRev: number
  readonly epoch: string
  rev: number
  /** Changes up to this number may be handed out: the disk knows that they may have been. */
  high: number
  reserving: boolean
  /** Changes that a crash may have swallowed: whoever knows one of them starts anew. Pairs of (after, up to). */
  gaps: [number, number][]
  /** Removals up to here are forgotten. */
  floor: number
  readonly people: Map<string, PersonBook>
  readonly tombs: Map<string, { readonly rev: number; readonly at: number }>
  readonly docs: Map<string, DocView>
  /** The versions of each document, the latest last. */
  readonly history: Map<string, readonly DocVersion[]>
  readonly items: Map<string, ItemView>
  /** Who sent which item: one sent twice is taken once, and the urgent ones are counted. */
  readonly sent: Map<string, SentItem>
}

export interface SentItem {
  readonly sender: string
  readonly at: number
  readonly urgent: boolean
}

/** The parts of a team that nobody wrote to yet. */
export const newShelves = (): Pick<TeamBook, 'people' | 'tombs' | 'docs' | 'history' | 'items' | 'sent'> => ({
  people: new Map(),
  tombs: new Map(),
  docs: new Map(),
  history: new Map(),
  items: new Map(),
  sent: new Map(),
})

export interface Books {
  readonly teams: Map<string, TeamBook>
  readonly tokens: Map<string, TokenRecord>
  readonly invites: Map<string, InviteRecord & { readonly team: string }>
}

export const teamRow = (team: TeamBook, high = team.high): Row => ({
  table: 'team',
  key: [team.id],
  rest: [team.name, team.nameRev, team.epoch, high, JSON.stringify(team.gaps), team.floor],
})

export const personRow = (team: TeamBook, person: PersonBook): Row => ({
  table: 'person',
  key: [team.id, person.id],
  rest: [person.name, person.nameRev, person.rev, person.planRev, person.gone, person.asOf, person.role, person.joined],
})

export const deviceRow = (team: TeamBook, person: PersonBook, device: DeviceBook): Row => ({
  table: 'device',
  key: [team.id, device.id],
  rest: [person.id, device.name, device.live ? 1 : 0],
})

/** The registers of a person have no device of their own. */
export const registerKey = (team: string, person: string, kind: 'presence' | 'manual' | 'plan', device = '') => [
  team,
  person,
  device,
  kind,
]

export const registerRow = (key: readonly string[], { hlc, by }: Stamp, body: string | null): Row => ({
  table: 'register',
  key,
  rest: [hlc, by, body],
})

export const tokenRow = (id: string, token: TokenRecord): Row => ({
  table: 'token',
  key: [id],
  rest: [token.team, token.person, token.device, token.mac, token.made, token.expires, token.replaces],
})

export const inviteRow = (team: string, invite: InviteRecord): Row => ({
  table: 'invite',
  key: [invite.id],
  rest: [team, invite.hash, invite.expires, invite.uses, invite.person],
})

export const tombRow = (team: TeamBook, person: string, rev: number, at: number): Row => ({
  table: 'tomb',
  key: [team.id, person],
  rest: [rev, at],
})

export const docRow = (team: TeamBook, { id, version, rev, by, at, body }: DocView): Row => ({
  table: 'doc',
  key: [team.id, id],
  rest: [version, rev, by, at, body],
})

export const versionKey = (team: TeamBook, doc: string, version: number): string[] => [team.id, doc, String(version)]
export const versionRow = (team: TeamBook, doc: string, { version, by, at, body }: DocVersion): Row => ({
  table: 'version',
  key: versionKey(team, doc, version),
  rest: [by, at, body],
})

export const itemRow = (team: TeamBook, { id, from, to, at, expires, body, claim }: ItemView): Row => ({
  table: 'item',
  key: [team.id, id],
  rest: [from, to, at, expires, body, claim?.device ?? null, claim?.until ?? null],
})

export const sentRow = (team: TeamBook, id: string, { sender, at, urgent }: SentItem): Row => ({
  table: 'sent',
  key: [team.id, id],
  rest: [sender, at, urgent ? 1 : 0],
})

export const without = (table: Row['table'], key: readonly string[]): Row => ({ table, key, rest: null })
