/** Sums and differences of stretches of time. */
import type { Interval } from '../planner/block.ts'
import { overlaps } from '../planner/block.ts'
import type { SharedInterval } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'

/** The interval of a sorted plan at this instant. */
export function intervalAt(plan: readonly SharedInterval[], at: Instant): SharedInterval | null {
  for (const interval of plan) {
    if (interval.start > at) return null
    if (at < interval.end) return interval
  }
  return null
}

/** The first interval of a sorted plan that begins after this instant. */
export function intervalAfter(plan: readonly SharedInterval[], at: Instant): SharedInterval | null {
  for (const interval of plan) if (interval.start > at) return interval
  return null
}

/** Neighbours that say the same are one: how somebody slices an afternoon is nobody else's business. */
export function joined(intervals: readonly SharedInterval[]): SharedInterval[] {
  const result: SharedInterval[] = []
  for (const next of intervals) {
    const last = result.at(-1)
    if (last !== undefined && last.end === next.start && last.state === next.state && last.place === next.place) {
      result[result.length - 1] = { ...last, end: next.end }
    } else result.push(next)
  }
  return result
}

/** What is left of the pieces outside of the holes. */
export function without<Piece extends Interval>(pieces: readonly Piece[], holes: readonly Interval[]): Piece[] {
  // Most pieces meet no hole, and a calendar has many.
  return pieces.flatMap((piece) => {
    const met = holes.filter((hole) => overlaps(piece, hole))
    return met.reduce<Piece[]>((left, hole) => left.flatMap((one) => cut(one, hole)), [piece])
  })
}

function cut<Piece extends Interval>(piece: Piece, hole: Interval): Piece[] {
  if (!overlaps(piece, hole)) return [piece]
  const before = { ...piece, end: hole.start }
  const after = { ...piece, start: hole.end }
  return [before, after].filter(({ start, end }) => start < end)
}
