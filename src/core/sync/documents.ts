/**
 * What a team writes down together: its agreement, proposals to change it, check-ins and who waits on whom. Each
 * document has a version; whoever writes says which version they saw, and the hub takes it only if that is still the
 * latest. Strict like everything else that may leave a device.
 */
import { z } from 'zod'
import { instant, prose, webLink, zone } from './records.ts'

/** Made by the hub for teams, people, devices and invites. */
export const ID = /^[A-Za-z0-9_-]{1,40}$/
export const Id = z.string().regex(ID)

/** Wall-clock time, `09:30`; `24:00` ends a day. */
const WallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const WallDate = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)
/** 1 is Monday, 7 is Sunday. */
const Weekdays = z.array(z.int().min(1).max(7)).max(7)
/** Minutes. */
const ResponseTime = z
  .int()
  .min(1)
  .max(31 * 24 * 60)

/** Without a zone they are on everybody's own clock; an end that is not later than the start is on the next day. */
const WeeklyHours = z.strictObject({ days: Weekdays, start: WallTime, end: WallTime, zone: zone.optional() })

/** The team's rules. Everything is optional: no more rules than necessary. */
export const Agreement = z.strictObject({
  text: prose(2_000).optional(),
  coreHours: z.array(WeeklyHours).max(14).optional(),
  quietHours: z.array(WeeklyHours).max(14).optional(),
  noMeetings: z.array(WeeklyHours).max(14).optional(),
  officeDays: Weekdays.optional(),
  /** The team asked for its people to be spread over the week where the office is full on some days. */
  spreadOffice: z.boolean().optional(),
  responses: z
    .strictObject({
      whenever: ResponseTime.optional(),
      today: ResponseTime.optional(),
      urgent: ResponseTime.optional(),
    })
    .optional(),
  /** How many urgent knocks one person may send in 24 hours, and for what. */
  urgent: z.strictObject({ perDay: z.int().min(0).max(50), reasons: prose(280).optional() }).optional(),
  reviewOn: WallDate.optional(),
  /** More than so many percent of the members must agree to a change; 50 where it is left out. */
  quorum: z.int().min(0).max(99).optional(),
})
export type Agreement = z.infer<typeof Agreement>

/** Where the team went: another hub, and its certificate's fingerprint where it made its own. */
export const Moved = z.strictObject({
  url: z.string().max(300),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

/** What a member proposes: a whole agreement, to follow version `base` of the one that holds. */
export const ProposalDraft = z.strictObject({
  base: z.int().min(0),
  agreement: Agreement,
  why: prose(500).optional(),
})
export type ProposalDraft = z.infer<typeof ProposalDraft>

/** What the hub makes of it. `author` wrote this draft (an older hub did not say). `draft` counts rewrites: a vote is for one of them, and a rewrite starts the votes anew. */
export const Proposal = ProposalDraft.extend({
  state: z.enum(['open', 'adopted']),
  author: Id.optional(),
  draft: z.int().min(1),
  votes: z.record(Id, z.boolean()),
})
export type Proposal = z.infer<typeof Proposal>

export const CheckIn = z.strictObject({
  did: prose(500).optional(),
  next: prose(500).optional(),
  waiting: prose(280).optional(),
})
export type CheckIn = z.infer<typeof CheckIn>

export const WaitingOn = z.strictObject({
  who: Id,
  on: Id,
  what: prose(280),
  since: instant,
  link: webLink.optional(),
})
export type WaitingOn = z.infer<typeof WaitingOn>

/** So many minutes a meeting of a day and a night could cost one person, each counted eight times. */
const MOST_BORNE = 2 * 24 * 60 * 8

/** A meeting that was agreed on where it did not suit everybody: what each bears, in weighted minutes (team/overlap). */
export const Meeting = z
  .strictObject({
    start: instant,
    end: instant,
    bore: z.record(Id, z.int().min(1).max(MOST_BORNE)),
  })
  .refine(({ start, end }) => start < end, { error: 'bad_value' })
  .refine(({ bore }) => Object.keys(bore).length <= 200, { error: 'too_long' })
export type Meeting = z.infer<typeof Meeting>

/** The kinds of documents by the first part of their id, and what a member may write in each. */
export const DOC_KINDS = {
  /** `agreement`: only the hub writes it, when a proposal is adopted. */
  agreement: z.never(),
  /** `moved`: where the team is now, as an owner told the hub (doors.ts). */
  moved: z.never(),
  /** `proposal.<id>`, its author's; the hub adds state and votes. */
  proposal: ProposalDraft,
  /** `checkin.<person>.<date>`, that person's. */
  checkin: CheckIn,
  /** `waiting.<id>`: made by who waits, taken back by either. */
  waiting: WaitingOn,
  /** `meeting.<id>`: made by whoever calls it, taken back by them or by who bears it. */
  meeting: Meeting,
} as const
export type DocKind = keyof typeof DOC_KINDS

export const DocId = z
  .string()
  .regex(
    /^(?:agreement|moved|(?:proposal|waiting|meeting)\.[A-Za-z0-9_-]{1,40}|checkin\.[A-Za-z0-9_-]{1,40}\.\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))$/,
  )

const KINDS = Object.keys(DOC_KINDS) as DocKind[]
/** The kind of a document by its id; null for an id of another version of the protocol. */
export const docKind = (id: string): DocKind | null => KINDS.find((kind) => kind === id.split('.')[0]) ?? null

/** More than this percentage of the members adopts a proposal where the agreement says nothing else. */
export const DEFAULT_QUORUM = 50
/** How many urgent knocks one person may send in 24 hours where the agreement says nothing else. */
export const DEFAULT_URGENT_PER_DAY = 3

export function isAdopted(
  votes: Readonly<Record<string, boolean>>,
  members: readonly string[],
  quorum: number,
): boolean {
  const agreed = members.filter((member) => votes[member] === true).length
  return agreed * 100 > members.length * quorum
}
