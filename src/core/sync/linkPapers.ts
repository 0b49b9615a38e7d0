/**
 * Documents, votes and items on their way: kept until the hub has answered, over lost connections and restarts. The
 * hub takes each once, however often it is sent.
 */
import type { Instant } from '../time/instant.ts'
import { type LinkState, MOST_PAPERS, type PaperAnswer, type Step, step, withKept } from './linkState.ts'
import type { AckFrame, NackFrame, Paper } from './protocol.ts'

/** So many are on their way at a time. */
const MOST_FLIGHTS = 10

export function ask(state: LinkState, ref: string, paper: Paper): Step {
  const papers = state.kept.papers ?? []
  if (papers.some((known) => known.ref === ref)) return step(state)
  if (papers.length >= MOST_PAPERS) return step(state, { do: 'answered', ref, answer: { ok: false, code: 'full' } })
  return step(withKept(state, { papers: [...papers, { ref, paper }] }))
}

/** In the order in which they were asked for; a connection that ended has none on its way. */
export function sendPapers(state: LinkState, now: Instant): Step {
  if (state.phase.at !== 'online' || now < state.holdUntil) return step(state)
  const { nextId, paperFlights } = state
  const flying = new Set(paperFlights.map(({ ref }) => ref))
  const due = (state.kept.papers ?? []).filter(({ ref }) => !flying.has(ref)).slice(0, MOST_FLIGHTS - flying.size)
  const flights = due.map(({ ref }, at) => ({ id: nextId + at, ref }))
  const commands = due.map(({ paper }, at) => ({ do: 'send', frame: { ...paper, id: nextId + at } }) as const)
  const next = { ...state, nextId: nextId + due.length, paperFlights: [...paperFlights, ...flights] }
  return { state: due.length === 0 ? state : next, commands }
}

/** The answer to a paper, or null where the frame answers something else. */
export function landPaper(state: LinkState, frame: AckFrame | NackFrame, now: Instant): Step | null {
  const flight = state.paperFlights.find(({ id }) => id === frame.id)
  if (flight === undefined) return null
  const paperFlights = state.paperFlights.filter((each) => each !== flight)
  const isPatient = frame.t === 'nack' && (frame.code === 'rate' || frame.code === 'store')
  if (isPatient) return step({ ...state, paperFlights, holdUntil: now + (frame.retryMs ?? 5_000) })
  return answered({ ...state, paperFlights }, flight.ref, answerOf(frame))
}

export function unsendablePaper(state: LinkState, id: number): Step | null {
  const flight = state.paperFlights.find((each) => each.id === id)
  if (flight === undefined) return null
  const paperFlights = state.paperFlights.filter((each) => each !== flight)
  return answered({ ...state, paperFlights }, flight.ref, { ok: false, code: 'too_big' })
}

function answered(state: LinkState, ref: string, answer: PaperAnswer): Step {
  const papers = (state.kept.papers ?? []).filter((paper) => paper.ref !== ref)
  return step(withKept(state, { papers }), { do: 'answered', ref, answer })
}

function answerOf(frame: AckFrame | NackFrame): PaperAnswer {
  const version = frame.v === undefined ? {} : { version: frame.v }
  if (frame.t === 'ack') return { ok: true, ...version }
  const { code, field, retryMs } = frame
  return {
    ok: false,
    code,
    ...version,
    ...(field === undefined ? {} : { field }),
    ...(retryMs === undefined ? {} : { retryMs }),
  }
}
