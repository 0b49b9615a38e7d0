/**
 * The lines of the journal. What is optional came later or is as usual where it is missing, so that the lines of every
 * release stay readable; a type is added, never changed. Instants are milliseconds since the epoch.
 */
import { z } from 'zod'
import { Answers } from './answers.ts'
import { Cycle, MODE_NAMES } from './modes.ts'

const at = z.int()
const session = z.string()

/**
 * Why time passed that nobody focused in: the machine slept, this process was stopped, the app did not run, or the
 * screen was locked.
 */
export const GAP_KINDS = ['sleep', 'stopped', 'notRunning', 'lock'] as const
export type GapKind = (typeof GAP_KINDS)[number]

/** `keep` counts the gap as focus, `trim` cuts it out, `discard` lets the session have ended where the gap began. */
export const GAP_ANSWERS = ['keep', 'trim', 'discard'] as const
export type GapAnswer = (typeof GAP_ANSWERS)[number]

/** 1 low, 2 steady, 3 high. */
export const EnergyLevel = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type EnergyLevel = z.infer<typeof EnergyLevel>

/** In characters: what fits on one line of the focus view. */
export const LONGEST_INTENTION = 140

/** `until` is always the session's end, `stage` the end of the present stretch: the next break, or where work goes on. */
export const SessionEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('started'),
    at,
    session,
    /** In an open mode only the latest possible end. */
    until: at,
    title: z.string().max(200).optional(),
    block: z.string().optional(),
    /** A countdown where it is missing. */
    mode: z.enum(MODE_NAMES).optional(),
    by: z.literal('plan').optional(),
    /** Whether `until` is a time on the clock that nothing moves. */
    fixed: z.literal(true).optional(),
    strict: z.literal(true).optional(),
    mute: z.literal(false).optional(),
    cycle: Cycle.optional(),
    stage: at.optional(),
  }),
  z.strictObject({ type: z.literal('paused'), at, session }),
  z.strictObject({ type: z.literal('resumed'), at, session, until: at, stage: at.optional() }),
  z.strictObject({ type: z.literal('extended'), at, session, until: at }),
  /** `session` is empty where none was open. */
  z.strictObject({ type: z.literal('interrupted'), at, session, ...Answers.shape }),
  /** Who it was and how, said after the interruption at the instant `of`. */
  z.strictObject({ type: z.literal('described'), at, session, of: at, ...Answers.shape }),
  /** The person says that they are back at it after the interruption at the instant `of`. */
  z.strictObject({ type: z.literal('back'), at, session, of: at }),
  /** What came of the session, said at its end. */
  z.strictObject({ type: z.literal('outcome'), at, session, text: z.string().max(200) }),
  /** How much energy there was: 1 low, 2 steady, 3 high; the newest one counts. */
  z.strictObject({ type: z.literal('energy'), at, session, level: EnergyLevel }),
  z.strictObject({ type: z.literal('breakStarted'), at, session, until: at, stage: at, long: z.boolean() }),
  /** Work goes on. `again`: the break was put off and comes back. */
  z.strictObject({
    type: z.literal('breakEnded'),
    at,
    session,
    until: at,
    stage: at.optional(),
    again: z.literal(true).optional(),
  }),
  /** The present stretch ends later: a break is put off or made longer. */
  z.strictObject({ type: z.literal('postponed'), at, session, until: at, stage: at }),
  /** An open session suggested a break; the next suggestion is due at `stage`. */
  z.strictObject({ type: z.literal('suggested'), at, session, stage: at }),
  /** What the session is for, in the person's own words; the newest one counts, an empty one takes it away. */
  z.strictObject({ type: z.literal('intended'), at, session, text: z.string().max(LONGEST_INTENTION) }),
  /** Nobody was there from `from` to `at`. */
  z.strictObject({ type: z.literal('gap'), at, session, from: at, kind: z.enum(GAP_KINDS).optional() }),
  /** What the person said of the gaps so far. */
  z.strictObject({ type: z.literal('gapSettled'), at, session, how: z.enum(GAP_ANSWERS) }),
  /** Somebody set the computer's clock by `by` milliseconds (back where negative); a length stays what it was. */
  z.strictObject({ type: z.literal('clockSet'), at, session, by: z.int() }),
  z.strictObject({
    type: z.literal('ended'),
    at,
    session,
    how: z.enum(['completed', 'stopped', 'quit', 'settled']),
    /** Why a strict session was ended early. */
    reason: z.string().max(140).optional(),
  }),
  /** Takes back a `stopped` end; offered for ten seconds. */
  z.strictObject({ type: z.literal('reopened'), at, session }),
])
export type SessionEvent = z.infer<typeof SessionEvent>
export type EventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>
export type SessionStart = EventOf<'started'>
export type EndReason = EventOf<'ended'>['how']

/** The events of one session, `started` first. */
export type Session = readonly [SessionStart, ...SessionEvent[]]
