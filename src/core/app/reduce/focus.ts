import {
  isRecent,
  type Session,
  type SessionEvent,
  type SessionStart,
  viewSession,
  withEvent,
} from '../../focus/session.ts'
import { blockAt, blockInterval } from '../../planner/block.ts'
import { HOUR, type Instant, type Millis, MINUTE, minutes, SECOND } from '../../time/instant.ts'
import { runningSession } from '../desired.ts'
import { type Intent, LONGEST_FOCUS_MINUTES } from '../intent.ts'
import type { LedgerIntent } from './ledger.ts'
import { changed, type Reduced, refuse } from './result.ts'
import type { State } from '../state.ts'
import { withNotice } from './notices.ts'

/** How long a stopped session can be taken back (decisions.md). */
export const UNDO_END: number = 10 * SECOND
/** A focus block with less left than this is not worth starting; the usual length is used instead. */
const LEAST_OF_BLOCK = 5 * MINUTE
/** Shorter absences are ordinary scheduling noise, not a gap worth a line in the record. */
const LEAST_GAP = 30 * SECOND

type FocusIntent = Exclude<
  Extract<Intent, { type: `focus.${string}` | 'look' | 'started' | 'gap' | 'clockSet' | 'quitting' }>,
  LedgerIntent
>

export function reduceFocus(state: State, intent: FocusIntent, now: Instant): Reduced {
  switch (intent.type) {
    case 'look':
      return settle(state, now)
    case 'started':
      return afterRestart(state, intent.lastAlive, now)
    case 'gap':
      return recordGap(state, intent.from, now)
    case 'clockSet':
      return clockSet(state, intent.by, now)
    case 'quitting':
      return runningSession(state, now) === null ? changed(state) : end(state, now, 'quit')
    case 'focus.toggle':
      return runningSession(state, now) === null ? start(state, {}, now) : stopByHand(state, now)
    case 'focus.start':
      return start(state, intent, now)
    case 'focus.undoEnd':
      return undoEnd(state, now)
    default:
      return whileOpen(state, intent, now)
  }
}

type StartWish = Partial<Pick<Extract<Intent, { type: 'focus.start' }>, 'minutes' | 'until' | 'title' | 'block'>>

function start(state: State, wish: StartWish, now: Instant): Reduced {
  if (runningSession(state, now) !== null) return refuse(state, 'already_focusing')
  const block = wish.block === undefined ? blockAt(Object.values(state.plan), now) : state.plan[wish.block]
  const focusBlock = block?.kind === 'focus' ? block : null
  const until =
    wish.until ?? (wish.minutes !== undefined ? now + minutes(wish.minutes) : usualEnd(state, focusBlock, now))
  if (until <= now) return refuse(state, 'end_in_past')
  if (until - now > minutes(LONGEST_FOCUS_MINUTES)) return refuse(state, 'focus_too_long')
  const title = wish.title ?? focusBlock?.title ?? ''
  const event: SessionStart = {
    type: 'started',
    at: now,
    session: `s${now.toString(36)}`,
    until: Math.round(until),
    ...(title === '' ? {} : { title }),
    ...(focusBlock === null ? {} : { block: focusBlock.id }),
  }
  const session = { current: [event], undoUntil: null, past: retired(state, now) } as const
  return changed({ ...state, session, status: withoutAvailability(state) }, [event])
}

function usualEnd(state: State, block: ReturnType<typeof blockAt>, now: Instant): Instant {
  const blockEnd = block === null ? 0 : blockInterval(block).end
  return blockEnd - now >= LEAST_OF_BLOCK ? blockEnd : now + minutes(state.settings.defaultMinutes)
}

/** What went before, with the session that is over now. */
function retired({ session: { current, past } }: State, now: Instant): readonly Session[] {
  const all = current === null || past.includes(current) ? past : [...past, current]
  return all.filter((session) => isRecent(session, now))
}

/** Starting focus ends a hand-set availability; own text and emoji stay (product.md). */
function withoutAvailability({ status }: State): State['status'] {
  if (status?.state === undefined) return status
  const { state: _ended, ...words } = status
  return words.text || words.emoji ? words : null
}

type OpenIntent = Extract<
  Intent,
  { type: 'focus.pause' | 'focus.resume' | 'focus.extend' | 'focus.intend' | 'focus.end' }
>

function whileOpen(state: State, intent: OpenIntent, now: Instant): Reduced {
  const session = runningSession(state, now)
  if (session === null) return refuse(state, 'not_focusing')
  const at = { at: now, session: session.id }
  switch (intent.type) {
    case 'focus.pause':
      if (session.phase === 'paused') return changed(state)
      return record(state, { type: 'paused', ...at })
    case 'focus.resume':
      if (session.phase === 'running') return changed(state)
      return record(state, { type: 'resumed', ...at, until: now + session.left })
    case 'focus.extend': {
      const until = session.until + Math.round(minutes(intent.minutes))
      if (until - now > minutes(LONGEST_FOCUS_MINUTES)) return refuse(state, 'focus_too_long')
      return record(state, { type: 'extended', ...at, until })
    }
    case 'focus.intend':
      if (session.intention === intent.text) return changed(state)
      return record(state, { type: 'intended', ...at, text: intent.text })
    case 'focus.end':
      return stopByHand(state, now)
  }
}

function record(state: State, event: SessionEvent): Reduced {
  const { current } = state.session
  if (current === null) return refuse(state, 'not_focusing')
  return changed({ ...state, session: { ...state.session, current: withEvent(current, event), undoUntil: null } }, [
    event,
  ])
}

function end(state: State, at: Instant, how: 'completed' | 'stopped' | 'quit' | 'settled'): Reduced {
  const id = state.session.current?.[0].session
  return id === undefined ? changed(state) : record(state, { type: 'ended', at, session: id, how })
}

function stopByHand(state: State, now: Instant): Reduced {
  const ended = end(state, now, 'stopped')
  return { ...ended, state: { ...ended.state, session: { ...ended.state.session, undoUntil: now + UNDO_END } } }
}

function undoEnd(state: State, now: Instant): Reduced {
  const { current, undoUntil } = state.session
  if (current === null || undoUntil === null || now >= undoUntil) return refuse(state, 'nothing_to_undo')
  if (now >= viewSession(current, now).until) return refuse(state, 'nothing_to_undo')
  return record(state, { type: 'reopened', at: now, session: current[0].session })
}

/** Decides completion once, from the clock. Looking twice changes nothing the second time. */
function settle(state: State, now: Instant): Reduced {
  const session = runningSession(state, now)
  if (session?.phase === 'running' && now >= session.until) return end(state, session.until, 'completed')
  if (state.session.undoUntil !== null && now >= state.session.undoUntil) {
    return changed({ ...state, session: { current: null, undoUntil: null, past: retired(state, now) } })
  }
  return changed(state)
}

/** After a crash: go on with what is still running and say so, or settle what ended meanwhile and say so. */
function afterRestart(state: State, lastAlive: Instant | null, now: Instant): Reduced {
  const session = runningSession(state, now)
  if (session === null)
    return changed({ ...state, session: { current: null, undoUntil: null, past: retired(state, now) } })
  if (session.phase === 'paused')
    return staleFor(session.startedAt, now) ? settled(state, lastAlive, now) : changed(state)
  if (now >= session.until) return settled(state, session.until, now)
  const from = Math.min(now, Math.max(session.startedAt, lastAlive ?? now))
  const resumed = record(state, { type: 'gap', at: now, session: session.id, from })
  return { ...resumed, state: withNotice(resumed.state, 'notice.resumed', { until: session.until }, now) }
}

const staleFor = (startedAt: Instant, now: Instant): boolean => now - startedAt > 24 * HOUR

function settled(state: State, at: Instant | null, now: Instant): Reduced {
  const ended = end(state, Math.min(at ?? now, now), 'settled')
  return { ...ended, state: withNotice(ended.state, 'notice.settled', { at: at ?? now }, now) }
}

/** Focus stops where the machine slept; if its end passed meanwhile, it ended there. */
function recordGap(state: State, from: Instant, now: Instant): Reduced {
  const session = runningSession(state, now)
  if (session?.phase !== 'running' || now - from < LEAST_GAP) return settle(state, now)
  const known: Session | null = state.session.current
  const start = Math.max(from, known?.[0].at ?? from)
  if (now >= session.until) return end(state, Math.min(start, session.until), 'settled')
  const gap = record(state, { type: 'gap', at: now, session: session.id, from: start })
  return {
    ...gap,
    state: withNotice(gap.state, 'notice.slept', { from: start, minutes: Math.round((now - start) / MINUTE) }, now),
  }
}

/** Whoever asked for 50 minutes gets 50 minutes, whatever the clock on the wall says meanwhile. */
function clockSet(state: State, by: Millis, now: Instant): Reduced {
  const session = runningSession(state, now)
  if (session?.phase !== 'running') return changed(state)
  const moved = record(state, { type: 'clockSet', at: now, session: session.id, by })
  const values = {
    minutes: Math.round(Math.abs(by) / MINUTE),
    direction: by < 0 ? 'back' : 'forward',
    until: session.until + by,
  }
  const told = withNotice(moved.state, 'notice.clockSet', values, now)
  return { ...moved, state: told }
}
