/** What is asked of a hub over plain HTTP: make a team, join it, invite, leave. Refusals come back as data. */
import type { z } from 'zod'
import {
  type ErrorReply,
  InviteReply,
  JoinReply,
  LeaveReply,
  TEAM_DOORS,
  type TeamAsk,
  type TeamDoor,
  TeamReply,
  type TeamReplyOf,
} from '../../core/sync/doors.ts'
import { readInvite, writeInvite } from '../../core/sync/invite.ts'
import { PersonName, TeamName } from '../../core/sync/records.ts'

/**
 * `invite_malformed` not an invite link · `invite_invalid` unknown, used up or expired · `hub_unreachable` nothing
 * answers · `bad_reply` something answers that is not a hub · `login_page`, `proxy`, `proxy_auth`,
 * `tls_time`, `tls_name`, `tls_authorities` as of a link · `tls` certificate not trusted · `tls_mismatch` not the
 * certificate from the invite · `team_full` · `too_many_devices` · `too_many_teams` · `rate` wait `retryMs` ·
 * `bad_name` · `removed` the hub does not know this device · `forbidden` wrong owner key, or not an owner of the team ·
 * `store` the hub cannot write · `not_found` nobody and nothing of that id is there.
 */
export const DOOR_CODES = [
  'invite_malformed',
  'invite_invalid',
  'hub_unreachable',
  'bad_reply',
  'login_page',
  'proxy',
  'proxy_auth',
  'tls',
  'tls_time',
  'tls_name',
  'tls_authorities',
  'tls_mismatch',
  'team_full',
  'too_many_devices',
  'too_many_teams',
  'rate',
  'bad_name',
  'removed',
  'forbidden',
  'store',
  'not_found',
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
export interface DoorDeps {
  /** Milliseconds a hub may take to answer; 10 s where not given. */
  readonly timeout?: number
  /** Bytes that an answer may have. */
  readonly largest?: number
}

const TIMEOUT_MS = 10_000

/** Without `name` where the invite is for a further device of somebody who is in the team. */
export async function joinTeam(
  request: { invite: string; name?: string; deviceName: string },
  deps: DoorDeps = {},
): Promise<JoinedTeam | HubRefusal> {
  const link = readInvite(request.invite)
  if (link === null) return refusal('invite_malformed')
  if (!PersonName.optional().safeParse(request.name).success) return refusal('bad_name')
  const { key, ...address } = link
  const named = request.name === undefined ? {} : { name: request.name }
  const body = { invite: key, ...named, deviceName: request.deviceName }
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

/** How a device reaches its team. */
export type TeamAccess = HubAddress & { readonly token: string }

/** Everybody of the largest team has room in it. */
const LARGEST_TEAM_REPLY = 2 * 1024 * 1024

/** One of the questions about a team's people and devices. */
export function askTeam<D extends TeamDoor>(
  known: TeamAccess,
  door: D,
  wish: TeamAsk<D>,
  deps: DoorDeps = {},
): Promise<{ ok: true; value: TeamReplyOf<D> } | HubRefusal> {
  return knock(known, door, wish, TEAM_DOORS[door].reply, { largest: LARGEST_TEAM_REPLY, ...deps }, known.token)
}

async function knock<T>(
  { url, fingerprint }: HubAddress,
  route: string,
  body: unknown,
  reply: z.ZodType<T>,
  { timeout = TIMEOUT_MS, largest }: DoorDeps,
  bearer?: string,
): Promise<{ ok: true; value: T } | HubRefusal> {
  const pin = fingerprint === undefined ? {} : { fingerprint }
  const size = largest === undefined ? {} : { largest }
  const key = bearer === undefined ? {} : { bearer }
  const { ask } = await import('./ask.ts')
  const answer = await ask({ url, route, body, reply, timeout, ...size, ...pin, ...key })
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
