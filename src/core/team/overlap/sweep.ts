/** A sum of many people's weights as one line over time: swept once, then asked for any stretch. */
import type { Stretch } from './clockDays.ts'

/** A stretch in which each minute counts the same. */
export interface Weighted extends Stretch {
  readonly weight: number
}

export interface Line {
  /** Where the weight of a minute changes, earliest first; the ends of the window are among them. */
  readonly marks: readonly number[]
  /** The window in pieces of one weight. */
  readonly pieces: readonly Weighted[]
  /** The sum over a stretch of the window. */
  sum(stretch: Stretch): number
}

/** Sums everything that is given, as far as it lies in the window. */
export function lineOf(window: Stretch, parts: Iterable<Weighted>): Line {
  const changes = new Map<number, number>([
    [window.start, 0],
    [window.end, 0],
  ])
  const change = (at: number, by: number): void => void changes.set(at, (changes.get(at) ?? 0) + by)
  for (const { start, end, weight } of parts) {
    const [from, to] = [Math.max(start, window.start), Math.min(end, window.end)]
    if (from >= to || weight === 0) continue
    change(from, weight)
    change(to, -weight)
  }
  return swept(changes)
}

function swept(changes: ReadonlyMap<number, number>): Line {
  const marks = [...changes.keys()].toSorted((a, b) => a - b)
  const pieces: Weighted[] = []
  const sums: number[] = []
  let weight = 0
  let sum = 0
  for (const [index, start] of marks.entries()) {
    const end = marks[index + 1] ?? start
    weight += changes.get(start) ?? 0
    sums.push(sum)
    pieces.push({ start, end, weight })
    sum += weight * (end - start)
  }
  const until = (at: number): number => {
    const index = lastAtMost(marks, at)
    const piece = pieces[index]
    return piece === undefined ? 0 : (sums[index] ?? 0) + piece.weight * (Math.min(at, piece.end) - piece.start)
  }
  return {
    marks,
    pieces: pieces.filter((piece) => piece.start < piece.end),
    sum: ({ start, end }) => until(end) - until(start),
  }
}

/** The index of the last mark that is not after `at`; -1 where all are. */
function lastAtMost(marks: readonly number[], at: number): number {
  let low = 0
  for (let high = marks.length; low < high;) {
    const middle = (low + high) >> 1
    if ((marks[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
