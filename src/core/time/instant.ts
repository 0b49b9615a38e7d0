/** A point in time: whole milliseconds since 1970-01-01T00:00Z. Stored and sent as this number, never as a local time. */
export type Instant = number
/** A length of time in milliseconds. */
export type Millis = number

export const SECOND: Millis = 1_000
export const MINUTE: Millis = 60 * SECOND
export const HOUR: Millis = 60 * MINUTE
/** 24 hours: a length of time, never a calendar day. */
export const DAY: Millis = 24 * HOUR

/** The full minute that began last. */
export const fullMinute = (at: Instant): Instant => at - (at % MINUTE)

export const minutes = (count: number): Millis => count * MINUTE

/** The earliest of the given instants; null where none is given. */
export function earliest(...instants: readonly (Instant | null | undefined)[]): Instant | null {
  let first: Instant | null = null
  for (const at of instants) if (at != null && (first === null || at < first)) first = at
  return first
}
