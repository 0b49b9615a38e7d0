/**
 * A sentence from an availability: a message key of the catalogue and the instants that go into it. Tray, command line
 * and windows say the same, each with times as its reader writes them.
 */
import type { Availability } from './decide.ts'
import { isReachable } from './decide.ts'
import type { Instant } from '../time/instant.ts'

type State = Availability['state']
type Key = `availability.${State}` | `availability.${State}.until` | `availability.${State}.back`

export interface Said {
  readonly key: Key
  /** The one instant that the sentence names, if it names one. */
  readonly at: Instant | null
}

/** Who can be reached: until when. Who cannot: from when on they can. */
export function sayAvailability({ state, until, back }: Pick<Availability, 'state' | 'until' | 'back'>): Said {
  if (!isReachable(state) && back !== null) return { key: `availability.${state}.back`, at: back }
  if (until !== null && state !== 'unknown') return { key: `availability.${state}.until`, at: until }
  return { key: `availability.${state}`, at: null }
}
