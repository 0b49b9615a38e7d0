/**
 * Hybrid logical clock: a stamp that follows the wall clock but never goes back, so that the later of two writes wins
 * even where a clock was set back between them. 48 bits of milliseconds and a 16-bit counter, as 16 hex digits: the
 * order of the texts is the order of the stamps.
 */
import { z } from 'zod'
import type { Instant } from '../time/instant.ts'

export const HLC = /^[0-9a-f]{16}$/
export const Hlc = z.string().regex(HLC)
export type Hlc = z.infer<typeof Hlc>

const LAST_MS = 2 ** 48 - 1
const LAST_COUNT = 0xffff

export const NO_HLC: Hlc = '0'.repeat(16)

/** The stamp with this time and count; what does not fit is clamped. */
export function hlcOf(ms: Instant, count = 0): Hlc {
  const time = Math.min(Math.max(Math.trunc(ms), 0), LAST_MS)
  return time.toString(16).padStart(12, '0') + Math.min(Math.max(count, 0), LAST_COUNT).toString(16).padStart(4, '0')
}

export const msOf = (stamp: Hlc): Instant => Number.parseInt(stamp.slice(0, 12), 16)
const countOf = (stamp: Hlc): number => Number.parseInt(stamp.slice(12), 16)

export const laterHlc = (one: Hlc, other: Hlc): Hlc => (one > other ? one : other)

/** The next stamp: `now` if the clock moved on since `last`, else the one right after `last`. */
export function tickHlc(last: Hlc, now: Instant): Hlc {
  const fresh = hlcOf(now)
  if (fresh > last) return fresh
  const count = countOf(last) + 1
  return count <= LAST_COUNT ? hlcOf(msOf(last), count) : hlcOf(msOf(last) + 1)
}
