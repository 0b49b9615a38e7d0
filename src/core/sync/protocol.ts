/**
 * The frames of `tideline.v1`, in both directions; docs/protocol.md tells the story with examples. What a client sends
 * is strict: a field that is not listed is refused, so nothing private can slip through. What a hub sends may carry
 * fields that a client does not know yet; they are dropped.
 */
import { z } from 'zod'
import { CheckIn, DocId, Id, Meeting, ProposalDraft, WaitingOn } from './documents.ts'
import { Hlc } from './hlc.ts'
import { ItemBody, ItemId } from './items.ts'
import { NACK_CODES } from './limits.ts'
import { ManualStatus, PersonName, Presence, SharedPlan, TeamName } from './records.ts'
import { mended, ToldManual, ToldPlan, ToldPresence } from './told.ts'

/** The WebSocket subprotocol. */
export const SUBPROTOCOL = 'tideline.v1'
/**
 * A client may say its hello with the request for the socket: the hub answers this header, and its welcome comes without
 * another way there and back. A hub that does not know it answers nothing, and waits for the frame.
 */
export const HELLO_HEADER = 'tideline-hello'
/** The versions that this build speaks. */
export const VERSIONS = { min: 1, max: 1 } as const

export { Id }
/** Made by the client to match an answer to its question. */
const FrameId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
/** The team's change counter. */
const Rev = z.int().min(0)
const Moment = z.int().min(0)
/** `<epoch>.<rev>`: everything up to this change of this history is known. */
export const RESUME = /^[0-9a-f]{16}\.\d{1,16}$/
export const ResumeToken = z.string().regex(RESUME)

export const BYE_WHY = ['quit', 'sleep', 'logout'] as const
export type ByeWhy = (typeof BYE_WHY)[number]

/** Characters that a client may use to say what it is. */
export const APP_MOST = 40

const Hello = z.strictObject({
  t: z.literal('hello'),
  v: z.array(z.int().min(1)).min(1).max(16),
  device: Id,
  app: z.string().max(APP_MOST),
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

/** Writes a team document over version `base`; 0 makes a new one, a `body` of null takes it away. */
const PutDoc = z.strictObject({
  t: z.literal('doc'),
  id: FrameId,
  doc: DocId,
  base: z.int().min(0),
  body: z.union([ProposalDraft, CheckIn, WaitingOn, Meeting]).nullable(),
})
/** For or against rewrite `draft` of a proposal; null takes the vote back. */
const Vote = z.strictObject({
  t: z.literal('vote'),
  id: FrameId,
  doc: DocId,
  draft: z.int().min(1),
  yes: z.boolean().nullable(),
})
const SendItem = z.strictObject({
  t: z.literal('item'),
  id: FrameId,
  op: z.literal('send'),
  item: ItemId,
  to: Id,
  body: ItemBody,
})
/** Asks to be the one device that shows the item. */
const ClaimItem = z.strictObject({ t: z.literal('item'), id: FrameId, op: z.literal('claim'), item: ItemId })
/** It was shown: the hub forgets it. */
const DoneItem = z.strictObject({ t: z.literal('item'), id: FrameId, op: z.literal('done'), item: ItemId })

/** A document, a vote or an item, before it has a number. */
export const Paper = z.union([
  PutDoc.omit({ id: true }),
  Vote.omit({ id: true }),
  SendItem.omit({ id: true }),
  ClaimItem.omit({ id: true }),
  DoneItem.omit({ id: true }),
])
export type Paper = z.infer<typeof Paper>

/** Client to hub. */
export const ClientFrame = z.discriminatedUnion('t', [
  Hello,
  z.discriminatedUnion('kind', [PutPresence, PutManual]),
  PutPlan,
  PutDoc,
  Vote,
  z.discriminatedUnion('op', [SendItem, ClaimItem, DoneItem]),
  ClientBye,
  Resync,
])
export type ClientFrame = z.infer<typeof ClientFrame>
export type HelloFrame = z.infer<typeof Hello>
export type DocFrame = z.infer<typeof PutDoc>
export type VoteFrame = z.infer<typeof Vote>
export type ItemFrame = z.infer<typeof SendItem> | z.infer<typeof ClaimItem> | z.infer<typeof DoneItem>
export type PutFrame = z.infer<typeof PutPresence> | z.infer<typeof PutManual> | z.infer<typeof PutPlan>

/**
 * One person. `name` and `plan` are there only if they changed since what the receiver already has; a `plan` of null
 * means that none is shared any more. Whoever is live, or never was, has `gone: null`.
 */
export const Item = z.object({
  p: Id,
  r: Rev,
  name: PersonName.optional(),
  /** Told with the name: owners may rename the team, remove people and make others owners. */
  role: z.enum(['owner', 'member']).optional(),
  live: z.boolean(),
  gone: z.enum(['quit', 'lost']).nullable(),
  presence: ToldPresence.nullable(),
  manual: ToldManual.nullable(),
  asOf: Moment.nullable(),
  plan: ToldPlan.nullable().optional(),
})
export type Item = z.infer<typeof Item>

/** A team document as it is now; `body` (read it with the schema of its kind) is null where it was taken away. */
export const Doc = z.object({
  d: z.string().max(100),
  v: z.int().min(1),
  r: Rev,
  /** Who wrote this version, and when by the hub's clock. */
  by: Id,
  at: Moment,
  body: z.record(z.string(), z.unknown()).nullable(),
})
export type Doc = z.infer<typeof Doc>

/** Something left for this person. A claim ends at `until` unless the item is done by then. */
export const InboxItem = z.object({
  i: ItemId,
  from: Id,
  at: Moment,
  body: ItemBody,
  claim: z.object({ device: Id, until: Moment }).nullable(),
})
export type InboxItem = z.infer<typeof InboxItem>

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
  /** This device's token is old: ask for a new one (`POST /v1/token`). */
  rotate: z.boolean().optional(),
})
const Sync = z.object({
  t: z.literal('sync'),
  /** Whoever is not named between the first frame with `full` and the one without `more` is no member (any more). */
  full: z.boolean(),
  items: z.array(Item),
  gone: z.array(Id),
  /** Documents that changed; with `full`, whichever is not named is not there. */
  docs: z.array(Doc).optional(),
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
  docs: z.array(Doc).optional(),
  team: z.object({ name: TeamName }).optional(),
})
/**
 * What waits for this person: everything after each welcome (`full`, in as many frames as it takes), then what is
 * new or claimed, and what is `gone` because it is done or too old.
 */
const Inbox = z.object({
  t: z.literal('inbox'),
  full: z.boolean(),
  items: z.array(InboxItem),
  gone: z.array(ItemId),
  more: z.boolean(),
})
/** `stale`: a newer value was there already, stamped `hlc`. `v`: the version that the document has now. */
const Ack = z.object({
  t: z.literal('ack'),
  id: FrameId,
  r: Rev,
  stale: z.boolean().optional(),
  hlc: Hlc.optional(),
  v: z.int().optional(),
})
const Nack = z.object({
  t: z.literal('nack'),
  /** Missing where the refused frame had none that could be read. */
  id: FrameId.optional(),
  code: z.enum(NACK_CODES).or(z.string().max(40)),
  field: z.string().max(80).optional(),
  retryMs: z.int().min(0).optional(),
  now: Moment.optional(),
  /** With `conflict`: the version that is there. */
  v: z.int().min(0).optional(),
})
const HubBye = z.object({ t: z.literal('bye'), code: z.string().max(40), reconnectMs: z.int().min(0).optional() })

/** Hub to client. */
export const HubFrame = z.discriminatedUnion('t', [Welcome, Sync, Up, Inbox, Ack, Nack, HubBye])
export type HubFrame = z.infer<typeof HubFrame>
export type WelcomeFrame = z.infer<typeof Welcome>
export type SyncFrame = z.infer<typeof Sync>
export type UpFrame = z.infer<typeof Up>
export type AckFrame = z.infer<typeof Ack>
export type NackFrame = z.infer<typeof Nack>

/** What a hub said, or null where it is not a frame of this protocol. */
export function readHubFrame(text: string): HubFrame | null {
  try {
    const said: unknown = JSON.parse(text)
    const parsed = HubFrame.safeParse(said)
    return parsed.success ? parsed.data : readMended(said)
  } catch {
    return null
  }
}

/** One person with an impossible name must not hide all the others. */
function readMended(said: unknown): HubFrame | null {
  const people = z.looseObject({ t: z.enum(['sync', 'up']), items: z.array(z.unknown()) }).safeParse(said)
  if (!people.success) return null
  const parsed = HubFrame.safeParse({ ...people.data, items: mended(people.data.items) })
  return parsed.success ? parsed.data : null
}
