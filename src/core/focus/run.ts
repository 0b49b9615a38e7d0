/** A session's events, folded one after another into where they leave it. No clock enters here. */
import type { Interval } from '../planner/block.ts'
import type { Instant, Millis } from '../time/instant.ts'
import type { EventOf, GapAnswer, GapKind, Session, SessionEvent } from './events.ts'
import { MODES, type ModeName } from './modes.ts'

/** Time that nobody focused in, and the focus that it took away. */
export interface GapMark extends Interval {
  /** Null in a record older than the question. */
  readonly kind: GapKind | null
  readonly taken: readonly Interval[]
  readonly answer: GapAnswer | null
}

export interface Run {
  readonly mode: ModeName
  readonly isFixed: boolean
  until: Instant
  /** The end of the present stretch; null where only the end of the session is ahead. */
  stage: Instant | null
  /** Since when focus runs; null in a break, a pause, or after the end. */
  since: Instant | null
  rest: { since: Instant; readonly long: boolean } | null
  /** What of the session and of its stretch was left when it was paused. */
  pausedLeft: Millis
  pausedStage: Millis | null
  /** The focus that is over, without gaps. */
  done: Interval[]
  gaps: GapMark[]
  /** Stretches of work that came to their break. */
  works: number
  /** How often the coming break was put off. */
  postponed: number
  /** Whether a break is suggested and not answered yet. */
  suggested: boolean
  interruptions: number
  intention: string
  ended: EventOf<'ended'> | null
  /** What ran when it ended, for an end that is taken back. */
  before: Pick<Run, 'since' | 'rest'>
}

/** Where the session stands after its last event. */
export function runOf(session: Session): Run {
  const [start] = session
  const mode = start.mode ?? 'countdown'
  const rests = !MODES[mode].isFocus
  const run: Run = {
    mode,
    isFixed: start.fixed ?? MODES[mode].end === 'fixed',
    until: start.until,
    stage: rests ? start.until : (start.stage ?? null),
    since: rests ? null : start.at,
    rest: rests ? { since: start.at, long: false } : null,
    pausedLeft: 0,
    pausedStage: null,
    done: [],
    gaps: [],
    works: 0,
    postponed: 0,
    suggested: false,
    interruptions: 0,
    intention: '',
    ended: null,
    before: { since: null, rest: null },
  }
  for (const event of session) apply(run, event)
  return run
}

/** The pieces of an interval that lie outside of another. */
export function without(piece: Interval, hole: Interval): readonly Interval[] {
  const parts = [
    { start: piece.start, end: Math.min(piece.end, hole.start) },
    { start: Math.max(piece.start, hole.end), end: piece.end },
  ]
  return hole.end <= hole.start ? [piece] : parts.filter(({ start, end }) => end > start)
}

function stop(run: Run, when: Instant): void {
  if (run.since !== null && when > run.since) run.done.push({ start: run.since, end: when })
  run.since = null
}

function apply(run: Run, event: SessionEvent): void {
  switch (event.type) {
    case 'started':
    case 'described':
    case 'back':
    case 'outcome':
    case 'energy':
      return
    case 'paused':
      run.pausedLeft = Math.max(0, run.until - event.at)
      run.pausedStage = run.stage === null ? null : Math.max(0, run.stage - event.at)
      return stop(run, event.at)
    case 'resumed':
      run.since = event.at
      run.until = event.until
      run.stage = event.stage ?? null
      return
    case 'extended':
      if (run.since === null && run.rest === null) run.pausedLeft += Math.max(0, event.until - run.until)
      run.until = event.until
      return
    case 'interrupted':
      run.interruptions += 1
      return
    case 'intended':
      run.intention = event.text
      return
    case 'breakStarted':
      stop(run, event.at)
      run.rest = { since: event.at, long: event.long }
      run.works += 1
      return moveTo(run, event)
    case 'breakEnded':
      run.since = event.at
      run.rest = null
      if (event.again === true) run.works -= 1
      run.postponed = event.again === true ? run.postponed + 1 : 0
      return moveTo(run, event)
    case 'postponed':
      if (run.rest === null) run.postponed += 1
      return moveTo(run, event)
    case 'suggested':
      run.suggested = true
      run.stage = event.stage
      return
    case 'gap':
      return takeOut(run, event)
    case 'gapSettled':
      return settleGaps(run, event.how)
    case 'clockSet':
      return shift(run, event)
    case 'ended':
      run.before = { since: run.since, rest: run.rest }
      run.ended = event
      stop(run, event.at)
      run.rest = null
      return
    case 'reopened':
      return reopen(run)
  }
}

function moveTo(run: Run, { until, stage }: { readonly until: Instant; readonly stage?: Instant | undefined }): void {
  run.until = until
  run.stage = stage ?? null
  run.suggested = false
}

/** Takes the gap out of the focus so far, and remembers what it took. */
function takeOut(run: Run, { from, at, kind }: EventOf<'gap'>): void {
  const gap = { start: from, end: at }
  if (run.since !== null && run.since < at) {
    const { since } = run
    stop(run, at)
    run.since = Math.max(since, at)
  }
  const end = Math.min(at, run.until)
  const taken = run.done
    .map((piece) => ({ start: Math.max(piece.start, from), end: Math.min(piece.end, end) }))
    .filter((piece) => piece.end > piece.start)
  run.done = run.done.flatMap((piece) => without(piece, gap))
  run.gaps.push({ ...gap, kind: kind ?? null, taken, answer: null })
}

function settleGaps(run: Run, how: GapAnswer): void {
  if (how === 'keep') run.done.push(...run.gaps.filter(({ answer }) => answer === null).flatMap(({ taken }) => taken))
  run.gaps = run.gaps.map((gap) => (gap.answer === null ? { ...gap, answer: how } : gap))
}

/**
 * The clock jumped, not the time: what runs keeps its length, but a time on the clock stays that time. What went before
 * is told by the clock that is right now.
 */
function shift(run: Run, { at, by }: EventOf<'clockSet'>): void {
  if (run.ended !== null) return
  const moved = ({ start, end }: Interval): Interval => ({ start: start + by, end: end + by })
  run.done = run.done.map(moved)
  run.gaps = run.gaps.map((gap) => ({ ...gap, ...moved(gap), taken: gap.taken.map(moved) }))
  // Paused: what was done moves along, or a gap after the pause would take it for its own time.
  if (run.since === null && run.rest === null) return
  if (!run.isFixed) run.until += by
  if (run.stage !== null) run.stage += by
  if (run.rest !== null) run.rest = { ...run.rest, since: run.rest.since + by }
  if (run.since === null) return
  run.since += by
  // A time on the clock may be over now; the focus until here is not.
  if (!run.isFixed) return
  stop(run, at)
  run.since = at
}

function reopen(run: Run): void {
  const { ended, before } = run
  if (ended === null) return
  // Seconds between the end and its undo count: the person never stopped.
  if (before.since !== null) run.since = ended.at
  run.rest = before.rest
  run.ended = null
}
