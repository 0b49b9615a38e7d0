/** The connection to one team's hub, and what is asked of a hub outside of it. */
import type { Instant } from '../core/time/instant.ts'
import type { LinkView } from '../core/sync/linkView.ts'
import type { ByeWhy } from '../core/sync/protocol.ts'
import type { ManualStatus, Person, Presence, SharedPlan } from '../core/sync/records.ts'

export type { LinkReason, LinkView } from '../core/sync/linkView.ts'

/** One team of this person: what `joinTeam` answered. */
export interface LinkTarget {
  /** Of the hub, such as `https://hub.example:8787`. */
  readonly url: string
  readonly token: string
  /** SHA-256 of the hub's own certificate, in hex; where given, no other certificate is accepted. */
  readonly fingerprint?: string
  readonly device: string
  readonly team: string
}

/** Everything this device wants its team to know now. */
export interface Outgoing {
  readonly presence: Presence | null
  readonly manual: ManualStatus | null
  readonly plan: SharedPlan | null
}

/** `set` are new and changed people; with `full` they are everybody. At most ten of these a second. */
export interface PeopleChange {
  readonly full: boolean
  readonly set: Person[]
  readonly gone: string[]
  /** This device's own person. */
  readonly me: string
  readonly teamName: string
}

export interface LinkNews {
  link(view: LinkView): void
  people(change: PeopleChange): void
}

export interface LinkDeps {
  now(): Instant
  /** From 0 up to but not including 1. */
  random(): number
  /** Keeps what must outlive this process: what is not published yet, and the clock's last stamp. */
  outbox: { load(): unknown; save(value: unknown): void }
}

export interface HubLink {
  /** Sends what differs from what was sent before; while offline only the newest is kept. */
  publish(out: Outgoing): void
  /** Looks at the connection now instead of later: after sleep, or when the network came back. */
  wake(): void
  /** Says goodbye and hangs up, within two seconds. After `sleep`, `wake` connects again. */
  close(why: ByeWhy): Promise<void>
}

export declare function openLink(target: LinkTarget, news: LinkNews, deps: LinkDeps): HubLink
export { createInvite, createTeam, joinTeam, leaveTeam } from './hubLink/doors.ts'
export type { HubRefusal, JoinedTeam } from './hubLink/doors.ts'
