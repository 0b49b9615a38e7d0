import type { SessionStart } from '../../../focus/events.ts'
import { cycleOf, lengthOfRounds, type ModeName, MODES } from '../../../focus/modes.ts'
import { type Block, blockAt, blockInterval } from '../../../planner/block.ts'
import { plannedBlock, plannedFrom } from '../../../planner/planned.ts'
import { type Instant, MINUTE, minutes } from '../../../time/instant.ts'
import { type Intent, LONGEST_FOCUS_MINUTES } from '../../intent.ts'
import { runningSession } from '../../running.ts'
import { startsItself } from '../../starts.ts'
import { noSession, type State } from '../../state.ts'
import { changed, type Reduced, refuse } from '../result.ts'
import { end, retired, chain } from './record.ts'

/** A focus block with less left than this is not worth starting; the usual length is used instead. */
export const LEAST_OF_BLOCK = 5 * MINUTE

export type StartWish = Partial<Omit<Extract<Intent, { type: 'focus.start' }>, 'type'>> & { readonly by?: 'plan' }

/** Starts a session; a break on its own gives way to it. */
export function start(state: State, wish: StartWish, now: Instant): Reduced {
  const running = runningSession(state, now)
  if (running?.mode === 'break') return chain(end(state, now, 'stopped'), (after) => start(after, wish, now))
  if (running !== null) return refuse(state, 'already_focusing')
  const block = focusBlock(state, wish, now)
  const plan = planOf(state, wish, block, now)
  if (plan.until <= now) return refuse(state, 'end_in_past')
  if (plan.until - now > minutes(LONGEST_FOCUS_MINUTES)) return refuse(state, 'focus_too_long')
  return begin(state, startedEvent(state, { wish, block, plan, now }), now)
}

/** A break on its own: a record like a session, unmuted, and counted by nobody. */
export function startBreak(state: State, length: number, now: Instant): Reduced {
  const until = now + Math.round(minutes(length))
  return begin(state, { type: 'started', at: now, session: idAt(state, now), until, mode: 'break' }, now)
}

/** By the instant of the start; a program can start two within one, and a clock that was set back comes by twice. */
function idAt({ session: { current, past } }: State, now: Instant): string {
  const taken = new Set([...past, ...(current === null ? [] : [current])].map(([{ session }]) => session))
  let at = now
  while (taken.has(`s${at.toString(36)}`)) at += 1
  return `s${at.toString(36)}`
}

function focusBlock(state: State, wish: StartWish, now: Instant): Block | null {
  const block = wish.block === undefined ? blockAt(plannedFrom(state, now, 1), now) : plannedBlock(state, wish.block)
  return block?.kind === 'focus' ? block : null
}

interface Planned {
  readonly mode: ModeName
  readonly until: Instant
  readonly isFixed: boolean
}

/** When it ends: as was asked, else with the block, else as the mode has it. */
function planOf(state: State, wish: StartWish, block: Block | null, now: Instant): Planned {
  const chosen = wish.mode ?? block?.focus?.mode ?? state.settings.focus.mode
  if (wish.until !== undefined) return { mode: timed(chosen), until: Math.round(wish.until), isFixed: true }
  if (wish.minutes !== undefined) {
    const mode = chosen === 'flow' ? 'countdown' : chosen
    return { mode, until: now + Math.round(minutes(wish.minutes)), isFixed: false }
  }
  if (chosen === 'flow') return { mode: 'flow', until: now + minutes(LONGEST_FOCUS_MINUTES), isFixed: true }
  const blockEnd = block === null ? 0 : blockInterval(block).end
  if (blockEnd - now >= LEAST_OF_BLOCK) return { mode: timed(chosen), until: blockEnd, isFixed: true }
  return { mode: chosen, until: now + usualLength(state, chosen), isFixed: false }
}

/** A time to end at makes a countdown or an open session one until that time. */
const timed = (mode: ModeName): ModeName => (MODES[mode].breaks === 'taken' ? mode : 'until')

function usualLength({ settings }: State, mode: ModeName): number {
  const cycle = MODES[mode].breaks === 'taken' ? cycleOf(mode, settings.focus) : undefined
  return cycle === undefined ? minutes(settings.defaultMinutes) : lengthOfRounds(settings.focus.rounds, cycle)
}

interface StartFacts {
  readonly wish: StartWish
  readonly block: Block | null
  readonly plan: Planned
  readonly now: Instant
}

function startedEvent(state: State, { wish, block, plan, now }: StartFacts): SessionStart {
  const title = wish.title ?? block?.title ?? ''
  const cycle = cycleOf(plan.mode, state.settings.focus)
  return {
    type: 'started',
    at: now,
    session: idAt(state, now),
    until: plan.until,
    ...(title === '' ? {} : { title }),
    ...(block === null ? {} : { block: block.id }),
    ...(plan.mode === 'countdown' ? {} : { mode: plan.mode }),
    ...(wish.by === undefined ? {} : { by: wish.by }),
    ...(plan.isFixed ? { fixed: true } : {}),
    ...((wish.strict ?? block?.focus?.strict ?? state.settings.focus.strict) ? { strict: true } : {}),
    ...((wish.mute ?? block?.focus?.mute ?? true) ? {} : { mute: false }),
    ...(cycle === undefined ? {} : { cycle, stage: now + minutes(cycle.work) }),
  }
}

function begin(state: State, event: SessionStart, now: Instant): Reduced {
  const session = { ...noSession, current: [event], past: retired(state, now) } as const
  const status = event.mode === 'break' ? state.status : withoutAvailability(state)
  return changed({ ...state, session, status, starts: startsWith(state, event) }, [event])
}

/** A block that was begun by hand does not start itself as well. */
function startsWith(state: State, { block: id }: SessionStart): State['starts'] {
  const { starts } = state
  const block = id === undefined ? undefined : plannedBlock(state, id)
  if (block === undefined || !startsItself(block, state)) return starts
  const { start } = blockInterval(block)
  return { ...starts, [block.id]: { block: block.id, start, at: start, postponed: 0, is: 'started' } }
}

/** Starting focus ends a hand-set availability; own text and emoji stay (product.md). */
function withoutAvailability({ status }: State): State['status'] {
  if (status?.state === undefined) return status
  const { state: _ended, ...words } = status
  return words.text || words.emoji ? words : null
}
