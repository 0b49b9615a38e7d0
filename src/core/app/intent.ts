/**
 * Everyone speaks `Intent`: tray, shortcut, windows, CLI, deep link, power events and the hub all come through this one
 * union. `WISHES` is what a person may ask for, and is checked at every door; `Report` is what the app itself observed.
 */
import { z } from 'zod'
import { type CalendarNews, calendarWishes } from './calendarIntent.ts'
import { type DataNews, dataWishes } from './dataIntent.ts'
import { Answers } from '../focus/answers.ts'
import { EnergyLevel, GAP_ANSWERS, type GapKind, LONGEST_INTENTION } from '../focus/events.ts'
import { CHOSEN_MODES, FocusSettings } from '../focus/modes.ts'
import { BLOCK_KINDS, Block } from '../planner/block.ts'
import { LimitsChange } from '../planner/limits.ts'
import type { Plan } from '../planner/planned.ts'
import type { HubAddress } from '../sync/invite.ts'
import { ManualStatus, PersonName } from '../sync/records.ts'
import type { Held } from '../focus/digest.ts'
import { type LinkSlice, type Membership, type MuteSlice, HookArgv, Settings, type SystemSlice } from './state.ts'
import { TASK_WISHES } from './taskWishes.ts'
import { RHYTHM_WISHES } from './rhythmWishes.ts'
import type { PaperAnswer } from '../sync/linkState.ts'
import type { Person } from '../sync/records.ts'
import type { DocsNews } from '../team/docs.ts'
import { KNOCK_WISHES } from './knockWishes.ts'
import type { InboxNews } from './reduce/inbox.ts'
import { DOC_WISHES } from './papers.ts'
import { PICTURE_ERRANDS, PICTURE_WISHES } from './pictureWish.ts'
import { TEAM_FILE_ERRANDS, TEAM_FILE_WISHES } from './teamFileWishes.ts'
import { TEAM_ERRANDS, TEAM_WISHES, type TeamBook } from './teamWishes.ts'
import type { Instant, Millis } from '../time/instant.ts'

/** The longest focus a person can ask for at once. */
export const LONGEST_FOCUS_MINUTES = 24 * 60

const minutes = z.number().min(1, { error: 'focus_too_short' }).max(LONGEST_FOCUS_MINUTES, { error: 'focus_too_long' })
const id = z.string().min(1).max(64)

/** Changes to a block: whatever is given replaces what was there. */
const BlockChange = z.strictObject({
  kind: z.enum(BLOCK_KINDS).optional(),
  title: Block.shape.title.unwrap().optional(),
  start: Block.shape.start.optional(),
  minutes: Block.shape.minutes.optional(),
  place: z.string().max(64).optional(),
  focus: Block.shape.focus,
  fixed: Block.shape.fixed,
  task: Block.shape.task,
})
export type BlockChange = z.infer<typeof BlockChange>

const habits = FocusSettings.shape
const FocusChange = z.strictObject({
  mode: habits.mode.unwrap().optional(),
  strict: habits.strict.unwrap().optional(),
  work: habits.work.unwrap().optional(),
  short: habits.short.unwrap().optional(),
  long: habits.long.unwrap().optional(),
  every: habits.every.unwrap().optional(),
  rounds: habits.rounds.unwrap().optional(),
  flow: habits.flow.unwrap().optional(),
  rest: habits.rest.unwrap().optional(),
  postpone: habits.postpone.unwrap().optional(),
  postpones: habits.postpones.unwrap().optional(),
  auto: habits.auto.unwrap().optional(),
  landing: habits.landing.unwrap().optional(),
  target: habits.target.unwrap().optional(),
})

const SettingsChange = z.strictObject({
  name: PersonName.optional(),
  theme: Settings.shape.theme.unwrap().optional(),
  defaultMinutes: Settings.shape.defaultMinutes.unwrap().optional(),
  mute: Settings.shape.mute.unwrap().optional(),
  quietHours: z.boolean().optional(),
  shortcut: Settings.shape.shortcut.unwrap().optional(),
  interruptShortcut: Settings.shape.interruptShortcut.unwrap().optional(),
  awayAfterMinutes: Settings.shape.awayAfterMinutes.unwrap().optional(),
  checkIns: z.boolean().optional(),
  soloTarget: z.int().min(0).max(100).optional(),
  checkInSkipped: z.string().max(40).optional(),
  startAtLogin: z.boolean().optional(),
  welcomed: z.boolean().optional(),
  clock: Settings.shape.clock.unwrap().optional(),
  dayEndsAt: Settings.shape.dayEndsAt.unwrap().optional(),
  focusView: z.boolean().optional(),
  trayCountdown: z.boolean().optional(),
  teamGroup: Settings.shape.teamGroup.unwrap().optional(),
  allTeamsGroup: Settings.shape.allTeamsGroup.unwrap().optional(),
  teamLook: Settings.shape.teamLook.unwrap().optional(),
  lastTeam: Settings.shape.lastTeam.unwrap().optional(),
  skills: Settings.shape.skills.unwrap().optional(),
  endSound: Settings.shape.endSound.unwrap().optional(),
  toldNoTray: z.boolean().optional(),
  /** Only what is given changes. */
  focus: FocusChange.optional(),
  limits: LimitsChange.optional(),
  reflow: z.boolean().optional(),
  energy: z.boolean().optional(),
})

export const WINDOWS = ['planner', 'team', 'settings', 'welcome', 'focus', 'knock'] as const
export type WindowKind = (typeof WINDOWS)[number]

/** What a person can wish for. Parsed at every door: window, CLI, deep link. */
export const Wish = z.discriminatedUnion('type', [
  /** Starts if nothing runs, ends if something does: the click on the tray. */
  z.strictObject({ type: z.literal('focus.toggle') }),
  /** With neither minutes nor until: what is left of the focus block now, else the usual length. */
  z.strictObject({
    type: z.literal('focus.start'),
    minutes: minutes.optional(),
    until: z.int().optional(),
    title: z.string().max(200).optional(),
    block: id.optional(),
    /** What is not given is as the block says, else as the settings say. */
    mode: z.enum(CHOSEN_MODES).optional(),
    strict: z.boolean().optional(),
    mute: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('focus.pause') }),
  z.strictObject({ type: z.literal('focus.resume') }),
  z.strictObject({ type: z.literal('focus.extend'), minutes }),
  /** Logs an interruption, also where no session is open. The outcome's value is its instant, to describe it by. */
  z.strictObject({ type: z.literal('focus.interrupt'), ...Answers.shape }),
  /** Says more of an interruption; without `of`, of the newest. */
  z.strictObject({ type: z.literal('focus.describe'), of: z.int().optional(), ...Answers.shape }),
  /** Back at it, after the newest interruption or that at the instant `of`. */
  z.strictObject({ type: z.literal('focus.back'), of: z.int().optional() }),
  /** What came of a session; without `session`, of the newest. */
  z.strictObject({ type: z.literal('focus.outcome'), session: id.optional(), text: z.string().trim().max(200) }),
  /** How much energy there was in a session; without `session`, in the newest. */
  z.strictObject({ type: z.literal('focus.energy'), session: id.optional(), level: EnergyLevel }),
  /** One line of what this session is for; an empty one takes it away. */
  z.strictObject({ type: z.literal('focus.intend'), text: z.string().trim().max(LONGEST_INTENTION) }),
  /** A strict session asks first: the first wish is answered `asked`; one with a reason, or one after the wait, ends it. */
  z.strictObject({ type: z.literal('focus.end'), reason: z.string().trim().max(140).optional() }),
  /** Takes back that a strict session was asked to end. */
  z.strictObject({ type: z.literal('focus.keepOn') }),
  /** A break now: in a session, which goes on by itself after it, or on its own. */
  z.strictObject({ type: z.literal('focus.break'), minutes: minutes.optional() }),
  /** Back to work; a break on its own just ends. */
  z.strictObject({ type: z.literal('focus.skipBreak') }),
  /** Puts off the coming, the suggested or the running break, as often as the settings allow. */
  z.strictObject({ type: z.literal('focus.postponeBreak') }),
  /** What to make of the time that the machine slept, was locked or was stopped. */
  z.strictObject({ type: z.literal('focus.settleGap'), how: z.enum(GAP_ANSWERS) }),
  /** About a block that is about to start itself. */
  z.strictObject({ type: z.literal('focus.postponeStart'), block: id }),
  z.strictObject({ type: z.literal('focus.skipStart'), block: id }),
  z.strictObject({ type: z.literal('focus.undoEnd') }),

  z.strictObject({ type: z.literal('plan.add'), block: Block }),
  /** Several at once, as one step to undo: a ready rhythm for the day. */
  z.strictObject({ type: z.literal('plan.addAll'), blocks: z.array(Block).min(1).max(200) }),
  /** Blocks placed, new or changed, and blocks taken away: all of it one step to undo. */
  z.strictObject({ type: z.literal('plan.edit'), set: z.array(Block).max(500), remove: z.array(id).max(500) }),
  z.strictObject({ type: z.literal('plan.change'), id, change: BlockChange }),
  z.strictObject({ type: z.literal('plan.remove'), id }),
  ...RHYTHM_WISHES,
  z.strictObject({ type: z.literal('plan.undo') }),
  z.strictObject({ type: z.literal('plan.redo') }),

  ...TASK_WISHES,

  ...calendarWishes,

  z.strictObject({ type: z.literal('status.set'), status: ManualStatus }),
  z.strictObject({ type: z.literal('status.clear') }),

  z.strictObject({ type: z.literal('settings.change'), change: SettingsChange }),
  z.strictObject({ type: z.literal('notice.dismiss'), id }),
  z.strictObject({ type: z.literal('digest.dismiss') }),

  ...TEAM_WISHES,
  ...TEAM_FILE_WISHES,
  ...PICTURE_WISHES,
  ...DOC_WISHES,
  ...KNOCK_WISHES,
  z.strictObject({
    type: z.literal('team.share'),
    team: id,
    place: z.boolean(),
    away: z.boolean().optional(),
    skills: z.boolean().optional(),
    plan: z.boolean().optional(),
    zone: z.boolean().optional(),
  }),

  z.strictObject({ type: z.literal('mute.selfTest') }),
  /** Lets the end sound be heard now, whatever is set. */
  z.strictObject({ type: z.literal('sound.try') }),
  /** The answer to the self-test's question. */
  z.strictObject({ type: z.literal('mute.saw'), seen: z.boolean() }),
  /** Asks the person on this screen first, unless it takes the program away. */
  z.strictObject({ type: z.literal('hook.set'), argv: HookArgv }),
  z.strictObject({ type: z.literal('window.open'), window: z.enum(WINDOWS) }),
  ...dataWishes,
  z.strictObject({ type: z.literal('app.quit'), force: z.boolean().optional() }),
])
export type Wish = z.infer<typeof Wish>

/** What the app observed of the world. Never accepted from outside. */
export type Report =
  /** Look at the clock again: an alarm fired, the machine woke, the clock was set. */
  | { readonly type: 'look' }
  | { readonly type: 'started'; readonly lastAlive: Instant | null }
  /** The machine slept, was stopped or was locked from `from` until now. */
  | { readonly type: 'gap'; readonly from: Instant; readonly kind: Exclude<GapKind, 'notRunning'> }
  /** The computer's clock was set forward by `by` milliseconds, or back where negative. */
  | { readonly type: 'clockSet'; readonly by: Millis }
  | { readonly type: 'quitting' }
  | { readonly type: 'mute.report'; readonly mute: MuteSlice }
  | { readonly type: 'system.report'; readonly system: Partial<SystemSlice> }
  /** What the desktop held back during a mute of this session, or what it tells of it later. */
  | { readonly type: 'digest.report'; readonly session: string; readonly held: Held }
  | {
      readonly type: 'notice.tell'
      readonly key: string
      readonly values?: Readonly<Record<string, string | number>>
      readonly tone?: 'info' | 'problem'
    }
  /** Old months that were read from disk, and those that nobody looks at any more. */
  | { readonly type: 'plan.months'; readonly blocks: Plan; readonly gone: readonly string[] }
  | CalendarNews
  | DataNews
  /** The person agreed to this program at this screen. */
  | { readonly type: 'hook.agreed'; readonly argv: readonly string[] }
  | { readonly type: 'team.joined'; readonly membership: Membership; readonly invite: string | null }
  | { readonly type: 'team.invited'; readonly team: string; readonly invite: string }
  | { readonly type: 'team.left'; readonly team: string }
  | { readonly type: 'team.book'; readonly team: string; readonly book: TeamBook }
  /** The hub knows my new name. */
  | { readonly type: 'team.nameTold'; readonly team: string; readonly name: string }
  | { readonly type: 'team.moved'; readonly team: string; readonly url: string }
  /** An owner says that the team is on another hub now; null where it stays. */
  | { readonly type: 'team.announced'; readonly team: string; readonly to: HubAddress | null }
  | { readonly type: 'team.followed'; readonly team: string; readonly to: HubAddress }
  | { readonly type: 'link.report'; readonly team: string; readonly link: LinkSlice }
  | ({ readonly type: 'docs.report'; readonly team: string } & DocsNews)
  | ({ readonly type: 'items.report' } & InboxNews)
  /** What became of a paper that this or an earlier run sent. */
  | { readonly type: 'papers.answered'; readonly team: string; readonly ref: string; readonly answer: PaperAnswer }
  | {
      readonly type: 'roster.report'
      readonly team: string
      readonly name: string
      readonly full: boolean
      readonly set: readonly Person[]
      readonly gone: readonly string[]
    }

export type Intent = Wish | Report

/** Wishes that need the world (a hub, a window, a notification server) before the state can change. */
export const ERRANDS = [
  ...TEAM_ERRANDS,
  'knock.follow',
  ...TEAM_FILE_ERRANDS,
  ...PICTURE_ERRANDS,
  'mute.selfTest',
  'sound.try',
  'hook.set',
  'calendar.add',
  'calendar.discover',
  'calendar.subscribe',
  'calendar.make',
  'calendar.pick',
  'calendar.remove',
  'calendar.refresh',
  'calendar.publish',
  'window.open',
  'data.reveal',
  'data.export',
  'data.look',
  'data.import',
  'app.quit',
] as const
export type Errand = Extract<Wish, { type: (typeof ERRANDS)[number] }>

export const isErrand = (intent: Intent): intent is Errand => (ERRANDS as readonly string[]).includes(intent.type)

/** How a wish came out. Errors cross every door as data: a code with a message in the catalogue (`error.<code>`). */
export type Outcome =
  | { readonly ok: true; readonly value?: string }
  | { readonly ok: false; readonly code: string; readonly values?: Readonly<Record<string, string | number>> }

export const done: Outcome = { ok: true }
export const refused = (code: string, values?: Readonly<Record<string, string | number>>): Outcome =>
  values === undefined ? { ok: false, code } : { ok: false, code, values }

/** Reads a wish from outside: the wish, or the first thing that is wrong with it as a refusal. */
export function readWish(input: unknown): { readonly wish: Wish } | { readonly refusal: Outcome } {
  const parsed = Wish.safeParse(input)
  if (parsed.success) return { wish: parsed.data }
  const issue = parsed.error.issues[0]
  const code = issue !== undefined && /^[a-z][a-z_]+$/.test(issue.message) ? issue.message : 'bad_wish'
  return { refusal: refused(code, { field: issue?.path.join('.') ?? '' }) }
}
