/** Coming and going: when to try again, how long to wait for an answer, and what the user is told meanwhile. */
import { MINUTE, SECOND, type Instant, type Millis } from '../time/instant.ts'
import { CLOSE } from './limits.ts'
import type { LinkState, Moment, Step } from './linkState.ts'
import { step } from './linkState.ts'
import type { LinkReason, LinkView } from './linkView.ts'
import { isPending } from './linkRegisters.ts'

const FIRST_WAIT = SECOND
const SHORTEST_WAIT = SECOND / 5
const LONGEST_WAIT = 30 * SECOND
/** A connection that held for so long shows that the hub is well: the next attempt starts without patience. */
const GOOD_WHILE = 10 * SECOND
const CONNECT_PATIENCE = 15 * SECOND
const GREETING_PATIENCE = 10 * SECOND
/** After waking: how long the other side may take to show that it is still there. */
export const PROBE_PATIENCE = 5 * SECOND
/** So many quick failures are still called connecting. */
const QUIET_ATTEMPTS = 1

/** What only changes when somebody acts is tried seldom, or (null) not at all. */
const REFUSED_WAIT: Partial<Record<LinkReason, Millis | null>> = {
  removed: null,
  version: 15 * MINUTE,
  tls_mismatch: 5 * MINUTE,
}

function backoff(attempts: number, luck: number, atLeast: Millis): Millis {
  const widest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts, 10))
  return Math.max(SHORTEST_WAIT, Math.round(luck * widest), atLeast)
}

const withStatus = (
  state: LinkState,
  status: LinkView['status'],
  reason: LinkReason | null,
  now: Instant,
): LinkState => ({
  ...state,
  status,
  reason,
  since: status === state.status ? state.since : now,
})

export function connect(state: LinkState, now: Instant): Step {
  return step({ ...state, phase: { at: 'connecting', since: now }, reconnectMs: null }, { do: 'connect' })
}

export function start(state: LinkState, now: Instant): Step {
  return connect(withStatus({ ...state, attempts: 0 }, 'connecting', null, now), now)
}

export function rest(state: LinkState, now: Instant): LinkState {
  return { ...withStatus(state, 'offline', 'asleep', now), phase: { at: 'resting' } }
}

export const online = (state: LinkState, patience: Millis, now: Instant): LinkState => ({
  ...withStatus(state, 'online', null, now),
  phase: { at: 'online', since: now, heard: now, patience },
  badFrames: 0,
})

/** The connection is gone, or never came about. */
export function lost(before: LinkState, reason: LinkReason, { now, luck }: Moment, retryMs: Millis = 0): LinkState {
  const { phase } = before
  const wasGood = phase.at === 'online' && now - phase.since >= GOOD_WHILE
  const state: LinkState = {
    ...before,
    flights: [],
    paperFlights: [],
    holdUntil: 0,
    held: null,
    resyncing: false,
    reconnectMs: null,
  }
  const seldom = REFUSED_WAIT[reason]
  if (seldom === null) return { ...withStatus(state, 'refused', reason, now), phase: { at: 'resting' } }
  if (seldom !== undefined)
    return { ...withStatus(state, 'refused', reason, now), phase: { at: 'waiting', since: now, length: seldom } }
  const attempts = wasGood ? 0 : state.attempts + 1
  const length = backoff(wasGood ? 0 : state.attempts, luck, retryMs)
  const isQuiet = attempts <= QUIET_ATTEMPTS && before.status !== 'offline' && before.status !== 'refused'
  const told = withStatus({ ...state, attempts }, isQuiet ? 'connecting' : 'offline', reason, now)
  return { ...told, phase: { at: 'waiting', since: now, length } }
}

/** Why the hub hung up, and how long to stay away. */
export function reasonOf(code: number): { readonly reason: LinkReason; readonly retryMs: Millis } {
  switch (code) {
    case CLOSE.revoked:
    case CLOSE.removed:
      return { reason: 'removed', retryMs: 0 }
    case CLOSE.version:
      return { reason: 'version', retryMs: 0 }
    case CLOSE.rate:
      return { reason: 'rate', retryMs: MINUTE }
    case CLOSE.replaced:
      return { reason: 'replaced', retryMs: MINUTE }
    case CLOSE.restarting:
      return { reason: 'restarting', retryMs: 0 }
    case CLOSE.badFrames:
    case CLOSE.helloLate:
    case CLOSE.tooBig:
      return { reason: 'bad_reply', retryMs: 5 * SECOND }
    default:
      return { reason: 'hub_unreachable', retryMs: 0 }
  }
}

/** Whether what is being waited for took too long, by either side of a clock that was set back. */
export function due({ phase }: LinkState, now: Instant): boolean {
  switch (phase.at) {
    case 'resting':
      return false
    case 'waiting':
      return now >= phase.since + phase.length
    case 'connecting':
      return now >= phase.since + CONNECT_PATIENCE
    case 'greeting':
      return now >= phase.since + GREETING_PATIENCE
    case 'online':
      return now >= phase.heard + phase.patience
  }
}

/** When to look again at the latest; null where nothing is waited for. */
export function nextLook({ phase, holdUntil, kept }: LinkState): Instant | null {
  switch (phase.at) {
    case 'resting':
      return null
    case 'waiting':
      return phase.since + phase.length
    case 'connecting':
      return phase.since + CONNECT_PATIENCE
    case 'greeting':
      return phase.since + GREETING_PATIENCE
    case 'online': {
      const isUnsent = kept.registers.some(({ fate }) => fate === 'unsent') || (kept.papers ?? []).length > 0
      const isHeldBack = isUnsent && holdUntil > 0
      return isHeldBack ? Math.min(holdUntil, phase.heard + phase.patience) : phase.heard + phase.patience
    }
  }
}

/** After a clock was set back, what was noted in the future counts as noted now. */
export function rebase(state: LinkState, now: Instant): LinkState {
  const { phase } = state
  if (phase.at === 'resting' || (phase.since <= now && (phase.at !== 'online' || phase.heard <= now))) return state
  const since = Math.min(phase.since, now)
  return {
    ...state,
    holdUntil: Math.min(state.holdUntil, now),
    phase: phase.at === 'online' ? { ...phase, since, heard: Math.min(phase.heard, now) } : { ...phase, since },
  }
}

export function viewOf(state: LinkState): LinkView {
  const { phase, status, reason, since, publishedAt, refusal, kept } = state
  return {
    status,
    ...(reason === null ? {} : { reason }),
    since,
    ...(phase.at === 'waiting' ? { retryAt: phase.since + phase.length } : {}),
    ...(publishedAt === null ? {} : { publishedAt }),
    pending: isPending(state),
    ...(refusal === null ? {} : { refusal }),
    clockOffset: kept.offset,
  }
}
