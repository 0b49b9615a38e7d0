/** What is asked of a hub over plain HTTP: make a team, join it, invite, leave. Refusals come back as data. */

/**
 * `invite_malformed` not an invite link · `invite_invalid` unknown, used up or expired · `hub_unreachable` nothing
 * answers · `bad_reply` something answers that is not a hub · `tls` certificate not trusted · `tls_mismatch` not the
 * certificate from the invite · `team_full` · `too_many_devices` · `too_many_teams` · `rate` wait `retryMs` ·
 * `bad_name` · `removed` the hub does not know this device · `forbidden` wrong owner key · `store` the hub cannot write.
 */
export const DOOR_CODES = [
  'invite_malformed', 'invite_invalid', 'hub_unreachable', 'bad_reply', 'tls', 'tls_mismatch', 'team_full',
  'too_many_devices', 'too_many_teams', 'rate', 'bad_name', 'removed', 'forbidden', 'store',
] as const
export type DoorCode = (typeof DOOR_CODES)[number]
export interface HubRefusal {
  readonly ok: false
  readonly code: DoorCode
  readonly retryMs?: number
}

export interface JoinedTeam {
  readonly ok: true
  readonly team: { readonly id: string; readonly name: string }
  readonly person: string
  readonly device: string
  readonly token: string
  readonly url: string
  readonly fingerprint?: string
}

/** Where a hub is and how to know it. */
export interface HubAddress {
  readonly url: string
  readonly fingerprint?: string
}
/** Milliseconds a hub may take to answer; 10 s where not given. */
export interface DoorDeps {
  readonly timeout?: number
}

export declare function joinTeam(
  request: { invite: string; name: string; deviceName: string },
  deps?: DoorDeps,
): Promise<JoinedTeam | HubRefusal>

/** Makes a team and an invite to it, which its maker uses to join. */
export declare function createTeam(
  request: HubAddress & { ownerKey: string; name: string },
  deps?: DoorDeps,
): Promise<{ ok: true; team: { id: string; name: string }; invite: string } | HubRefusal>

/** A link that others join with; `for: 'device'` is for another computer of the same person, 10 minutes, once. */
export declare function createInvite(
  request: HubAddress & { token: string; for?: 'person' | 'device' },
  deps?: DoorDeps,
): Promise<{ ok: true; invite: string; expires: number; uses: number } | HubRefusal>

/** Leaves the team with every device; the hub forgets the person. */
export declare function leaveTeam(request: HubAddress & { token: string }, deps?: DoorDeps): Promise<{ ok: true } | HubRefusal>
