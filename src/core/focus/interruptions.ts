/** The interruptions that a list of events tells of, with what was said of each later. */
import type { Instant } from '../time/instant.ts'
import { type Answers, type Channel, given } from './answers.ts'
import type { SessionEvent } from './session.ts'

export type LedgerEvent = Extract<SessionEvent, { type: 'interrupted' | 'described' | 'back' }>

export interface Interruption {
  /** Its name too: no two happen in the same millisecond. */
  readonly at: Instant
  /** The session it fell into; null where none was open. */
  readonly session: string | null
  readonly answers: Answers
  /** When the person said that they were back at it; null where they did not say. */
  readonly back: Instant | null
}

export const isLedgerEvent = (event: SessionEvent): event is LedgerEvent =>
  event.type === 'interrupted' || event.type === 'described' || event.type === 'back'

/** In the order in which they were logged. The first `back` counts; of the answers the newest. */
export function interruptionsOf(events: readonly SessionEvent[]): readonly Interruption[] {
  const found = new Map<Instant, Interruption>()
  for (const event of events) {
    if (event.type === 'interrupted') {
      found.set(event.at, { at: event.at, session: event.session || null, answers: given(event), back: null })
    } else if (event.type === 'described' || event.type === 'back') {
      const known = found.get(event.of)
      if (known !== undefined) found.set(event.of, told(known, event))
    }
  }
  return [...found.values()]
}

function told(known: Interruption, event: Exclude<LedgerEvent, { type: 'interrupted' }>): Interruption {
  if (event.type === 'back') return { ...known, back: known.back ?? event.at }
  return { ...known, answers: { ...known.answers, ...given(event) } }
}

export interface Familiar {
  /** The people named last, newest first, each once. */
  readonly people: readonly string[]
  /** The channels named last, newest first, each once. */
  readonly channels: readonly Channel[]
}

const MOST_PEOPLE = 6

/** Whom and what to offer first: most interruptions come from the same few. */
export function familiar(interruptions: readonly Interruption[]): Familiar {
  const newest = interruptions.toReversed()
  const people = new Set(newest.flatMap(({ answers }) => answers.who ?? []))
  const channels = new Set(newest.flatMap(({ answers }) => answers.channel ?? []))
  return { people: [...people].slice(0, MOST_PEOPLE), channels: [...channels] }
}
