/** What is asked over plain HTTP, beside the socket: bodies are JSON in both directions. */
import { z } from 'zod'
import { HTTP_CODES } from './limits.ts'
import { Id } from './protocol.ts'
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

export const LeaveRequest = z.strictObject({})
export const LeaveReply = z.object({})

export const ErrorReply = z.object({
  code: z.enum(Object.keys(HTTP_CODES) as [keyof typeof HTTP_CODES]).or(z.string().max(40)),
  field: z.string().max(80).optional(),
  retryMs: z.int().min(0).optional(),
})
export type ErrorReply = z.infer<typeof ErrorReply>
