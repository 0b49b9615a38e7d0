/** Everything the app knows, in slices. A slice is saved alone, sent to windows alone, and owned by one folder of reducers. */
import { z } from 'zod'
import type { Here } from '../availability/here.ts'
import type { Shares } from '../availability/cut.ts'
import type { BusyTime, Calendar } from '../calendar/calendar.ts'
import type { Digest } from '../focus/digest.ts'
import type { Familiar, LedgerEvent } from '../focus/interruptions.ts'
import { FocusSettings } from '../focus/modes.ts'
import type { Session } from '../focus/session.ts'
import { Limits } from '../planner/limits.ts'
import { type History, noHistory } from '../planner/history.ts'
import type { Plan } from '../planner/planned.ts'
import { emptyRhythm, type Rhythm } from '../planner/rhythm.ts'
import type { Inbox } from '../planner/task.ts'
import { ManualStatus, type Person, Skills } from '../sync/records.ts'
import type { HubAddress } from '../sync/invite.ts'
import type { TeamDocs } from '../team/docs.ts'
import { GROUPINGS, GROUPINGS_OF_ALL } from '../team/sections.ts'
import type { Instant } from '../time/instant.ts'
import type { Papers } from './papers.ts'
import type { Letters } from '../team/letters.ts'
import type { TeamBook } from './teamWishes.ts'

/** Nobody's day ends later than noon. */
export const LATEST_DAY_END = 12

export const MUTE_MODES = ['with', 'always', 'never'] as const

export const TEAM_LOOKS = ['auto', 'list', 'table'] as const

export const END_SOUNDS = ['off', 'soft', 'medium', 'loud'] as const

/** Whether the person saw the test notice while muted. */
export const MUTE_TESTS = ['held', 'shown'] as const
export type MuteTest = (typeof MUTE_TESTS)[number]

/** A program and its arguments, run without a shell. */
export const HookArgv = z
  .array(
    z
      .string()
      .max(4_000, { error: 'hook_bad' })
      .regex(/^[^\0]*$/, { error: 'hook_bad' }),
  )
  .max(32, { error: 'hook_bad' })
  .refine(([program]) => program !== '', { error: 'hook_bad' })

/** One schema gives type, validation and default. */
export const Settings = z.strictObject({
  /** Shown to teammates; empty until the person has said it. */
  name: z.string().max(80).default(''),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** How long a click on the tray focuses where no focus block is under way, in minutes. */
  defaultMinutes: z.int().min(5).max(480).default(50),
  /** `with` mutes during focus, `always` keeps the desktop muted, `never` leaves it alone. */
  mute: z.enum(MUTE_MODES).default('with'),
  /** Also muted outside the shared blocks of the plan. */
  quietHours: z.boolean().default(false),
  /** What was seen at the last test, by notification server and version. */
  muteTests: z.record(z.string(), z.enum(MUTE_TESTS)).default({}),
  shortcut: z.string().max(64).default('CommandOrControl+Alt+F'),
  /** Logs an interruption from anywhere on the desktop. */
  interruptShortcut: z.string().max(64).default('CommandOrControl+Alt+Shift+F'),
  /** Without input for this long I am away, in minutes. Told only to teams with which I share it. */
  awayAfterMinutes: z.int().min(1).max(240).default(10),
  /** Whether a card asks in the morning and in the evening what to tell the team. */
  checkIns: z.boolean().default(false),
  /** How much of my shared time I want to be solo, in percent; 0 for no target. Told to nobody. */
  soloTarget: z.int().min(0).max(100).default(0),
  /** The date and part of the day of the question that was put off last. */
  checkInSkipped: z.string().max(40).default(''),
  startAtLogin: z.boolean().default(false),
  /** Whether the first steps are done or were left. */
  welcomed: z.boolean().default(false),
  clock: z.enum(['locale', '24', '12']).default('locale'),
  /** The hour at which the person's day ends: with 4, what lasts until four in the morning belongs to the day before. */
  dayEndsAt: z.int().min(0).max(LATEST_DAY_END).default(0),
  /** Whether the small focus view opens with each session. */
  focusView: z.boolean().default(false),
  /** Off unless asked for: a sound that nobody chose interrupts the room, and the end is told by a notice anyway. */
  endSound: z.enum(END_SOUNDS).default('off'),
  /** Whether the tray counts the seconds of the last minute. */
  trayCountdown: z.boolean().default(false),
  /** Whether it was said that this desktop shows no tray icons. */
  toldNoTray: z.boolean().default(false),
  /** The person's own program, run when focus starts, pauses, goes on and ends; empty for none. Never part of a change from outside: see `hook.set`. */
  hook: HookArgv.default([]),
  /** The file that free and busy time is published into; empty for none. Never part of a change from outside: see `calendar.publish`. */
  publishTo: z.string().max(4_000).default(''),
  /** How the team window groups people. */
  teamGroup: z.enum(GROUPINGS).default('state'),
  allTeamsGroup: z.enum(GROUPINGS_OF_ALL).default('state'),
  /** `auto` is a list or a table, as wide as the window is. */
  teamLook: z.enum(TEAM_LOOKS).default('auto'),
  /** The team that was looked at last, or `all`; empty before the first choice. */
  lastTeam: z.string().max(64).default(''),
  /** What teammates may ask the person about, in their own words. Told only to teams with which it is shared. */
  skills: Skills.default([]),
  focus: FocusSettings.prefault({}),
  limits: Limits.prefault({}),
  /** Whether the rest of the day is proposed anew where it slipped. */
  reflow: z.boolean().default(true),
  /** Whether it is asked after a session how much energy there was, and focus is suggested where there is most. */
  energy: z.boolean().default(true),
})
export type Settings = z.infer<typeof Settings>

export type { Plan }

export interface SessionSlice {
  /** The running or paused session, or the one that just ended. */
  readonly current: Session | null
  /** Until when a stopped session can be taken back; null where none can. */
  readonly undoUntil: Instant | null
  /** The sessions that went before, of the last day and a half, oldest first: what really happened today. */
  readonly past: readonly Session[]
  /** When a strict session was asked to end; null where it was not, or was told to go on. */
  readonly endAsked: Instant | null
  /** The end that was told to be near, so that it is told once; null where none was. */
  readonly landing: Instant | null
}

/** Interruptions beside the sessions', and what a session's end has to tell. */
export interface LedgerSlice extends Familiar {
  /** Interruptions of the last day and a half while no session was open, oldest first. */
  readonly stray: readonly LedgerEvent[]
  /** Of the session under way or the one that ended last; null before the first and once it was dismissed. */
  readonly digest: Digest | null
}

export const emptyLedger: LedgerSlice = { people: [], channels: [], stray: [], digest: null }

/** A focus block that starts itself: that it was announced, put off, or dealt with. */
export const PlannedStart = z.strictObject({
  block: z.string(),
  /** When the block starts; a block that was moved since is another start. */
  start: z.int(),
  /** When it will start itself, after all putting off. */
  at: z.int(),
  postponed: z.int(),
  is: z.enum(['waiting', 'started', 'skipped']),
})
export type PlannedStart = z.infer<typeof PlannedStart>
/** By their blocks; only of blocks that are not over. */
export type Starts = Readonly<Record<string, PlannedStart>>

export type MuteLevel = 'verified' | 'requested' | 'unsupported'

/** What the desktop's muting reported last. */
export interface MuteSlice {
  readonly level: MuteLevel
  /** The notification server, for example `dunst 1.9.0`; empty where none was found. */
  readonly label: string
  readonly held: boolean
  readonly alreadyMuted: boolean
  /** Why it could not be done, as a code of the mute port; null when all is well. */
  readonly problem: string | null
  /** What the person saw at the last test on this server and version; absent where they never tested. */
  readonly test?: MuteTest
  /** The desktop's adapter, for example `dunst`; absent before the first look. */
  readonly adapter?: string
}

export type { Inbox }

/** Own words and hand-set availability, told to every team. */
export const Status = ManualStatus.nullable()
export type Status = z.infer<typeof Status>

/** Calendars subscribed to, by their id. */
export type Calendars = Readonly<Record<string, Calendar>>
/** What each calendar takes up in the days that are shared; never what for. */
export type Busy = Readonly<Record<string, readonly BusyTime[]>>

export type LinkStatus = 'connecting' | 'online' | 'offline' | 'refused'

export interface LinkSlice {
  readonly status: LinkStatus
  /** A code of the link, such as `hub_unreachable`; null when online. */
  readonly reason: string | null
  readonly since: Instant
  /** When the hub acknowledged our status last, by our clock. */
  readonly publishedAt: Instant | null
}

const share = z.boolean().optional()

/** How to reach a team. The token is not here: it lives in the vault. */
export const Membership = z.strictObject({
  team: z.string(),
  name: z.string(),
  me: z.string(),
  device: z.string(),
  url: z.string(),
  fingerprint: z.string().optional(),
  /** Whether this computer hosts the hub, and for whom. */
  hosted: z.enum(['no', 'loopback', 'lan']).default('no'),
  shares: z
    .strictObject({ place: z.boolean().default(false), away: share, skills: share, plan: share, zone: share })
    .prefault({}),
  /** My new name, while the hub does not know it yet. */
  nameToTell: z.string().optional(),
  /** Where the team moved away from a hub of this computer: that hub runs on, to tell those who come later. */
  alsoHosts: z.enum(['loopback', 'lan']).optional(),
})
export type Membership = z.infer<typeof Membership>

export interface TeamSlice extends Membership {
  readonly shares: Shares
  readonly link: LinkSlice
  /** The newest invite made here, to be copied; never saved. */
  readonly invite: string | null
  /** Who and what is in it, as asked last; never saved. */
  readonly book?: TeamBook
  /** Where an owner moved the team to, until I go along; told anew by the hub, never saved. */
  readonly movedTo?: HubAddress
}

/** Teammates by their id. Large, so it travels as changes and is never saved with the rest. */
export type Roster = Readonly<Record<string, Person>>

/** What this device and desktop are. Found at start, never saved. */
export interface SystemSlice {
  readonly zone: string
  readonly trayHost: boolean
  /** Whether tokens are encrypted by the desktop's keyring, or lie in a file that only the user can read. */
  readonly vault: 'keyring' | 'file'
  readonly dataDir: string
  readonly version: string
  /** Whether the global shortcut could be taken. */
  readonly shortcutTaken: boolean
  readonly interruptShortcutTaken: boolean
  /** Looked at only while some team is to be told of it. */
  readonly here: Here
  readonly platform: string
}

/** Something to tell on screen until it is dismissed: a message key and its values. */
export interface Notice {
  readonly id: string
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
  readonly at: Instant
  readonly tone: 'info' | 'problem'
}

export interface State {
  readonly settings: Settings
  readonly plan: Plan
  readonly rhythm: Rhythm
  /** What can be undone and done again today. Windows get only how much there is. */
  readonly history: History
  readonly session: SessionSlice
  readonly ledger: LedgerSlice
  readonly starts: Starts
  readonly status: Status
  readonly mute: MuteSlice
  readonly inbox: Inbox
  readonly calendars: Calendars
  readonly busy: Busy
  readonly teams: Readonly<Record<string, TeamSlice>>
  readonly rosters: Readonly<Record<string, Roster>>
  /** What each team wrote down together, as its hub told it last. */
  readonly docs: Readonly<Record<string, TeamDocs>>
  /** What I wrote to each team and its hub has not confirmed. */
  readonly papers: Readonly<Record<string, Papers>>
  /** Knocks and what belongs to them, of all teams: what was left for me, and what I left. */
  readonly letters: Letters
  readonly system: SystemSlice
  readonly notices: readonly Notice[]
}

export const noMute: MuteSlice = { level: 'unsupported', label: '', held: false, alreadyMuted: false, problem: null }

export const noSession: SessionSlice = { current: null, undoUntil: null, past: [], endAsked: null, landing: null }

export function emptyState(system: SystemSlice): State {
  return {
    settings: Settings.parse({}),
    plan: {},
    rhythm: emptyRhythm,
    history: noHistory,
    session: noSession,
    ledger: emptyLedger,
    starts: {},
    status: null,
    mute: noMute,
    inbox: {},
    calendars: {},
    busy: {},
    teams: {},
    rosters: {},
    docs: {},
    papers: {},
    letters: {},
    system,
    notices: [],
  }
}
