/**
 * What the hub needs of a store. One contract test (tests/hub/store.contract.ts) runs over every implementation. A write
 * is told to the listeners as soon as it is decided; its promise resolves when it is durable, and rejects with
 * `StoreError` where it was refused: then nothing changed. Times are the hub's, in milliseconds.
 */
import type { Hlc } from '../../core/sync/hlc.ts'
import type { NackCode } from '../../core/sync/limits.ts'
import type { Held } from '../../core/sync/protocol.ts'
import type { ManualStatus, Presence, SharedPlan } from '../../core/sync/records.ts'

export type Stop = () => void

/** Who speaks, by the token alone. No message carries a team, so no message can name a foreign one. */
export interface Caller {
  readonly team: string
  readonly person: string
  readonly device: string
}

export interface TokenRecord extends Caller {
  /** HMAC-SHA-256 of the token's secret, in hex. */
  readonly mac: string
  readonly made: number
  /** Set once a newer token was given out. */
  readonly expires: number | null
  /** The token that ends when this one is used first. */
  readonly replaces: string | null
}

export interface InviteRecord {
  readonly id: string
  /** SHA-256 of the secret, in hex. */
  readonly hash: string
  readonly expires: number
  readonly uses: number
  /** Whose further device this invite adds; null for one that adds people. */
  readonly person: string | null
}

export interface Newcomer {
  readonly person: string
  /** Empty where only a device is added. */
  readonly name: string
  readonly device: string
  readonly deviceName: string
  readonly token: { readonly id: string; readonly mac: string }
}
export type Redeemed =
  | { readonly ok: true; readonly caller: Caller; readonly teamName: string }
  | { readonly ok: false; readonly code: 'invite_invalid' | 'bad_name' | 'team_full' | 'too_many_devices' }

export type Write =
  | { readonly kind: 'presence'; readonly hlc: Hlc; readonly body: Presence | null }
  | { readonly kind: 'manual'; readonly hlc: Hlc; readonly body: ManualStatus | null }
  | { readonly kind: 'plan'; readonly hlc: Hlc; readonly body: SharedPlan | null }

export interface Written {
  readonly rev: number
  /** The stamp of the newer value that was there already; null where this write won. */
  readonly stale: Hlc | null
}

/** One document to write: `base` is the version that the writer saw, 0 for none. */
export interface DocWrite {
  readonly doc: string
  readonly base: number
  /** JSON, or null to take it away. */
  readonly body: string | null
}
/** An older or the present version of a document. */
export interface DocVersion {
  readonly version: number
  readonly by: string
  readonly at: number
  readonly body: string | null
}
export interface DocView extends DocVersion {
  readonly id: string
  readonly rev: number
}

/** What became of a write to a document or an item. */
export type Answer =
  | { readonly ok: true; readonly rev: number; readonly version?: number }
  | { readonly ok: false; readonly code: NackCode; readonly version?: number; readonly retryMs?: number }

export interface ItemView {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly at: number
  readonly expires: number
  /** JSON. */
  readonly body: string
  readonly claim: { readonly device: string; readonly until: number } | null
}
export interface NewItem {
  readonly id: string
  readonly to: string
  readonly body: string
  readonly urgent: boolean
}

export type Role = 'owner' | 'member'
/** What is done to a team's people by those who may. */
export type Edit =
  | { readonly do: 'rename'; readonly person: string; readonly name: string }
  | { readonly do: 'role'; readonly person: string; readonly role: Role }
  | { readonly do: 'remove'; readonly person: string }
  | { readonly do: 'remove device'; readonly person: string; readonly device: string }
  | { readonly do: 'rename team'; readonly name: string }
  | { readonly do: 'remove team' }
  /** Where the team is now, as JSON; null where it stays after all. */
  | { readonly do: 'moved'; readonly by: string; readonly body: string | null }
  | { readonly do: 'remove invite'; readonly invite: string }
  /** A new token for the device; the present one lives on until the new one is used, or for a week. */
  | { readonly do: 'rotate'; readonly token: string; readonly next: { readonly id: string; readonly mac: string } }
  /** The token was used: the one that it replaces ends. */
  | { readonly do: 'settle token'; readonly token: string }

export interface DeviceLine {
  readonly id: string
  readonly name: string
  readonly live: boolean
}
export interface PersonLine {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly joined: number
  readonly devices: readonly DeviceLine[]
}

/** How a lease ends: by a goodbye, or by running out at an instant. */
export type LeaseEnd = { readonly quit: true } | { readonly quit: false; readonly at: number }

/** Which people and documents changed. What they are now is read from the team's view. */
export interface Change {
  readonly team: string
  readonly set: readonly string[]
  readonly gone: readonly string[]
  readonly docs?: readonly string[]
  /** Devices whose connections must end. */
  readonly revoked?: readonly string[]
  /** Devices that connected through another node: their connections here end. */
  readonly elsewhere?: readonly string[]
  /** The team has another name. */
  readonly renamed?: boolean
  /** What waits for these people changed: `set` to what is there now, `gone` is not there any more. */
  readonly inbox?: readonly {
    readonly person: string
    readonly set: readonly ItemView[]
    readonly gone: readonly string[]
  }[]
  /** The history before is void: everybody starts anew, from another epoch. */
  readonly reset?: boolean
}

/** A person as viewers may see them, written out once because it is sent far more often than it changes. */
export interface PersonView {
  readonly id: string
  readonly rev: number
  readonly name: string
  readonly nameRev: number
  readonly role: Role
  readonly planRev: number
  readonly asOf: number | null
  /** `"live":…,"gone":…,"presence":…,"manual":…` in JSON, without braces. */
  readonly shown: string
  /** The shared plan in JSON; `null` where there is none. */
  readonly plan: string
}

export interface Delta {
  /** Everybody, because the asker's state belongs to another history or is too old. */
  readonly full: boolean
  readonly set: readonly PersonView[]
  readonly gone: readonly string[]
  readonly docs: readonly DocView[]
}

export interface TeamView {
  readonly id: string
  readonly name: string
  readonly nameRev: number
  readonly epoch: string
  readonly rev: number
  person(id: string): PersonView | undefined
  doc(id: string): DocView | undefined
  /** What waits for a person, oldest first. */
  inbox(person: string): readonly ItemView[]
  people(): readonly PersonLine[]
  invites(): readonly InviteRecord[]
  /** Every kept version of a document, the latest last. */
  history(doc: string): readonly DocVersion[]
  docs(): readonly DocView[]
  /** What changed after `from`; null asks for everything. */
  since(from: { readonly epoch: string; readonly rev: number } | null): Delta
}

/** Known at once, or only later. */
export type Soon<T> = T | Promise<T>

export interface Store {
  /** Mixed into the tokens' MACs, so that a copy of the tables alone forges nothing. */
  readonly pepper: string
  createTeam(team: { id: string; name: string; epoch: string }): Promise<void>
  teams(): Promise<readonly { readonly id: string; readonly name: string; readonly people: number }[]>
  addInvite(team: string, invite: InviteRecord): Promise<void>
  /** Checks and uses up the invite and adds the newcomer, all or nothing. */
  redeem(invite: { id: string; hash: string }, newcomer: Newcomer, now: number): Promise<Redeemed>
  /** A promise only where the answer is not at hand. */
  token(id: string): Soon<TokenRecord | null>
  /** Throws `StoreError` where there is nothing to edit. Revocations are on every replica before this resolves. */
  edit(team: string, edit: Edit, now: number): Promise<void>
  /** Reads the team, which may take a while where it lies elsewhere; undefined where there is none. */
  open(team: string): Promise<TeamView | undefined>
  /** The team as far as it is at hand: after `open`, or once one of its tokens was asked for. */
  view(team: string): TeamView | undefined
  /**
   * Starts or goes on with the device's lease; answers the stamps that are held for it. A promise only where the answer is
   * not at hand, or where it was refused.
   */
  begin(caller: Caller, until: number, now: number): Soon<Held>
  renew(callers: readonly Caller[], until: number, now: number): Promise<void>
  end(caller: Caller, how: LeaseEnd, now: number): Promise<void>
  put(caller: Caller, write: Write, now: number): Promise<Written>
  putDoc(caller: Caller, write: DocWrite, now: number): Promise<Answer>
  vote(caller: Caller, vote: { doc: string; draft: number; yes: boolean | null }, now: number): Promise<Answer>
  send(caller: Caller, item: NewItem, now: number): Promise<Answer>
  claim(caller: Caller, item: string, now: number): Promise<Answer>
  done(caller: Caller, item: string, now: number): Promise<Answer>
  /** Ends what ran out: leases, statuses, claims, items. */
  sweep(now: number): Promise<void>
  subscribe(listener: (change: Change) => void): Stop
  /** False while it cannot write; reading goes on. */
  writable(): boolean
  /** Copies everything into a file of its own and answers its path; missing where the engine has its own way. */
  backup?(now: number): Promise<string>
  /** Waits for what is on its way to the disk. */
  close(): Promise<void>
}

export class StoreError extends Error {
  /** `not_replicated`: decided, but no second server has it yet. */
  readonly code: 'store' | 'not_replicated' | 'unknown_team' | 'unknown_device' | 'unknown_person' | 'too_many_teams'
  constructor(code: StoreError['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
