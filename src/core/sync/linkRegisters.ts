/**
 * What is published: at most one value waits for each register, the newest. It keeps its stamp until the hub has
 * confirmed it, however often the connection breaks, so that the hub takes it once.
 */
import { type Instant, SECOND } from '../time/instant.ts'
import { type Hlc, laterHlc, msOf, NO_HLC, tickHlc } from './hlc.ts'
import { LIMITS } from './limits.ts'
import { sendPapers } from './linkPapers.ts'
import {
  type Flight,
  hubTime,
  type Kind,
  KINDS,
  type LinkCommand,
  type LinkState,
  type Outgoing,
  type Register,
  registerOf,
  type Step,
  step,
  withKept,
  withRegister,
} from './linkState.ts'
import type { AckFrame, ClientFrame, Held, NackFrame } from './protocol.ts'

/** Two hubs whose clocks differ must not be argued with in a tight loop. */
const CLOCK_PAUSE = SECOND

/** Whether two bodies say the same, in whatever order their fields were written. */
export function sameBody(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

function wished(kind: Kind, out: Outgoing, at: Instant): Register {
  const stamp = { at, hlc: null, fate: 'unsent' } as const
  if (kind === 'presence') return { kind, body: out.presence, ...stamp }
  return kind === 'manual' ? { kind, body: out.manual, ...stamp } : { kind, body: out.plan, ...stamp }
}

/** Takes over what is wished for now. A device that never had an opinion on a register does not clear it. */
export function publish(state: LinkState, out: Outgoing, now: Instant): LinkState {
  let next = state
  for (const kind of KINDS) {
    const known = registerOf(state, kind)
    if (sameBody(out[kind], known?.body ?? null)) continue
    const wish = wished(kind, out, now)
    const isKnownThere = known?.fate !== 'unsent' && isThere(state, kind, out)
    next = withRegister(next, isKnownThere ? { ...wish, fate: 'settled' } : wish)
    if (next.refusal?.kind === kind) next = { ...next, refusal: null }
  }
  return next
}

/** Whether another device of this person has said the same already. */
function isThere(state: LinkState, kind: Kind, out: Outgoing): boolean {
  return (
    kind !== 'presence' && state.phase.at === 'online' && state.mine !== null && sameBody(out[kind], state.mine[kind])
  )
}

/** Sends what waits, unless the hub asked for patience. */
export function flush(state: LinkState, now: Instant): Step {
  if (state.phase.at !== 'online' || now < state.holdUntil) return step(state)
  let next = state
  const commands: LinkCommand[] = []
  for (const kind of KINDS) {
    const register = registerOf(next, kind)
    if (register?.fate !== 'unsent' || next.flights.some((flight) => flight.kind === kind)) continue
    const sent = send(next, register, now)
    next = sent.state
    commands.push(...sent.commands)
  }
  const papers = sendPapers(next, now)
  return { state: papers.state, commands: [...commands, ...papers.commands] }
}

function send(state: LinkState, wish: Register, now: Instant): Step {
  const register = withoutExpired(wish, hubTime(state, now))
  if (register.body === null && !isHeld(state, register.kind))
    return step(withRegister(state, { ...register, fate: 'settled' }))
  const hlc = register.hlc ?? nextStamp(state, register.at, now)
  const id = state.nextId
  const flights = [...state.flights, { id, kind: register.kind, hlc }]
  const stamped = withRegister({ ...state, flights, nextId: id + 1 }, { ...register, hlc })
  return step(withKept(stamped, { lastHlc: laterHlc(stamped.kept.lastHlc, hlc) }), {
    do: 'send',
    frame: putFrame(register, id, hlc),
  })
}

const isHeld = (state: LinkState, kind: Kind): boolean => state.held !== null && state.held[kind] !== null

/** What ended while it waited is cleared instead: otherwise the value before it would go on. */
function withoutExpired(register: Register, hubNow: Instant): Register {
  if (register.kind === 'plan' || register.body === null || !('until' in register.body)) return register
  return register.body.until > hubNow ? register : { ...register, body: null }
}

/** After everything this device has stamped, at the time the value was set, and never ahead of the hub. */
function nextStamp(state: LinkState, setAt: Instant, now: Instant): Hlc {
  const hubNow = hubTime(state, now)
  return tickHlc(state.kept.lastHlc, Math.min(setAt + state.kept.offset, hubNow))
}

function putFrame(register: Register, id: number, hlc: Hlc): ClientFrame {
  if (register.kind === 'plan') return { t: 'plan', id, hlc, body: register.body }
  if (register.kind === 'manual') return { t: 'put', id, hlc, kind: 'manual', body: register.body }
  return { t: 'put', id, hlc, kind: 'presence', body: register.body }
}

/** On each new connection: what the hub lacks is sent again, and what it confirmed to an earlier connection is settled. */
export function compare(state: LinkState, held: Held, now: Instant): LinkState {
  let next: LinkState = { ...state, held, flights: [], paperFlights: [] }
  for (const kind of KINDS) {
    const [register, stamp] = [registerOf(state, kind), held[kind]]
    if (stamp !== null) next = learn(next, stamp, now)
    if (register === undefined || register.fate === 'refused') continue
    if (isNewsThatItIsThere(next, register, stamp)) next = { ...next, publishedAt: now }
    next = withRegister(next, compared(register, stamp))
  }
  return next
}

/** The acknowledgement may have been lost with its connection: that the hub holds the stamp says the same. */
const isNewsThatItIsThere = ({ publishedAt }: LinkState, { hlc, fate }: Register, held: Hlc | null): boolean =>
  hlc !== null && held === hlc && (publishedAt === null || fate !== 'settled')

function compared(register: Register, held: Hlc | null): Register {
  if (register.hlc === null) return register
  if (held === register.hlc) return { ...register, fate: 'settled' }
  if (held === null || held < register.hlc) return { ...register, fate: 'unsent' }
  return overtaken(register)
}

/** Somebody stamped later. A person's registers go to the latest; a device's presence is its own to say. */
function overtaken(register: Register): Register {
  return register.kind === 'presence' ? { ...register, hlc: null, fate: 'unsent' } : { ...register, fate: 'settled' }
}

/** Stamps of others push this device's on, so that what it says after having heard of them counts as later. */
function learn(state: LinkState, stamp: Hlc, now: Instant): LinkState {
  if (msOf(stamp) > hubTime(state, now) + LIMITS.clockAhead) return state
  return withKept(state, { lastHlc: laterHlc(state.kept.lastHlc, stamp) })
}

/** The flight that an answer belongs to, and the state without it. */
function land(
  state: LinkState,
  id: number | undefined,
): { flight: Flight; register: Register; state: LinkState } | null {
  const flight = state.flights.find((each) => each.id === id)
  const register = flight === undefined ? undefined : registerOf(state, flight.kind)
  if (flight === undefined || register === undefined) return null
  return { flight, register, state: { ...state, flights: state.flights.filter((each) => each !== flight) } }
}

export function acked(before: LinkState, ack: AckFrame, now: Instant): LinkState {
  const landed = land(before, ack.id)
  if (landed === null) return before
  const { flight, register } = landed
  const state = ack.hlc === undefined ? landed.state : learn(landed.state, ack.hlc, now)
  const held = state.held === null ? null : { ...state.held, [flight.kind]: ack.hlc ?? flight.hlc }
  const next = { ...state, held, publishedAt: now }
  if (isNewerWish(register, flight)) return next
  return withRegister(next, ack.stale === true ? overtaken(register) : { ...register, fate: 'settled' })
}

/** The wish changed while this flight was on its way. */
const isNewerWish = (register: Register, flight: Flight): boolean => register.hlc !== flight.hlc

export function nacked(before: LinkState, nack: NackFrame, now: Instant): LinkState {
  const landed = land(before, nack.id)
  const state = landed?.state ?? before
  if (nack.code === 'rate' || nack.code === 'store') return { ...state, holdUntil: now + (nack.retryMs ?? 5_000) }
  if (landed === null) return state
  const { register, flight } = landed
  if (nack.code === 'clock' && nack.now !== undefined)
    return { ...restamped(state, register, nack.now - now), holdUntil: now + CLOCK_PAUSE }
  if (isNewerWish(register, flight)) return state
  return refusedRegister(state, register, nack.field === undefined ? nack.code : `${nack.code}:${nack.field}`)
}

function refusedRegister(state: LinkState, register: Register, code: string): LinkState {
  return { ...withRegister(state, { ...register, fate: 'refused' }), refusal: { kind: register.kind, code } }
}

/** This computer's clock was set: stamps made by it are thrown away. */
function restamped(state: LinkState, register: Register, offset: number): LinkState {
  return withKept(withRegister(state, { ...register, hlc: null, fate: 'unsent' }), { offset, lastHlc: NO_HLC })
}

export function unsendable(before: LinkState, id: number): LinkState {
  const landed = land(before, id)
  return landed === null ? before : refusedRegister(landed.state, landed.register, 'too_big')
}

export const isPending = (state: LinkState): boolean => state.kept.registers.some(({ fate }) => fate === 'unsent')
