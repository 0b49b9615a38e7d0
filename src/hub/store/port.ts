/**
 * What the hub needs of a store. One contract test (tests/hub/store.contract.ts) runs over every implementation. A write
 * is told to the listeners as soon as it is decided; its promise resolves when it is durable, and rejects with
 * `StoreError` where it was refused: then nothing changed. Times are the hub's, in milliseconds.
 */
import type { Hlc } from '../../core/sync/hlc.ts'
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

/** How a lease ends: by a goodbye, or by running out at an instant. */
export type LeaseEnd = { readonly quit: true } | { readonly quit: false; readonly at: number }

/** Which people changed. What they are now is read from the team's view. */
export interface Change {
  readonly team: string
  readonly set: readonly string[]
  readonly gone: readonly string[]
}

/** A person as viewers may see them, written out once because it is sent far more often than it changes. */
export interface PersonView {
  readonly id: string
  readonly rev: number
  readonly name: string
  readonly nameRev: number
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
}

export interface TeamView {
  readonly id: string
  readonly name: string
  readonly nameRev: number
  readonly epoch: string
  readonly rev: number
  person(id: string): PersonView | undefined
  /** What changed after `from`; null asks for everything. */
  since(from: { readonly epoch: string; readonly rev: number } | null): Delta
}

export interface Store {
  /** Mixed into the tokens' MACs, so that a copy of the tables alone forges nothing. */
  readonly pepper: string
  createTeam(team: { id: string; name: string; epoch: string }): Promise<void>
  teams(): readonly { readonly id: string; readonly name: string; readonly people: number }[]
  addInvite(team: string, invite: InviteRecord): Promise<void>
  /** Checks and uses up the invite and adds the newcomer, all or nothing. */
  redeem(invite: { id: string; hash: string }, newcomer: Newcomer, now: number): Promise<Redeemed>
  token(id: string): Promise<TokenRecord | null>
  /** Forgets the person, the devices and their tokens. */
  removePerson(team: string, person: string, now: number): Promise<void>
  view(team: string): TeamView | undefined
  /** Starts or goes on with the device's lease; answers the stamps that are held for it. */
  begin(caller: Caller, until: number, now: number): Promise<Held>
  renew(callers: readonly Caller[], until: number): Promise<void>
  end(caller: Caller, how: LeaseEnd, now: number): Promise<void>
  put(caller: Caller, write: Write, now: number): Promise<Written>
  /** Ends what ran out: leases, statuses. */
  sweep(now: number): Promise<void>
  subscribe(listener: (change: Change) => void): Stop
  /** False while it cannot write; reading goes on. */
  writable(): boolean
  /** Waits for what is on its way to the disk. */
  close(): Promise<void>
}

export class StoreError extends Error {
  readonly code: 'store' | 'unknown_team' | 'unknown_device' | 'too_many_teams'
  constructor(code: StoreError['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
