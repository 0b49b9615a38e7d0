/** Where the day went another way than it was planned, as far as focus tells: nothing else is known of a block. */
import { dayTrace } from '../focus/trace.ts'
import { viewSession } from '../focus/session.ts'
import { type Block, blockInterval } from '../planner/block.ts'
import { dayAt, dayWindow } from '../planner/day.ts'
import { type Planned, plannedBlock, plannedIn } from '../planner/planned.ts'
import type { Slip } from '../planner/reflow.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import { knownSessions } from './ledger.ts'
import { runningSession } from './running.ts'
import type { State } from './state.ts'

export type SlipState = Pick<State, 'settings' | 'session' | 'system'> & Planned

/** Whoever begins a little later has not missed anything. */
const GRACE = 10 * MINUTE
/** An open session says of no end; so much more of it is expected. */
const A_LITTLE = 15 * MINUTE

/**
 * Null where nothing slipped. Only who uses the timer can miss a block: where no focus is known of the last day and a half,
 * nothing is said.
 */
export function slipOf(state: SlipState, now: Instant): Slip | null {
  const running = runningSession(state, now)
  if (running !== null) {
    const until = running.until ?? now + A_LITTLE
    const block = running.block === null ? undefined : plannedBlock(state, running.block)
    return block !== undefined && isOver(block, until)
      ? { over: { id: block.id, until: Math.max(until, now) }, late: [], missed: [] }
      : null
  }
  const missed = missedBlocks(state, now)
  if (missed.length === 0) return null
  const isPast = (block: Block): boolean => blockInterval(block).end <= now
  return {
    over: null,
    late: missed.filter((block) => !isPast(block)).map(({ id }) => id),
    missed: missed.filter(isPast).map(({ id }) => id),
  }
}

const isOver = (block: Block, until: Instant): boolean => until > blockInterval(block).end

/** Blocks of focus of the person's day that began a while ago, and nothing was done in them. */
function missedBlocks(state: SlipState, now: Instant): readonly Block[] {
  const sessions = knownSessions(state)
  if (sessions.length === 0) return []
  const { zone } = state.system
  const { dayEndsAt } = state.settings
  const day = dayWindow(dayAt(now, zone, dayEndsAt), zone, dayEndsAt)
  const first = Math.min(...sessions.map((session) => viewSession(session, now).startedAt))
  return plannedIn(state, day).filter((block) => {
    const span = blockInterval(block)
    if (block.kind !== 'focus' || span.start < day.start || span.start > now - GRACE) return false
    // What lies before the first focus that is known cannot be judged.
    return span.end > first && dayTrace(sessions, span, now).focus < MINUTE
  })
}
