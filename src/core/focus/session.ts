/**
 * A focus session is its events; everything else is derived from them and from `now`. Nothing here counts down:
 * an end is an instant, so sleep, a crash or a stopped clock cannot make a session last longer or get stuck at 0:00.
 */
import { z } from 'zod'
import { Answers } from './answers.ts'
import { HOUR, type Instant, type Millis } from '../time/instant.ts'

const at = z.int()

/** In characters: what fits on one line of the focus view. */
export const LONGEST_INTENTION = 140

/** One line of the journal. `until` and `at` are instants in milliseconds since the epoch. */
export const SessionEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('started'),
    at,
    session: z.string(),
    until: at,
    title: z.string().max(200).optional(),
    block: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('paused'), at, session: z.string() }),
  z.strictObject({ type: z.literal('resumed'), at, session: z.string(), until: at }),
  z.strictObject({ type: z.literal('extended'), at, session: z.string(), until: at }),
  /** `session` is empty where none was open. */
  z.strictObject({ type: z.literal('interrupted'), at, session: z.string(), ...Answers.shape }),
  /** Who it was and how, said after the interruption at the instant `of`. */
  z.strictObject({ type: z.literal('described'), at, session: z.string(), of: at, ...Answers.shape }),
  /** The person says that they are back at it after the interruption at the instant `of`. */
  z.strictObject({ type: z.literal('back'), at, session: z.string(), of: at }),
  /** What came of the session, said at its end. */
  z.strictObject({ type: z.literal('outcome'), at, session: z.string(), text: z.string().max(200) }),
  /** What the session is for, in the person's own words; the newest one counts, an empty one takes it away. */
  z.strictObject({ type: z.literal('intended'), at, session: z.string(), text: z.string().max(LONGEST_INTENTION) }),
  /** The app or the machine was not there from `from` to `at`. */
  z.strictObject({ type: z.literal('gap'), at, session: z.string(), from: at }),
  /** Somebody set the computer's clock by `by` milliseconds (back where negative); the time left stays what it was. */
  z.strictObject({ type: z.literal('clockSet'), at, session: z.string(), by: z.int() }),
  z.strictObject({
    type: z.literal('ended'),
    at,
    session: z.string(),
    how: z.enum(['completed', 'stopped', 'quit', 'settled']),
  }),
  /** Takes back a `stopped` end; offered for ten seconds. */
  z.strictObject({ type: z.literal('reopened'), at, session: z.string() }),
])
export type SessionEvent = z.infer<typeof SessionEvent>
export type SessionStart = Extract<SessionEvent, { type: 'started' }>
export type EndReason = Extract<SessionEvent, { type: 'ended' }>['how']

/** The events of one session, `started` first. */
export type Session = readonly [SessionStart, ...SessionEvent[]]

export type SessionPhase = 'running' | 'paused' | 'ended'

export interface SessionView {
  readonly id: string
  readonly title: string
  readonly block: string | null
  readonly phase: SessionPhase
  readonly startedAt: Instant
  /** When it ends if nothing happens; while paused, where it stood when it was paused. */
  readonly until: Instant
  /** Time left at the instant the view was made; it stands still while paused. */
  readonly left: Millis
  /** Focus time so far, without pauses and gaps. */
  readonly focused: Millis
  readonly interruptions: number
  /** What it is for, in the person's own words; empty where nothing was said. */
  readonly intention: string
  readonly endedAt: Instant | null
  readonly how: EndReason | null
}

interface Run {
  until: Instant
  runningSince: Instant | null
  focused: Millis
  pausedLeft: Millis
  interruptions: number
  intention: string
  ended: Extract<SessionEvent, { type: 'ended' }> | null
  endedRunning: boolean
}

function stop(run: Run, when: Instant): void {
  if (run.runningSince === null) return
  run.focused += Math.max(0, when - run.runningSince)
  run.runningSince = null
}

function apply(run: Run, event: SessionEvent): void {
  switch (event.type) {
    case 'started':
      break
    case 'paused':
      run.pausedLeft = Math.max(0, run.until - event.at)
      stop(run, event.at)
      break
    case 'resumed':
      run.runningSince = event.at
      run.until = event.until
      break
    case 'extended':
      if (run.runningSince === null) run.pausedLeft += Math.max(0, event.until - run.until)
      run.until = event.until
      break
    case 'interrupted':
      run.interruptions += 1
      break
    case 'described':
    case 'back':
    case 'outcome':
      break
    case 'intended':
      run.intention = event.text
      break
    case 'gap':
      if (run.runningSince !== null) run.focused -= Math.max(0, event.at - Math.max(event.from, run.runningSince))
      break
    case 'clockSet':
      if (run.runningSince === null) break
      run.until += event.by
      run.runningSince += event.by
      break
    case 'ended':
      run.ended = event
      run.endedRunning = run.runningSince !== null
      stop(run, event.at)
      break
    case 'reopened':
      // Seconds between the end and its undo count: the person never stopped.
      if (run.ended !== null && run.endedRunning) run.runningSince = run.ended.at
      run.ended = null
      break
  }
}

/** What a session looks like at `now`. */
export function viewSession(session: Session, now: Instant): SessionView {
  const [start] = session
  const run: Run = {
    until: start.until,
    runningSince: start.at,
    focused: 0,
    pausedLeft: 0,
    interruptions: 0,
    intention: '',
    ended: null,
    endedRunning: false,
  }
  for (const event of session) apply(run, event)
  const paused = run.ended === null && run.runningSince === null
  const sinceRunning = run.runningSince === null ? 0 : Math.max(0, Math.min(now, run.until) - run.runningSince)
  return {
    id: start.session,
    title: start.title ?? '',
    block: start.block ?? null,
    phase: run.ended !== null ? 'ended' : paused ? 'paused' : 'running',
    startedAt: start.at,
    until: run.until,
    left: run.ended !== null ? 0 : paused ? run.pausedLeft : Math.max(0, run.until - now),
    focused: Math.max(0, run.focused + sinceRunning),
    interruptions: run.interruptions,
    intention: run.intention,
    endedAt: run.ended?.at ?? null,
    how: run.ended?.how ?? null,
  }
}

/** Adds an event to its session. */
export function withEvent(session: Session, event: SessionEvent): Session {
  return [...session, event] as const
}

/**
 * The session that a journal leaves open: the events since the last `started`, or null when none was left.
 * A journal whose first lines are missing leaves nothing open.
 */
export function openTail(events: readonly SessionEvent[]): Session | null {
  const from = events.findLastIndex((event) => event.type === 'started')
  const start = events[from]
  if (start?.type !== 'started') return null
  const rest = events.slice(from + 1).filter((event) => event.session === start.session)
  const session: Session = [start, ...rest]
  return viewSession(session, start.at).phase === 'ended' ? null : session
}

/** How long sessions are kept at hand for the day's picture: longer than the longest day that shows them. */
export const RECENT: Millis = 36 * HOUR

export const isRecent = (session: Session, now: Instant): boolean => viewSession(session, now).until > now - RECENT

/** Every session that a journal tells of, in the order of their starts. */
export function sessionsOf(events: readonly SessionEvent[]): readonly Session[] {
  const sessions = new Map<string, [SessionStart, ...SessionEvent[]]>()
  for (const event of events) {
    if (event.type === 'started') sessions.set(event.session, [event])
    else sessions.get(event.session)?.push(event)
  }
  return [...sessions.values()]
}

/** The recent sessions of a journal that are over, oldest first; the one that `openTail` gives is not among them. */
export function recentSessions(events: readonly SessionEvent[], now: Instant): readonly Session[] {
  const open = openTail(events)?.[0].session
  return sessionsOf(events).filter((session) => session[0].session !== open && isRecent(session, now))
}
