/** What is asked of a hub over plain HTTP: make a team, join it, invite, leave. Refusals come back as data. */
import type { z } from 'zod'
import { type ErrorReply, InviteReply, JoinReply, LeaveReply, TeamReply } from '../../core/sync/doors.ts'
import { readInvite, writeInvite } from '../../core/sync/invite.ts'
import { PersonName, TeamName } from '../../core/sync/records.ts'
import { ask } from './ask.ts'

/**
 * `invite_malformed` not an invite link · `invite_invalid` unknown, used up or expired · `hub_unreachable` nothing
 * answers · `bad_reply` something answers that is not a hub · `tls` certificate not trusted · `tls_mismatch` not the
 * certificate from the invite · `team_full` · `too_many_devices` · `too_many_teams` · `rate` wait `retryMs` ·
 * `bad_name` · `removed` the hub does not know this device · `forbidden` wrong owner key · `store` the hub cannot write.
 */
export const DOOR_CODES = [
  'invite_malformed',
  'invite_invalid',
  'hub_unreachable',
  'bad_reply',
  'tls',
  'tls_mismatch',
  'team_full',
  'too_many_devices',
  'too_many_teams',
  'rate',
  'bad_name',
  'removed',
  'forbidden',
  'store',
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

const TIMEOUT_MS = 10_000

export async function joinTeam(
  request: { invite: string; name: string; deviceName: string },
  deps: DoorDeps = {},
): Promise<JoinedTeam | HubRefusal> {
  const link = readInvite(request.invite)
  if (link === null) return refusal('invite_malformed')
  if (!PersonName.safeParse(request.name).success) return refusal('bad_name')
  const { key, ...address } = link
  const body = { invite: key, name: request.name, deviceName: request.deviceName }
  const reply = await knock(address, '/v1/join', body, JoinReply, deps)
  return reply.ok ? { ...reply.value, ok: true, ...address } : reply
}

/** Makes a team and an invite to it, which its maker uses to join. */
export async function createTeam(
  request: HubAddress & { ownerKey: string; name: string },
  deps: DoorDeps = {},
): Promise<{ ok: true; team: { id: string; name: string }; invite: string } | HubRefusal> {
  if (!TeamName.safeParse(request.name).success) return refusal('bad_name')
  const reply = await knock(request, '/v1/teams', { name: request.name }, TeamReply, deps, request.ownerKey)
  return reply.ok ? { ok: true, team: reply.value.team, invite: inviteLink(request, reply.value.invite) } : reply
}

/** A link that others join with; `for: 'device'` is for another computer of the same person, 10 minutes, once. */
export async function createInvite(
  request: HubAddress & { token: string; for?: 'person' | 'device' },
  deps: DoorDeps = {},
): Promise<{ ok: true; invite: string; expires: number; uses: number } | HubRefusal> {
  const wish = request.for === undefined ? {} : { for: request.for }
  const reply = await knock(request, '/v1/invites', wish, InviteReply, deps, request.token)
  if (!reply.ok) return reply
  const { expires, uses } = reply.value
  return { ok: true, invite: inviteLink(request, reply.value), expires, uses }
}

/** Leaves the team with every device; the hub forgets the person. */
export async function leaveTeam(
  request: HubAddress & { token: string },
  deps: DoorDeps = {},
): Promise<{ ok: true } | HubRefusal> {
  const reply = await knock(request, '/v1/leave', {}, LeaveReply, deps, request.token)
  return reply.ok ? { ok: true } : reply
}

async function knock<T>(
  { url, fingerprint }: HubAddress,
  route: string,
  body: unknown,
  reply: z.ZodType<T>,
  { timeout = TIMEOUT_MS }: DoorDeps,
  bearer?: string,
): Promise<{ ok: true; value: T } | HubRefusal> {
  const pin = fingerprint === undefined ? {} : { fingerprint }
  const answer = await ask({ url, route, body, reply, timeout, ...pin, ...(bearer === undefined ? {} : { bearer }) })
  if (answer.kind === 'answered') return { ok: true, value: answer.value }
  return answer.kind === 'refused' ? refusedBy(answer.error) : refusal(answer.reason)
}

const refusal = (code: DoorCode, retryMs?: number): HubRefusal => ({
  ok: false,
  code,
  ...(retryMs === undefined ? {} : { retryMs }),
})

const isDoorCode = (code: string): code is DoorCode => DOOR_CODES.some((known) => known === code)

/** The hub's own codes, and what a few of them mean for whoever asked. */
function refusedBy({ code, field, retryMs }: ErrorReply): HubRefusal {
  if (code === 'bad_token') return refusal('removed')
  if (code === 'bad_message' && field === 'name') return refusal('bad_name')
  if (code === 'busy' || code === 'internal') return refusal('hub_unreachable', retryMs)
  return isDoorCode(code) ? refusal(code, retryMs) : refusal('bad_reply')
}

/** A hub that knows how it is reached from elsewhere says so; else it is reached as we reached it. */
function inviteLink(
  address: HubAddress,
  { id, secret, url = address.url, fingerprint = address.fingerprint }: InviteReply,
): string {
  return writeInvite({ url, key: `${id}.${secret}`, ...(fingerprint === undefined ? {} : { fingerprint }) })
}
