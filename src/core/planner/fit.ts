/** Free time among what is taken. */
import type { Instant, Millis } from '../time/instant.ts'
import type { Interval } from './block.ts'
import { GRID } from './edit.ts'

export const nextOnGrid = (at: Instant): Instant => Math.ceil(at / GRID) * GRID

/** Earliest first, without overlaps. */
export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const found: { start: Instant; end: Instant }[] = []
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else found.push({ start, end })
  }
  return found
}

/** What is free in the window, on the grid where something else ends before it. `taken` is merged. */
export function freeIn(taken: readonly Interval[], window: Interval): readonly Interval[] {
  const free: Interval[] = []
  let from = window.start
  for (const { start, end } of taken) {
    if (end <= from) continue
    if (start >= window.end) break
    if (start > from) free.push({ start: from, end: start })
    from = nextOnGrid(end)
  }
  if (from < window.end) free.push({ start: from, end: window.end })
  return free
}

/** The first start in the window with so much free time after it; null where there is none. */
export const firstFit = (taken: readonly Interval[], length: Millis, window: Interval): Instant | null =>
  freeIn(taken, window).find(({ start, end }) => end - start >= length)?.start ?? null
