/**
 * The client's side of the conversation as a pure machine: events in, a new state and commands out. Whoever drives it
 * (main/hubLink.ts) only carries bytes and wakes it up at `nextLook`.
 */
import { SECOND, type Instant } from '../time/instant.ts'
import {
  connect,
  due,
  lost,
  nextLook,
  online,
  PROBE_PATIENCE,
  reasonOf,
  rebase,
  rest,
  start,
  viewOf,
} from './linkPhase.ts'
import { ask, landPaper, unsendablePaper } from './linkPapers.ts'
import { acked, compare, flush, nacked, publish, unsendable } from './linkRegisters.ts'
import { initialLink, type LinkEvent, type LinkState, type Moment, step, type Step, withKept } from './linkState.ts'
import {
  type HelloFrame,
  type HubFrame,
  type Item,
  type SyncFrame,
  type UpFrame,
  VERSIONS,
  type WelcomeFrame,
} from './protocol.ts'

export { initialLink, nextLook, viewOf }
export type { LinkCommand, LinkEvent, LinkState, Moment, Outgoing, Step } from './linkState.ts'

/** So many unreadable frames on one connection show that this is no hub. */
const MOST_BAD_FRAMES = 3
/** Smaller differences between two clocks are the time that frames travel. */
const CLOCK_JUMP = 2 * SECOND

export function advance(before: LinkState, event: LinkEvent, moment: Moment): Step {
  const state = rebase(before, moment.now)
  switch (event.type) {
    case 'start':
      return start(state, moment.now)
    case 'publish':
      return flush(publish(state, event.out, moment.now), moment.now)
    case 'ask':
      return thenFlush(ask(state, event.ref, event.paper), moment.now)
    case 'opened':
      return hello(state, moment.now)
    case 'frame':
      return event.frame === null ? unreadable(state, moment) : onFrame(heard(state, moment.now), event.frame, moment)
    case 'alive':
      return step(retimed(heard(state, moment.now), event.hubNow, moment.now))
    case 'failed':
      return state.phase.at === 'connecting' ? step(lost(state, event.reason, moment, event.retryMs)) : step(state)
    case 'closed':
      return step(onClosed(state, event.code, moment))
    case 'unsendable':
      return thenFlush(unsendablePaper(state, event.id) ?? step(unsendable(state, event.id)), moment.now)
    case 'tick':
      return tick(state, moment)
    case 'wake':
      return wake(state, moment.now)
    case 'close':
      return close(state, event.why, moment.now)
  }
}

function hello(state: LinkState, now: Instant): Step {
  return step({ ...state, phase: { at: 'greeting', since: now } }, { do: 'send', frame: helloOf(state) })
}

/** What this device says first; the same until it hears from the hub. */
export function helloOf({ device, app, token }: LinkState): HelloFrame {
  const resume = token === null ? {} : { resume: `${token.epoch}.${token.rev}` }
  return { t: 'hello', v: [VERSIONS.max], device, app, ...resume }
}

const heard = (state: LinkState, now: Instant): LinkState =>
  state.phase.at === 'online' ? { ...state, phase: { ...state.phase, heard: now } } : state

/** Notices when either clock was set; the way of a frame alone is too little to matter. */
function retimed(state: LinkState, hubNow: Instant | null, now: Instant): LinkState {
  if (hubNow === null || state.phase.at !== 'online') return state
  const offset = hubNow - now
  return Math.abs(offset - state.kept.offset) < CLOCK_JUMP ? state : withKept(state, { offset })
}

function unreadable(state: LinkState, moment: Moment): Step {
  const badFrames = state.badFrames + 1
  if (state.phase.at === 'online' && badFrames < MOST_BAD_FRAMES) return step({ ...state, badFrames })
  return hangUp(state, 'bad_reply', moment)
}

const hangUp = (state: LinkState, reason: 'bad_reply' | 'hub_unreachable', moment: Moment): Step =>
  step({ ...lost(state, reason, moment), badFrames: 0 }, { do: 'drop' })

function onFrame(state: LinkState, frame: HubFrame, moment: Moment): Step {
  if (frame.t === 'bye') return step({ ...state, reconnectMs: frame.reconnectMs ?? null })
  if (state.phase.at === 'greeting')
    return frame.t === 'welcome' ? welcome(state, frame, moment) : unreadable(state, moment)
  if (state.phase.at !== 'online') return step(state)
  switch (frame.t) {
    case 'welcome':
      return unreadable(state, moment)
    case 'sync':
      return sync(state, frame)
    case 'up':
      return up(state, frame)
    case 'inbox': {
      const { full, items, gone, more } = frame
      return step(state, { do: 'inbox', full, items, gone, end: !more })
    }
    case 'ack':
      return thenFlush(landPaper(state, frame, moment.now) ?? step(acked(state, frame, moment.now)), moment.now)
    case 'nack':
      return thenFlush(landPaper(state, frame, moment.now) ?? step(nacked(state, frame, moment.now)), moment.now)
  }
}

/** What waits is sent after what a step itself wants done. */
function thenFlush({ state, commands }: Step, now: Instant): Step {
  const flushed = flush(state, now)
  return { state: flushed.state, commands: [...commands, ...flushed.commands] }
}

function welcome(state: LinkState, frame: WelcomeFrame, { now }: Moment): Step {
  const asked = state.phase.at === 'greeting' ? state.phase.since : now
  const measured = Math.round(frame.now - (asked + now) / 2)
  const offset = Math.abs(measured - state.kept.offset) < SECOND / 4 ? state.kept.offset : measured
  const greeted = { ...withKept(online(state, frame.silent, now), { offset }), epoch: frame.epoch, me: frame.me }
  const sent = flush(compare(greeted, frame.held, now), now)
  const renew = frame.rotate === true ? [{ do: 'renew' } as const] : []
  return step(sent.state, { do: 'team', me: frame.me, name: frame.team.name }, ...sent.commands, ...renew)
}

function sync(state: LinkState, { full, items, gone, docs = [], r, more, team }: SyncFrame): Step {
  const token = more ? state.token : { epoch: state.epoch, rev: r }
  const next = withMine({ ...state, token, resyncing: state.resyncing && more }, items, full)
  const people = { do: 'people', full, items, gone, end: !more } as const
  const papers = full || docs.length > 0 ? [{ do: 'docs', full, docs, end: !more } as const] : []
  const named = team === undefined ? [] : [{ do: 'team', me: state.me, name: team.name } as const]
  return step(next, ...named, people, ...papers)
}

function up(state: LinkState, { prev, r, items, gone, docs = [], team }: UpFrame): Step {
  if (state.resyncing) return step(state)
  if (state.token?.rev !== prev || state.token.epoch !== state.epoch) return resync(state)
  const next = withMine({ ...state, token: { epoch: state.epoch, rev: r } }, items, false)
  const people = { do: 'people', full: false, items, gone, end: true } as const
  const papers = docs.length > 0 ? [{ do: 'docs', full: false, docs, end: true } as const] : []
  const named = team === undefined ? [] : [{ do: 'team', me: state.me, name: team.name } as const]
  return step(next, ...named, people, ...papers)
}

function resync(state: LinkState): Step {
  const resume = state.token === null ? {} : { resume: `${state.token.epoch}.${state.token.rev}` }
  return step({ ...state, resyncing: true }, { do: 'send', frame: { t: 'resync', ...resume } })
}

/** A plan that is left out did not change; where everything is told, there is none. */
function withMine(state: LinkState, items: readonly Item[], full: boolean): LinkState {
  const item = items.find(({ p }) => p === state.me)
  if (item === undefined) return state
  const known = full ? null : (state.mine?.plan ?? null)
  return { ...state, mine: { manual: item.manual, plan: item.plan === undefined ? known : item.plan } }
}

function onClosed(state: LinkState, code: number, moment: Moment): LinkState {
  if (state.phase.at !== 'greeting' && state.phase.at !== 'online') return state
  const { reason, retryMs } = reasonOf(code)
  return lost(state, reason, moment, state.reconnectMs ?? retryMs)
}

function tick(state: LinkState, moment: Moment): Step {
  if (!due(state, moment.now)) return flush(state, moment.now)
  switch (state.phase.at) {
    case 'waiting':
      return connect(state, moment.now)
    case 'greeting':
      return hangUp(state, 'bad_reply', moment)
    default:
      return hangUp(state, 'hub_unreachable', moment)
  }
}

/** The computer slept or the network changed: a connection may look alive and be dead. */
function wake(state: LinkState, now: Instant): Step {
  const { phase } = state
  if (phase.at === 'resting' || phase.at === 'waiting') return start(state, now)
  if (phase.at !== 'online') return step(state)
  const heardAt = Math.min(phase.heard, now - phase.patience + PROBE_PATIENCE)
  return step({ ...state, phase: { ...phase, heard: heardAt } }, { do: 'probe' })
}

function close(state: LinkState, why: 'quit' | 'sleep' | 'logout', now: Instant): Step {
  const rested = rest(state, now)
  return state.phase.at === 'online' ? step(rested, { do: 'send', frame: { t: 'bye', why } }) : step(rested)
}
