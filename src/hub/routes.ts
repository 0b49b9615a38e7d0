/** The plain HTTP side of the hub: join, invite, make a team, leave, health. Refusals have a code, never a reason that helps guessing. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import {
  BackupRequest,
  type BackupReply,
  InviteRequest,
  type InviteReply,
  JoinRequest,
  LeaveRequest,
  TEAM_DOORS,
  type TeamAsk,
  type TeamDoor,
  TeamRequest,
} from '../core/sync/doors.ts'
import { HTTP_CODES, LIMITS } from '../core/sync/limits.ts'
import type { BlockList } from 'node:net'
import { clientAddress } from './address.ts'
import type { Hub } from './hub.ts'
import type { Buckets } from './limits.ts'
import { isSame, type Members, type NewInvite, readInviteKey } from './members.ts'
import { parseJson } from './read.ts'
import { Refused, replyTo } from './refused.ts'
import { askTeam, isTeamDoor } from './team.ts'

export interface Routes {
  readonly hub: Hub
  readonly members: Members
  readonly ownerKey: string
  readonly trusted: BlockList | null
  readonly joinsByAddress: Buckets
  readonly joinsByInvite: Buckets
  /** How others reach this hub, where it knows. */
  reachedAt(): { readonly url?: string; readonly fingerprint?: string }
  isDraining(): boolean
}

export function answer(routes: Routes, request: IncomingMessage, response: ServerResponse): void {
  route(routes, request)
    .then((reply) => ('page' in reply ? sendPage(response, reply.page) : sendJson(response, 200, reply.json)))
    .catch((error: unknown) => sendRefusal(routes, response, error))
}

type Reply = { readonly json: unknown } | { readonly page: string }

async function route(routes: Routes, request: IncomingMessage): Promise<Reply> {
  const path = request.url?.split('?')[0] ?? '/'
  switch (`${request.method} ${path}`) {
    case 'GET /healthz':
      return { json: { ok: true } }
    case 'GET /readyz':
      return ready(routes)
    case 'POST /v1/join':
      return { json: await join(routes, request) }
    case 'POST /v1/invites':
      return { json: await invite(routes, request) }
    case 'POST /v1/teams':
      return { json: await createTeam(routes, request) }
    case 'GET /v1/teams':
      return { json: await listTeams(routes, request) }
    case 'POST /v1/leave':
      return { json: await leave(routes, request) }
    case 'POST /v1/backup':
      return { json: await backup(routes, request) }
    default:
      if (request.method === 'GET' && path.startsWith('/j/')) return { page: INVITE_PAGE }
      if (request.method === 'POST' && isTeamDoor(path)) return { json: await aboutTeam(routes, request, path) }
      throw new Refused('not_found')
  }
}

function ready({ hub, isDraining }: Routes): Reply {
  if (isDraining()) throw new Refused('busy')
  if (!hub.store.writable()) throw new Refused('store')
  return { json: { ok: true } }
}

async function join(routes: Routes, request: IncomingMessage): Promise<unknown> {
  const { hub, members, joinsByAddress, joinsByInvite } = routes
  const now = hub.clock.now()
  spend(joinsByAddress, addressOf(routes, request), now)
  const { invite: text, name, deviceName } = await read(request, JoinRequest)
  const key = readInviteKey(text)
  if (key === null) throw new Refused('invite_invalid')
  spend(joinsByInvite, key.id, now)
  const joined = await members.join(key, name ?? '', deviceName)
  if (!joined.ok) throw new Refused(joined.code)
  const { team, person, device, token } = joined
  return { team, person, device, token }
}

async function invite(routes: Routes, request: IncomingMessage): Promise<InviteReply> {
  const isOwner = isSame(bearerOf(request) ?? '', routes.ownerKey)
  const caller = isOwner ? null : await callerOf(routes, request)
  const wish = await read(request, InviteRequest)
  if (caller === null) {
    if (wish.team === undefined || wish.for === 'device') throw new Refused('bad_message', { field: 'team' })
    return inviteReply(routes, await routes.members.invite(wish.team))
  }
  if (wish.team !== undefined) throw new Refused('forbidden')
  return inviteReply(
    routes,
    await routes.members.invite(caller.team, wish.for === 'device' ? caller.person : undefined),
  )
}

const inviteReply = ({ reachedAt }: Routes, made: NewInvite): InviteReply => ({ ...made, ...reachedAt() })

async function createTeam(routes: Routes, request: IncomingMessage): Promise<unknown> {
  mustOwn(routes, request)
  const { name } = await read(request, TeamRequest)
  const made = await routes.members.createTeam(name)
  return { team: { id: made.id, name: made.name }, invite: inviteReply(routes, made.invite) }
}

async function listTeams(routes: Routes, request: IncomingMessage): Promise<unknown> {
  mustOwn(routes, request)
  return { teams: await routes.hub.store.teams() }
}

function mustOwn(routes: Routes, request: IncomingMessage): void {
  if (isSame(bearerOf(request) ?? '', routes.ownerKey)) return
  spend(routes.joinsByAddress, addressOf(routes, request), routes.hub.clock.now())
  throw new Refused('forbidden')
}

/** Whoever comes with the owner key says which team is meant; a device's token says so itself. */
async function aboutTeam(routes: Routes, request: IncomingMessage, door: TeamDoor): Promise<unknown> {
  const { hub, members } = routes
  const isOwner = isSame(bearerOf(request) ?? '', routes.ownerKey)
  const caller = isOwner ? null : await callerOf(routes, request)
  const schema: z.ZodType<TeamAsk<TeamDoor>> = TEAM_DOORS[door].ask
  const wish = await read(request, schema)
  const named = 'team' in wish ? wish.team : undefined
  if (caller !== null && named !== undefined) throw new Refused('forbidden')
  const team = caller?.team ?? named
  if (team === undefined) throw new Refused('bad_message', { field: 'team' })
  return askTeam({ store: hub.store, members, now: hub.clock.now() }, { team, caller }, door, wish)
}

async function leave(routes: Routes, request: IncomingMessage): Promise<unknown> {
  const caller = await callerOf(routes, request)
  await read(request, LeaveRequest)
  await routes.hub.store.edit(caller.team, { do: 'remove', person: caller.person }, routes.hub.clock.now())
  return {}
}

/** Only for the hub's owner: the file lies where the hub runs. */
async function backup(routes: Routes, request: IncomingMessage): Promise<unknown> {
  mustOwn(routes, request)
  await read(request, BackupRequest)
  const { store, clock } = routes.hub
  if (store.backup === undefined) throw new Refused('forbidden')
  return { file: await store.backup(clock.now()) } satisfies BackupReply
}

function spend(buckets: Buckets, name: string, now: number): void {
  const retryMs = buckets.take(name, now)
  if (retryMs > 0) throw new Refused('rate', { retryMs })
}

export function addressOf({ trusted }: Pick<Routes, 'trusted'>, request: IncomingMessage): string {
  return clientAddress(request.socket.remoteAddress, request.headers['x-forwarded-for']?.toString(), trusted)
}

export function bearerOf(request: IncomingMessage): string | null {
  return /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}

async function callerOf({ members }: Routes, request: IncomingMessage) {
  const caller = await members.recognise(bearerOf(request) ?? '')
  if (caller === null) throw new Refused('bad_token')
  return caller
}

async function read<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new Refused('bad_message')
  const parsed = schema.safeParse(parseJson(await body(request)))
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path.join('.')
  throw new Refused('bad_message', field === undefined || field === '' ? {} : { field })
}

const bytesOf = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)))

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = bytesOf(chunk)
    size += bytes.length
    if (size > LIMITS.frame) throw new Refused('too_big')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}

const COMMON = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...COMMON, ...headers })
  response.end(JSON.stringify(value))
}

function sendPage(response: ServerResponse, page: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    ...COMMON,
  })
  response.end(page)
}

function sendRefusal({ hub }: Routes, response: ServerResponse, error: unknown): void {
  const reply = replyTo(error)
  hub.count('http', reply.code)
  if (reply.code === 'internal') hub.log('request_failed', { error: error instanceof Error ? error.name : 'unknown' })
  const seconds = reply.retryMs === undefined ? {} : { 'retry-after': String(Math.ceil(reply.retryMs / 1_000)) }
  if (!response.headersSent) sendJson(response, HTTP_CODES[reply.code], reply, seconds)
}

/** For whoever opens an invite in a browser: the secret stays in the address bar. */
const INVITE_PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tideline invite</title>
<h1>You are invited to a Tideline team</h1>
<p>Copy this page's whole address, open Tideline, choose <b>Join a team</b> and paste it there.</p>
<p>Keep the link to yourself: whoever has it can join in your place.</p></html>
`
