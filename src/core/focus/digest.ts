/** What a session's end has to tell: what the desktop held back meanwhile. Of notices only the number and the senders. */
import type { Session } from './session.ts'
import type { Instant } from '../time/instant.ts'

export interface Sender {
  readonly app: string
  readonly count: number
}

export interface Held {
  /** How many notices were held back; null where this desktop does not tell. */
  readonly count: number | null
  /** By whom, most first; the desktop may tell of fewer than `count`. */
  readonly senders: readonly Sender[]
}

export const nothingTold: Held = { count: null, senders: [] }

export interface Digest {
  readonly session: string
  /** When the session ended; null while it goes on. */
  readonly endedAt: Instant | null
  readonly held: Held
}

/** Two mutes of one session: what is told of both together. */
export function addHeld(one: Held, other: Held): Held {
  const counts = new Map<string, number>()
  for (const { app, count } of [...one.senders, ...other.senders]) counts.set(app, (counts.get(app) ?? 0) + count)
  return {
    count: one.count === null ? other.count : one.count + (other.count ?? 0),
    senders: [...counts].map(([app, count]) => ({ app, count })).toSorted((a, b) => b.count - a.count),
  }
}

/** What came of a session in the person's words; empty where nothing was said. The newest line counts. */
export const outcomeOf = (session: Session): string => session.findLast((event) => event.type === 'outcome')?.text ?? ''
