/** The smallest move of one block that fills a stretch of time. */
import { without } from '../availability/intervals.ts'
import { contains, type Interval } from '../planner/block.ts'
import type { Instant, Millis } from '../time/instant.ts'

/** A stretch of somebody's plan. */
export interface Piece extends Interval {
  readonly reachable: boolean
  readonly movable: boolean
  /** The block that it is, where it is one's own. */
  readonly block?: string
}

export interface Move {
  readonly piece: Piece
  /** Later, or earlier where negative. */
  readonly by: Millis
}

export interface MoveWish {
  readonly pieces: readonly Piece[]
  /** What is to be filled with reachable time. */
  readonly need: Interval
  /** What is full already and stays so. */
  readonly kept: readonly Interval[]
  /** Only what starts in here is moved. */
  readonly day: Interval
  readonly now: Instant
}

/** The shortest way wins; of two equally short ones the earlier. */
export function smallestMove(wish: MoveWish): Move | null {
  const { pieces, day, now } = wish
  let best: Move | null = null
  for (const piece of pieces) {
    if (!piece.movable || !piece.reachable || piece.start < now || !contains(day, piece.start)) continue
    const by = shortestFor(piece, wish)
    if (by !== null && (best === null || isShorter(by, best.by))) best = { piece, by }
  }
  return best
}

const isShorter = (one: Millis, other: Millis): boolean =>
  Math.abs(one) < Math.abs(other) || (Math.abs(one) === Math.abs(other) && one < other)

function shortestFor(piece: Piece, { pieces, need, kept, now }: MoveWish): Millis | null {
  const others = pieces.filter((other) => other !== piece)
  const reachable = others.filter((other) => other.reachable)
  let [least, most] = [now - piece.start, Infinity]
  for (const wanted of [need, ...kept]) {
    const left = without([wanted], reachable)
    const [first, last] = [left[0], left.at(-1)]
    if (first === undefined || last === undefined) continue
    // What the others leave open must lie in the piece, wherever it goes.
    least = Math.max(least, last.end - piece.end)
    most = Math.min(most, first.start - piece.start)
  }
  if (least > most) return null
  return shortestFree(piece, others, least, most)
}

/** The shortest way from `least` to `most` that ends on no other piece: at a bound, or where it touches one. */
function shortestFree(piece: Piece, others: readonly Piece[], least: Millis, most: Millis): Millis | null {
  const walls = others.map(({ start, end }) => ({ from: start - piece.end, to: end - piece.start }))
  const stops = [0, least, most, ...walls.flatMap(({ from, to }) => [from, to])]
  const free = stops.filter(
    (by) => by >= least && by <= most && Number.isFinite(by) && !walls.some(({ from, to }) => from < by && by < to),
  )
  return free.length === 0 ? null : free.reduce((best, by) => (isShorter(by, best) ? by : best))
}
