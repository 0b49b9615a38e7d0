/** What a person may wish about a team's people and devices, and what is known of them. */
import { z } from 'zod'
import { PersonName, TeamName } from '../sync/records.ts'

const id = z.string().min(1).max(64)

/** All of these are errands: a hub is asked. */
export const TEAM_WISHES = [
  z.strictObject({ type: z.literal('team.host'), name: TeamName, person: PersonName, lan: z.boolean() }),
  /** Without a name where the invite is for a further device of somebody who is in the team. */
  z.strictObject({ type: z.literal('team.join'), invite: z.string().max(2_000), person: PersonName.optional() }),
  z.strictObject({ type: z.literal('team.invite'), team: id }),
  z.strictObject({ type: z.literal('team.leave'), team: id }),
  z.strictObject({ type: z.literal('team.retry'), team: id }),
  /** Asks the hub who is in the team, which devices are mine and (as an owner) which invites are open. */
  z.strictObject({ type: z.literal('team.people'), team: id }),
  /** The outcome's value is a link for another device of mine. */
  z.strictObject({ type: z.literal('team.pair'), team: id }),
  /** Signs a device of mine out; this one leaves the team, and my person stays in it. */
  z.strictObject({ type: z.literal('team.removeDevice'), team: id, device: id }),
  z.strictObject({ type: z.literal('team.rename'), team: id, name: TeamName }),
  z.strictObject({ type: z.literal('team.handOver'), team: id, person: id }),
  z.strictObject({ type: z.literal('team.removePerson'), team: id, person: id }),
  z.strictObject({ type: z.literal('team.removeInvite'), team: id, invite: id }),
  /** Copies the hub that this computer runs; the outcome's value is the file. */
  z.strictObject({ type: z.literal('team.backup'), team: id }),
  /** Writes everything that the hub keeps of the team, but for secrets, into a file; the outcome's value is the file. */
  z.strictObject({ type: z.literal('team.export'), team: id }),
  /** Tells everybody that the team is on another hub now, and goes there. */
  z.strictObject({ type: z.literal('team.move'), team: id, to: z.string().max(400) }),
  /** Goes where an owner moved the team to. */
  z.strictObject({ type: z.literal('team.follow'), team: id }),
] as const

export const TEAM_ERRANDS = [
  'team.host',
  'team.join',
  'team.invite',
  'team.leave',
  'team.retry',
  'team.people',
  'team.pair',
  'team.removeDevice',
  'team.rename',
  'team.handOver',
  'team.removePerson',
  'team.removeInvite',
  'team.backup',
  'team.export',
  'team.move',
  'team.follow',
] as const

const Role = z.enum(['owner', 'member'])
/** A team as its hub described it last; instants are of the hub's clock. */
export const TeamBook = z.object({
  role: Role,
  people: z.array(z.object({ id: z.string(), name: z.string(), role: Role, joined: z.int() })),
  /** Mine. */
  devices: z.array(z.object({ id: z.string(), name: z.string(), live: z.boolean() })),
  /** Told to owners only. */
  invites: z.array(z.object({ id: z.string(), expires: z.int(), uses: z.int(), for: z.enum(['person', 'device']) })),
})
export type TeamBook = z.infer<typeof TeamBook>
