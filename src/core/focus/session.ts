/**
 * A focus session is its events; everything else is derived from them and from `now`. Nothing here counts down:
 * an end is an instant, so sleep, a crash or a stopped clock cannot make a session last longer or get stuck at 0:00.
 */
import type { Interval } from '../planner/block.ts'
import { HOUR, type Instant, type Millis, minutes, SECOND } from '../time/instant.ts'
import type { EndReason, GapKind, Session, SessionEvent, SessionStart } from './events.ts'
import { breakAfter, type Cycle, LEAST_WORK, MODES, type ModeName } from './modes.ts'
import { type Run, runOf } from './run.ts'

export { type Session, SessionEvent } from './events.ts'

export type SessionPhase = 'running' | 'break' | 'paused' | 'ended'

/** What a timer's face counts: a stretch of work or a break, and the whole session where it has no stretches. */
export interface Stretch {
  readonly kind: 'work' | 'short' | 'long'
  readonly from: Instant
  /** Null where the session is open. */
  readonly until: Instant | null
  /** Time left; it stands still while paused. Null where the session is open. */
  readonly left: Millis | null
  /** How long a stretch of its kind is; null where it is the whole session. */
  readonly of: Millis | null
  /** Which stretch of work this is, or comes after this break; the first is 1. */
  readonly number: number
}

/** Gaps that wait for an answer. */
export interface OpenGap extends Interval {
  readonly kind: GapKind
  /** How much focus it took away. */
  readonly taken: Millis
}

export interface SessionView {
  readonly id: string
  readonly title: string
  readonly block: string | null
  readonly mode: ModeName
  readonly byPlan: boolean
  /** Whether ending early asks first. */
  readonly strict: boolean
  /** Whether it mutes the desktop while it runs. */
  readonly mutes: boolean
  readonly phase: SessionPhase
  readonly startedAt: Instant
  /** When it ends if nothing happens; while paused, where it stood when it was paused. Null where it is open. */
  readonly until: Instant | null
  /** Time left at the instant the view was made; it stands still while paused. Null where it is open. */
  readonly left: Millis | null
  /** It never goes on for longer than this, open or not. */
  readonly latest: Instant
  /** Whether its end is a time on the clock, which a pause does not move. */
  readonly isFixed: boolean
  readonly stretch: Stretch
  /** When a break comes, or will be suggested, if nothing happens; null in a break and where none will. */
  readonly breakAt: Instant | null
  /** Whether a break was suggested and neither taken nor put off. */
  readonly suggested: boolean
  /** How often the coming break was put off. */
  readonly postponed: number
  /** Stretches of work that came to their break. */
  readonly works: number
  readonly cycle: Cycle | null
  /** Focus time so far, without breaks, pauses and gaps. */
  readonly focused: Millis
  readonly interruptions: number
  /** What it is for, in the person's own words; empty where nothing was said. */
  readonly intention: string
  readonly gap: OpenGap | null
  readonly endedAt: Instant | null
  readonly how: EndReason | null
}

/** What a session looks like at `now`. */
export function viewSession(session: Session, now: Instant): SessionView {
  const [start] = session
  const run = runOf(session)
  const phase = phaseOf(run)
  const isOpen = MODES[run.mode].end === 'open'
  const left = leftOf(run, phase, now)
  const breakAt = phase === 'running' ? nextBreak(run, start.cycle ?? null) : null
  return {
    id: start.session,
    title: start.title ?? '',
    block: start.block ?? null,
    mode: run.mode,
    byPlan: start.by === 'plan',
    strict: start.strict === true,
    mutes: start.mute !== false && MODES[run.mode].isFocus,
    phase,
    startedAt: start.at,
    until: isOpen ? null : run.until,
    left: isOpen ? null : left,
    latest: run.until,
    isFixed: run.isFixed,
    stretch: stretchOf(run, start, { phase, breakAt, left: isOpen ? null : left, now }),
    breakAt,
    suggested: run.suggested && phase === 'running',
    postponed: run.postponed,
    works: run.works,
    cycle: start.cycle ?? null,
    focused: focusIn(run, now),
    interruptions: run.interruptions,
    intention: run.intention,
    gap: openGap(run),
    endedAt: run.ended?.at ?? null,
    how: run.ended?.how ?? null,
  }
}

function phaseOf(run: Run): SessionPhase {
  if (run.ended !== null) return 'ended'
  if (run.rest !== null) return 'break'
  return run.since === null ? 'paused' : 'running'
}

function leftOf(run: Run, phase: SessionPhase, now: Instant): Millis {
  if (phase === 'ended') return 0
  return phase === 'paused' && !run.isFixed ? run.pausedLeft : Math.max(0, run.until - now)
}

/** A break that would leave less than a handful of minutes after it is not taken: work goes on to the end. */
function nextBreak(run: Run, cycle: Cycle | null): Instant | null {
  if (run.stage === null || cycle === null) return null
  const after = run.until - run.stage - breakAfter(run.works + 1, cycle).length
  return after < LEAST_WORK ? null : run.stage
}

interface Facts {
  readonly phase: SessionPhase
  readonly breakAt: Instant | null
  readonly left: Millis | null
  readonly now: Instant
}

function stretchOf(run: Run, start: SessionStart, { phase, breakAt, left, now }: Facts): Stretch {
  const kind = run.rest === null ? 'work' : run.rest.long ? 'long' : 'short'
  const from = run.rest?.since ?? run.since ?? start.at
  const { cycle } = start
  const isTaken = MODES[run.mode].breaks === 'taken'
  const ofWork = isTaken && cycle !== undefined ? minutes(cycle.work) : null
  const base = { kind, from, of: ofWork, number: run.works + 1 } as const
  const isOpen = MODES[run.mode].end === 'open'
  if (phase === 'break') {
    const until = run.stage ?? run.until
    return { ...base, until, left: Math.max(0, until - now), of: until - from, number: Math.max(1, run.works) }
  }
  if (phase === 'paused' && run.pausedStage !== null && isTaken && left !== null)
    return { ...base, until: run.stage, left: Math.min(left, run.pausedStage) }
  if (isOpen) return { ...base, until: null, left: null }
  const until = phase === 'running' && isTaken ? (breakAt ?? run.until) : run.until
  return { ...base, until, left: phase === 'running' ? Math.max(0, until - now) : left }
}

/** When focus was running, up to `now`, earliest first: without breaks, pauses, gaps and what came after its end. */
export function focusStretches(session: Session, now: Instant): readonly Interval[] {
  const run = runOf(session)
  const open = openStretch(run, now)
  const all = (open === null ? run.done : [...run.done, open]).toSorted((a, b) => a.start - b.start)
  return all.reduce<readonly Interval[]>(joined, [])
}

/** Pieces that touch are one: an end that was taken back left no gap. */
function joined(pieces: readonly Interval[], next: Interval): readonly Interval[] {
  const last = pieces.at(-1)
  if (last === undefined || last.end !== next.start) return [...pieces, next]
  return [...pieces.slice(0, -1), { start: last.start, end: next.end }]
}

function openStretch({ since, until }: Run, now: Instant): Interval | null {
  const end = Math.min(now, until)
  return since !== null && end > since ? { start: since, end } : null
}

function focusIn(run: Run, now: Instant): Millis {
  const open = openStretch(run, now)
  return sum(open === null ? run.done : [...run.done, open])
}

const sum = (pieces: readonly Interval[]): Millis => pieces.reduce((all, { start, end }) => all + end - start, 0)

/** Shorter absences are ordinary scheduling noise, not worth a question. */
export const LEAST_GAP: Millis = 30 * SECOND

/** Several gaps in a row are one question. */
function openGap({ gaps }: Run): OpenGap | null {
  const open = gaps.filter(({ answer, kind }) => answer === null && kind !== null)
  const [first] = open
  const taken = sum(open.flatMap((gap) => gap.taken))
  if (first === undefined || first.kind === null || taken < LEAST_GAP) return null
  const start = Math.min(...open.map((gap) => gap.start))
  return { kind: first.kind, start, end: Math.max(...open.map((gap) => gap.end)), taken }
}

/** The next instant at which time alone changes the session: a break begins or ends, or the session does. */
export function nextBoundary(view: SessionView): Instant | null {
  if (view.phase === 'ended') return null
  if (view.phase === 'paused') return view.isFixed ? view.latest : null
  if (view.phase === 'break') return Math.min(view.stretch.until ?? view.latest, view.latest)
  return Math.min(view.breakAt ?? view.latest, view.latest)
}

/** How long before its end a session begins to land, if it is long enough for that to be news. */
export const isLanding = (view: SessionView, landing: Millis): boolean =>
  view.phase === 'running' &&
  view.left !== null &&
  landing > 0 &&
  view.left <= landing &&
  view.latest - view.startedAt >= 3 * landing

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

export const isRecent = (session: Session, now: Instant): boolean => viewSession(session, now).latest > now - RECENT

/** Whether it is focus: a break on its own is kept like a session and counted by nobody. */
export const isOfFocus = ([{ mode }]: Session): boolean => MODES[mode ?? 'countdown'].isFocus

/** Every session that a journal tells of, breaks on their own among them, in the order of their starts. */
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
