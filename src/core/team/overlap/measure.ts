/**
 * What a meeting costs one person, minute by minute: nothing in a block in which they can be reached; else the more,
 * the less it suits them. Whole minutes, so that sums are exact.
 */
import { UNKNOWN_CLOCK } from '../../time/zone.ts'
import type { Attendee } from './attendee.ts'
import type { ClockDay, ClockDays, Stretch } from './clockDays.ts'

/**
 * What a minute counts: in a focus block of their own; outside of their blocks by day (08 to 20 on their clock), early
 * or late (06 to 08 and 20 to 22), at night, and on a day on which they share no block. Where nobody knows their plan,
 * their day counts nothing, and they are said to be unsure. Where nobody knows their clock, every hour is one of the day.
 */
export const WEIGHTS = { available: 0, together: 0, unsure: 0, focus: 1, day: 2, edge: 4, night: 8, off: 8 } as const
export type Standing = keyof typeof WEIGHTS

/** A stretch in which a person stands the same. */
export interface Piece extends Stretch {
  readonly is: Standing
}

/** How a person stands in each minute of the days, earliest first and without gaps. */
export const piecesOf = (attendee: Attendee, days: ClockDays): Piece[] =>
  over(
    outside(attendee, days(attendee.zone)),
    attendee.blocks.map(({ start, end, state }) => ({ start, end, is: state === 'focusing' ? 'focus' : state })),
  )

/** As if nothing were shared: by the clock, with days off. Where the clock is not known, nobody says night. */
function outside({ zone, blocks, knownUntil }: Attendee, days: readonly ClockDay[]): Piece[] {
  if (zone === UNKNOWN_CLOCK)
    return days.flatMap((day) =>
      parted(day, knownUntil).map((part): Piece => ({ ...part, is: part.start >= knownUntil ? 'unsure' : 'day' })),
    )
  let next = 0
  return days.flatMap((day) => {
    while ((blocks[next]?.end ?? Infinity) <= day.start) next += 1
    const isOff = (blocks[next]?.start ?? Infinity) >= day.end
    return day.parts.flatMap((part) =>
      parted(part, knownUntil).map(({ start, end }): Piece => {
        if (start >= knownUntil) return { start, end, is: part.is === 'day' ? 'unsure' : part.is }
        return { start, end, is: isOff ? 'off' : part.is }
      }),
    )
  })
}

function parted({ start, end }: Stretch, at: number): Stretch[] {
  if (at <= start || at >= end) return [{ start, end }]
  return [
    { start, end: at },
    { start: at, end },
  ]
}

/** The spans (sorted, without overlaps) laid over what lies under them. */
function over(under: readonly Piece[], spans: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  let next = 0
  for (const { start, end, is } of under) {
    for (let at = start; at < end;) {
      while ((spans[next]?.end ?? Infinity) <= at) next += 1
      const span = spans[next]
      const isIn = span !== undefined && span.start <= at
      const to = Math.min(end, isIn ? span.end : (span?.start ?? end))
      result.push({ start: at, end: to, is: isIn ? span.is : is })
      at = to
    }
  }
  return result
}

/** What a stretch costs one person, and how they stand at worst in it. */
export interface Burden {
  readonly burden: number
  readonly worst: Standing
}

export function burdenIn(pieces: readonly Piece[], { start, end }: Stretch): Burden {
  let burden = 0
  let worst: Standing = 'available'
  for (let index = firstAfter(pieces, start); index < pieces.length; index += 1) {
    const piece = pieces[index]
    if (piece === undefined || piece.start >= end) break
    burden += (Math.min(piece.end, end) - Math.max(piece.start, start)) * WEIGHTS[piece.is]
    if (isWorse(piece.is, worst)) worst = piece.is
  }
  return { burden, worst }
}

const ORDER = Object.keys(WEIGHTS)
const isWorse = (a: Standing, b: Standing): boolean => ORDER.indexOf(a) > ORDER.indexOf(b)

/** The index of the first piece that ends after this minute. */
function firstAfter(pieces: readonly Piece[], minute: number): number {
  let low = 0
  for (let high = pieces.length; low < high;) {
    const middle = (low + high) >> 1
    if ((pieces[middle]?.end ?? Infinity) > minute) high = middle
    else low = middle + 1
  }
  return low
}
