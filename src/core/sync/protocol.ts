/**
 * The frames of `tideline.v1`, in both directions; docs/protocol.md tells the story with examples. What a client sends
 * is strict: a field that is not listed is refused, so nothing private can slip through. What a hub sends may carry
 * fields that a client does not know yet; they are dropped.
 */
import { z } from 'zod'
import { Hlc } from './hlc.ts'
import { NACK_CODES } from './limits.ts'
import { ManualStatus, PersonName, Presence, SharedPlan, TeamName } from './records.ts'

/** The WebSocket subprotocol. */
export const SUBPROTOCOL = 'tideline.v1'
/** The versions that this build speaks. */
export const VERSIONS = { min: 1, max: 1 } as const

/** Made by the hub for teams, people, devices and invites. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)
/** Made by the client to match an answer to its question. */
const FrameId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
/** The team's change counter. */
const Rev = z.int().min(0)
const Moment = z.int().min(0)
/** `<epoch>.<rev>`: everything up to this change of this history is known. */
export const ResumeToken = z.string().regex(/^[0-9a-f]{16}\.\d{1,16}$/)

export const BYE_WHY = ['quit', 'sleep', 'logout'] as const
export type ByeWhy = (typeof BYE_WHY)[number]

const Hello = z.strictObject({
  t: z.literal('hello'),
  v: z.array(z.int().min(1)).min(1).max(16),
  device: Id,
  app: z.string().max(40),
  resume: ResumeToken.optional(),
})
const PutPresence = z.strictObject({
  t: z.literal('put'),
  id: FrameId,
  hlc: Hlc,
  kind: z.literal('presence'),
  body: Presence.nullable(),
})
const PutManual = z.strictObject({
  t: z.literal('put'),
  id: FrameId,
  hlc: Hlc,
  kind: z.literal('manual'),
  body: ManualStatus.nullable(),
})
const PutPlan = z.strictObject({ t: z.literal('plan'), id: FrameId, hlc: Hlc, body: SharedPlan.nullable() })
const ClientBye = z.strictObject({ t: z.literal('bye'), why: z.enum(BYE_WHY) })
/** Asks for what changed since `resume`, or for everything. */
const Resync = z.strictObject({ t: z.literal('resync'), resume: ResumeToken.optional() })

/** Client to hub. */
export const ClientFrame = z.discriminatedUnion('t', [
  Hello,
  z.discriminatedUnion('kind', [PutPresence, PutManual]),
  PutPlan,
  ClientBye,
  Resync,
])
export type ClientFrame = z.infer<typeof ClientFrame>
export type HelloFrame = z.infer<typeof Hello>
export type PutFrame = z.infer<typeof PutPresence> | z.infer<typeof PutManual> | z.infer<typeof PutPlan>

/**
 * One person. `name` and `plan` are there only if they changed since what the receiver already has; a `plan` of null
 * means that none is shared any more. Whoever is live, or never was, has `gone: null`.
 */
export const Item = z.object({
  p: Id,
  r: Rev,
  name: PersonName.optional(),
  live: z.boolean(),
  gone: z.enum(['quit', 'lost']).nullable(),
  presence: Presence.nullable(),
  manual: ManualStatus.nullable(),
  asOf: Moment.nullable(),
  plan: SharedPlan.nullable().optional(),
})
export type Item = z.infer<typeof Item>

/** The stamps of what the hub holds of this device and its person: the client sends again what is missing or older. */
const Held = z.object({ presence: Hlc.nullable(), manual: Hlc.nullable(), plan: Hlc.nullable() })
export type Held = z.infer<typeof Held>

const Welcome = z.object({
  t: z.literal('welcome'),
  v: z.int(),
  me: Id,
  team: z.object({ id: Id, name: TeamName }),
  /** The hub's clock. */
  now: Moment,
  epoch: z.string().regex(/^[0-9a-f]{16}$/),
  /** Milliseconds between two pings of the hub, and the silence after which either side may hang up. */
  ping: z.int().min(1),
  silent: z.int().min(1),
  held: Held,
})
const Sync = z.object({
  t: z.literal('sync'),
  /** Whoever is not named between the first frame with `full` and the one without `more` is no member (any more). */
  full: z.boolean(),
  items: z.array(Item),
  gone: z.array(Id),
  r: Rev,
  more: z.boolean(),
  team: z.object({ name: TeamName }).optional(),
})
const Up = z.object({
  t: z.literal('up'),
  /** Must be the receiver's last `r`; anything else is a gap, and it asks with `resync`. */
  prev: Rev,
  r: Rev,
  items: z.array(Item),
  gone: z.array(Id),
  team: z.object({ name: TeamName }).optional(),
})
/** `stale`: a newer value was there already, stamped `hlc`. */
const Ack = z.object({ t: z.literal('ack'), id: FrameId, r: Rev, stale: z.boolean().optional(), hlc: Hlc.optional() })
const Nack = z.object({
  t: z.literal('nack'),
  /** Missing where the refused frame had none that could be read. */
  id: FrameId.optional(),
  code: z.enum(NACK_CODES).or(z.string().max(40)),
  field: z.string().max(80).optional(),
  retryMs: z.int().min(0).optional(),
  now: Moment.optional(),
})
const HubBye = z.object({ t: z.literal('bye'), code: z.string().max(40), reconnectMs: z.int().min(0).optional() })

/** Hub to client. */
export const HubFrame = z.discriminatedUnion('t', [Welcome, Sync, Up, Ack, Nack, HubBye])
export type HubFrame = z.infer<typeof HubFrame>
export type WelcomeFrame = z.infer<typeof Welcome>
export type SyncFrame = z.infer<typeof Sync>
export type UpFrame = z.infer<typeof Up>
export type AckFrame = z.infer<typeof Ack>
export type NackFrame = z.infer<typeof Nack>

/** What a hub said, or null where it is not a frame of this protocol. */
export function readHubFrame(text: string): HubFrame | null {
  try {
    const parsed = HubFrame.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
