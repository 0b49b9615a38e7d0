/** What a link knows: where the connection stands, what is to be published, and up to where the team is known. */
import { z } from 'zod'
import type { Instant, Millis } from '../time/instant.ts'
import { Hlc, NO_HLC } from './hlc.ts'
import type { LinkReason, LinkView } from './linkView.ts'
import type { NackCode } from './limits.ts'
import {
  type ByeWhy,
  type ClientFrame,
  type Doc,
  type Held,
  type HubFrame,
  type InboxItem,
  type Item,
  Paper,
} from './protocol.ts'
import { ManualStatus, Presence, SharedPlan } from './records.ts'

export const KINDS = ['presence', 'manual', 'plan'] as const
export type Kind = (typeof KINDS)[number]

const stamp = {
  /** When the value was set, by this computer's clock. */
  at: z.int(),
  /** Given when it is sent first; the same ever after. */
  hlc: Hlc.nullable(),
  /** `settled` the hub has it, or a newer one · `unsent` it must be sent · `refused` the hub will not take it. */
  fate: z.enum(['settled', 'unsent', 'refused']),
}
/** What this device wants one register to say. */
const Register = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('presence'), body: Presence.nullable(), ...stamp }),
  z.strictObject({ kind: z.literal('manual'), body: ManualStatus.nullable(), ...stamp }),
  z.strictObject({ kind: z.literal('plan'), body: SharedPlan.nullable(), ...stamp }),
])
export type Register = z.infer<typeof Register>

/** More than anybody writes while offline. */
export const MOST_PAPERS = 200

/** What outlives the process. */
const Kept = z.strictObject({
  v: z.literal(1),
  lastHlc: Hlc,
  /** The hub's clock minus this one, as last known. */
  offset: z.int(),
  registers: z.array(Register).max(KINDS.length),
  /** Documents, votes and items that the hub has not answered yet, in the order in which they were asked for. */
  papers: z
    .array(z.strictObject({ ref: z.string().max(80), paper: Paper }))
    .max(MOST_PAPERS)
    .optional(),
})
export type Kept = z.infer<typeof Kept>

/** Where the connection stands. `since` and `length` instead of a deadline, so that a clock set back delays nothing for long. */
export type Phase =
  | { readonly at: 'resting' }
  | { readonly at: 'waiting'; readonly since: Instant; readonly length: Millis }
  | { readonly at: 'connecting'; readonly since: Instant }
  | { readonly at: 'greeting'; readonly since: Instant }
  | { readonly at: 'online'; readonly since: Instant; readonly heard: Instant; readonly patience: Millis }

export interface Flight {
  readonly id: number
  readonly kind: Kind
  readonly hlc: Hlc
}

/** What became of a paper: the document's version where it has one, or why it was refused. */
export type PaperAnswer =
  | { readonly ok: true; readonly version?: number }
  | {
      readonly ok: false
      readonly code: NackCode | 'too_big' | 'full' | (string & {})
      readonly field?: string
      readonly version?: number
      readonly retryMs?: Millis
    }

export interface LinkState {
  readonly device: string
  readonly app: string
  readonly phase: Phase
  readonly status: LinkView['status']
  readonly reason: LinkReason | null
  /** When the status became what it is. */
  readonly since: Instant
  /** Failed attempts in a row. */
  readonly attempts: number
  readonly kept: Kept
  /** Puts that wait for an answer on this connection, at most one for each register. */
  readonly flights: readonly Flight[]
  /** Papers that wait for an answer on this connection. */
  readonly paperFlights: readonly { readonly id: number; readonly ref: string }[]
  readonly nextId: number
  /** Nothing is sent before: the hub asked to wait. */
  readonly holdUntil: Instant
  /** The stamps of what the hub holds; null before it said so. */
  readonly held: Held | null
  /** Everything up to here is known; null where everything must be asked for. */
  readonly token: { readonly epoch: string; readonly rev: number } | null
  readonly epoch: string
  /** A gap was found: changes are of no use until the hub has answered. */
  readonly resyncing: boolean
  readonly me: string
  /** What the hub last said of this person. */
  readonly mine: { readonly manual: ManualStatus | null; readonly plan: SharedPlan | null } | null
  readonly badFrames: number
  /** How long the hub asked to stay away, before it hung up. */
  readonly reconnectMs: Millis | null
  readonly publishedAt: Instant | null
  readonly refusal: { readonly kind: Kind; readonly code: string } | null
}

export interface Outgoing {
  readonly presence: Presence | null
  readonly manual: ManualStatus | null
  readonly plan: SharedPlan | null
}

export type LinkEvent =
  | { readonly type: 'start' }
  | { readonly type: 'publish'; readonly out: Outgoing }
  /** `ref` is the asker's name for it, which the answer comes with. */
  | { readonly type: 'ask'; readonly ref: string; readonly paper: Paper }
  | { readonly type: 'opened' }
  /** Null where it could not be read. */
  | { readonly type: 'frame'; readonly frame: HubFrame | null }
  /** Anything came; `hubNow` where it told the hub's time. */
  | { readonly type: 'alive'; readonly hubNow: Instant | null }
  | { readonly type: 'failed'; readonly reason: LinkReason; readonly retryMs?: Millis }
  | { readonly type: 'closed'; readonly code: number }
  /** A frame was too large to send. */
  | { readonly type: 'unsendable'; readonly id: number }
  | { readonly type: 'tick' }
  | { readonly type: 'wake' }
  | { readonly type: 'close'; readonly why: ByeWhy }

export type LinkCommand =
  | { readonly do: 'connect' }
  | { readonly do: 'send'; readonly frame: ClientFrame }
  /** Asks for a sign of life. */
  | { readonly do: 'probe' }
  /** Ends the connection without waiting for the other side. */
  | { readonly do: 'drop' }
  /** The hub finds the token old. */
  | { readonly do: 'renew' }
  | { readonly do: 'team'; readonly me: string; readonly name: string }
  | { readonly do: 'answered'; readonly ref: string; readonly answer: PaperAnswer }
  /** With `full`, what follows up to and with `end` is all there is. */
  | { readonly do: 'docs'; readonly full: boolean; readonly docs: readonly Doc[]; readonly end: boolean }
  | {
      readonly do: 'inbox'
      readonly full: boolean
      readonly items: readonly InboxItem[]
      readonly gone: readonly string[]
      readonly end: boolean
    }
  /** With `full`, what follows up to and with `end` is everybody. */
  | {
      readonly do: 'people'
      readonly full: boolean
      readonly items: readonly Item[]
      readonly gone: readonly string[]
      readonly end: boolean
    }

export interface Step {
  readonly state: LinkState
  readonly commands: readonly LinkCommand[]
}

/** The moment of a step: this computer's clock, and a number from 0 up to but not including 1 to spread attempts with. */
export interface Moment {
  readonly now: Instant
  readonly luck: number
}

export const step = (state: LinkState, ...commands: LinkCommand[]): Step => ({ state, commands })

/** `kept` is what an earlier run left; anything unreadable counts as nothing. */
export function initialLink(device: string, app: string, kept: unknown, now: Instant): LinkState {
  const parsed = Kept.safeParse(kept)
  return {
    device,
    app,
    phase: { at: 'resting' },
    status: 'connecting',
    reason: null,
    since: now,
    attempts: 0,
    kept: parsed.success ? parsed.data : { v: 1, lastHlc: NO_HLC, offset: 0, registers: [] },
    flights: [],
    paperFlights: [],
    nextId: 1,
    holdUntil: 0,
    held: null,
    token: null,
    epoch: '',
    resyncing: false,
    me: '',
    mine: null,
    badFrames: 0,
    reconnectMs: null,
    publishedAt: null,
    refusal: null,
  }
}

export const registerOf = (state: LinkState, kind: Kind): Register | undefined =>
  state.kept.registers.find((register) => register.kind === kind)

export function withRegister(state: LinkState, register: Register): LinkState {
  const others = state.kept.registers.filter(({ kind }) => kind !== register.kind)
  return { ...state, kept: { ...state.kept, registers: [...others, register] } }
}

export const withKept = (state: LinkState, change: Partial<Kept>): LinkState => ({
  ...state,
  kept: { ...state.kept, ...change },
})

/** The hub's time, as far as known. */
export const hubTime = (state: LinkState, now: Instant): Instant => now + state.kept.offset
