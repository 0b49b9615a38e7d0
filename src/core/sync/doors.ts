/** What is asked over plain HTTP, beside the socket: bodies are JSON in both directions. */
import { z } from 'zod'
import { HTTP_CODES } from './limits.ts'
import { DocId, Id, Moved } from './documents.ts'
import { PersonName, TeamName } from './records.ts'

/** `<id>.<secret>` of an invite link. */
const InviteText = z.string().max(80)

/** `name` is needed to come in as a new person, and left out by a further device of one. */
export const JoinRequest = z.strictObject({
  invite: InviteText,
  name: PersonName.optional(),
  deviceName: PersonName,
})
export const JoinReply = z.object({
  team: z.object({ id: Id, name: TeamName }),
  person: Id,
  device: Id,
  token: z.string().max(120),
})

/** With a device's token; `device` is for another computer of the same person. With the owner key `team` says which. */
export const InviteRequest = z.strictObject({ for: z.enum(['person', 'device']).optional(), team: Id.optional() })
export const InviteReply = z.object({
  id: z.string().max(40),
  secret: z.string().max(40),
  expires: z.int(),
  uses: z.int(),
  /** How others reach the hub, where it knows. */
  url: z.string().max(300).optional(),
  fingerprint: z.string().max(64).optional(),
})
export type InviteReply = z.infer<typeof InviteReply>

export const TeamRequest = z.strictObject({ name: TeamName })
export const TeamReply = z.object({ team: z.object({ id: Id, name: TeamName }), invite: InviteReply })

export const TeamsReply = z.object({
  teams: z.array(z.object({ id: Id, name: TeamName, people: z.int() })),
})

const Device = z.object({ id: Id, name: z.string(), live: z.boolean() })
/** The team as a member may know it: devices are told of oneself only, to the hub's owner of everybody. */
export const TeamPeopleReply = z.object({
  team: z.object({ id: Id, name: TeamName }),
  people: z.array(
    z.object({
      id: Id,
      name: PersonName,
      role: z.enum(['owner', 'member']),
      joined: z.int(),
      devices: z.array(Device).optional(),
    }),
  ),
})
export const InvitesReply = z.object({
  invites: z.array(z.object({ id: z.string(), expires: z.int(), uses: z.int(), for: z.enum(['person', 'device']) })),
})
const Done = z.object({})
export const TokenReply = z.object({ token: z.string().max(120) })
const HistoryReply = z.object({
  versions: z.array(z.object({ v: z.int(), by: Id, at: z.int(), body: z.record(z.string(), z.unknown()).nullable() })),
})
/** Everything that the hub keeps of a team, but for secrets. */
export const TeamExport = z.object({
  format: z.literal('tideline-team'),
  version: z.literal(1),
  exported: z.int(),
  team: z.object({ id: Id, name: TeamName }),
  people: z.array(z.record(z.string(), z.unknown())),
  documents: z.array(z.record(z.string(), z.unknown())),
})

/**
 * What is asked about a team's people. `team` is for the hub's owner key only, where no token says the team. `who`:
 * any member, an owner of the team, or somebody with a device's token.
 */
const team = Id.optional()
const DOORS = {
  '/v1/team/people': { who: 'member', ask: z.strictObject({ team }), reply: TeamPeopleReply },
  '/v1/team/rename': { who: 'owner', ask: z.strictObject({ team, name: TeamName }), reply: Done },
  '/v1/team/export': { who: 'owner', ask: z.strictObject({ team }), reply: TeamExport },
  '/v1/team/moved': { who: 'owner', ask: z.strictObject({ team, to: Moved.nullable() }), reply: Done },
  '/v1/team/remove': { who: 'owner', ask: z.strictObject({ team }), reply: Done },
  '/v1/people/rename': { who: 'device', ask: z.strictObject({ name: PersonName }), reply: Done },
  '/v1/people/role': {
    who: 'owner',
    ask: z.strictObject({ team, person: Id, role: z.enum(['owner', 'member']) }),
    reply: Done,
  },
  '/v1/people/transfer': { who: 'device', ask: z.strictObject({ person: Id }), reply: Done },
  '/v1/people/remove': { who: 'owner', ask: z.strictObject({ team, person: Id }), reply: Done },
  '/v1/devices/remove': { who: 'member', ask: z.strictObject({ team, device: Id }), reply: Done },
  '/v1/invites/list': { who: 'owner', ask: z.strictObject({ team }), reply: InvitesReply },
  '/v1/invites/remove': { who: 'owner', ask: z.strictObject({ team, invite: Id }), reply: Done },
  '/v1/docs/history': { who: 'member', ask: z.strictObject({ team, doc: DocId }), reply: HistoryReply },
  '/v1/token': { who: 'device', ask: z.strictObject({}), reply: TokenReply },
} as const
export type TeamDoor = keyof typeof DOORS
export type TeamAsk<D extends TeamDoor> = z.infer<(typeof DOORS)[D]['ask']>
export type TeamReplyOf<D extends TeamDoor> = z.infer<(typeof DOORS)[D]['reply']>
interface Door<D extends TeamDoor> {
  readonly who: 'member' | 'owner' | 'device'
  readonly ask: z.ZodType<TeamAsk<D>>
  readonly reply: z.ZodType<TeamReplyOf<D>>
}
export const TEAM_DOORS: { readonly [D in TeamDoor]: Door<D> } = DOORS

export const BackupRequest = z.strictObject({})
/** Where the copy lies, on the hub's own computer. */
export const BackupReply = z.object({ file: z.string() })
export type BackupReply = z.infer<typeof BackupReply>

export const LeaveRequest = z.strictObject({})
export const LeaveReply = z.object({})

export const ErrorReply = z.object({
  code: z.enum(Object.keys(HTTP_CODES) as [keyof typeof HTTP_CODES]).or(z.string().max(40)),
  field: z.string().max(80).optional(),
  retryMs: z.int().min(0).optional(),
})
export type ErrorReply = z.infer<typeof ErrorReply>
