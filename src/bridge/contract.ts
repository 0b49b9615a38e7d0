/** THE list between windows and main. A call without a handler, or a handler without a call, does not compile. */
import { z } from 'zod'
import type { Outcome } from '../core/app/intent.ts'
import type { InsightsReport } from '../core/app/report/insights.ts'
import { Wish } from '../core/app/intent.ts'
import type { TeamHead } from '../core/app/teamHead.ts'
import type { Proposal } from '../core/app/proposal.ts'
import type { Rhythm } from '../core/planner/rhythm.ts'
import type { Papers } from '../core/app/papers.ts'
import type { Letters } from '../core/team/letters.ts'
import type { TeamDoc, TeamDocs } from '../core/team/docs.ts'
import type { SeenEvent } from '../core/calendar/event.ts'
import type {
  Busy,
  Calendars,
  Inbox,
  LedgerSlice,
  MuteSlice,
  Notice,
  Plan,
  Roster,
  SessionSlice,
  Settings,
  Starts,
  Status,
  SystemSlice,
  TeamSlice,
} from '../core/app/state.ts'

/** The slices that windows mirror. Every slice is a flat record, so that a change travels as its changed keys only. */
export interface Slices {
  readonly settings: Settings
  readonly plan: Plan
  readonly rhythm: Rhythm
  readonly history: { readonly undo: number; readonly redo: number }
  readonly session: SessionSlice
  readonly ledger: LedgerSlice
  readonly starts: Starts
  readonly status: { readonly status: Status }
  readonly mute: MuteSlice
  readonly inbox: Inbox
  readonly calendars: Calendars
  readonly busy: Busy
  readonly letters: Letters
  readonly teams: Readonly<Record<string, TeamSlice>>
  readonly system: SystemSlice
  readonly notices: { readonly list: readonly Notice[] }
  readonly [roster: `roster:${string}`]: Roster
  readonly [docs: `docs:${string}`]: TeamDocs
  readonly [papers: `papers:${string}`]: Papers
}
export type SliceName = keyof Slices & string

/** The keys of a slice with their values; a roster's people come packed (`core/team/pack.ts`). */
export type Told = Readonly<Record<string, unknown>> | string
/** All people of a roster come in portions. */
export type ToldWhole = Told | readonly string[]

/**
 * A slice whole, or its change since `prev`. A window that holds another revision than `prev` asks again with `watch`.
 */
export type SliceMessage =
  | { readonly slice: SliceName; readonly rev: number; readonly full: ToldWhole }
  | {
      readonly slice: SliceName
      readonly prev: number
      readonly rev: number
      readonly set: Told
      readonly gone: readonly string[]
    }

const SliceNames = z.array(z.string().max(80)).max(64)

/** Window to main: one call, one answer. */
export const calls = {
  /** A person's wish; the answer comes after it was saved and acted upon. */
  dispatch: { input: Wish },
  /** The named slices whole, and their changes from now on. Naming others later adds to the list. */
  watch: { input: SliceNames },
  unwatch: { input: SliceNames },
  /** What the journal says of today and this week. */
  insights: { input: z.strictObject({}) },
  /** What the planner proposes of itself now. */
  propose: { input: z.strictObject({}) },
  /** The calendars' events that touch a stretch of time, with their titles: only ever for this screen. */
  events: { input: z.strictObject({ start: z.int(), end: z.int() }) },
  /** Reads the old months that lie in this stretch of time; the news of the plan has them. */
  months: { input: z.strictObject({ start: z.int(), end: z.int() }) },
  /** The versions of a team's document that its hub still keeps; rejects where it cannot be asked. */
  docHistory: { input: z.strictObject({ team: z.string().max(64), doc: z.string().max(100) }) },
  /** How the list of a large team begins, long before all of it can be there; null of a small one. */
  teamHead: { input: z.strictObject({ team: z.string().max(64) }) },
  /** The first picture is painted: what waited for it may begin. */
  drawn: { input: z.null() },
  /** A window is likely to be opened in a moment. */
  foresee: { input: z.literal('team') },
} as const

export interface CallInputs {
  readonly dispatch: z.infer<typeof Wish>
  readonly watch: z.infer<typeof SliceNames>
  readonly unwatch: z.infer<typeof SliceNames>
  readonly insights: Readonly<Record<string, never>>
  readonly propose: Readonly<Record<string, never>>
  readonly events: { readonly start: number; readonly end: number }
  readonly months: { readonly start: number; readonly end: number }
  readonly docHistory: { readonly team: string; readonly doc: string }
  readonly teamHead: { readonly team: string }
  readonly drawn: null
  readonly foresee: 'team'
}

export interface CallAnswers {
  readonly dispatch: Outcome
  readonly watch: readonly SliceMessage[]
  readonly unwatch: null
  readonly insights: InsightsReport
  readonly propose: Proposal | null
  readonly events: readonly SeenEvent[]
  readonly docHistory: readonly TeamDoc[]
  readonly teamHead: TeamHead | null
  readonly months: null
  readonly drawn: null
  readonly foresee: null
}
export type CallName = keyof typeof calls

/** Main to window: news, no answer. */
export interface News {
  readonly slices: readonly SliceMessage[]
  /** The window was closed; its page stays for a while and goes back to how it opens. */
  readonly closed: null
}
export type NewsName = keyof News

/** What the preload script puts on `window.tideline`: two generic doors. */
export interface Bridge {
  call<Name extends CallName>(name: Name, input: CallInputs[Name]): Promise<CallAnswers[Name]>
  /** Returns how to stop listening. */
  on<Name extends NewsName>(name: Name, listener: (news: News[Name]) => void): () => void
}
