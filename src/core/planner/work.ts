/** The plan as it will be lived: where blocks overlap the later start counts, and calendars go over what was planned. */
import { without } from '../availability/intervals.ts'
import type { BusyTime } from '../calendar/calendar.ts'
import { meetings } from '../calendar/lay.ts'
import { type Instant, type Millis, MINUTE } from '../time/instant.ts'
import { type Block, blockInterval, type BlockKind, byStart, type Interval } from './block.ts'

export interface Piece extends Interval {
  readonly kind: BlockKind
  /** Null for an appointment of a calendar. */
  readonly block: Block | null
}

/** Every block as the pieces that are left of it, and the calendars' meetings; earliest first, without overlaps. */
export function laidPieces(blocks: readonly Block[], busy: readonly BusyTime[] = []): readonly Piece[] {
  const pieces: Piece[] = []
  for (const block of blocks.toSorted(byStart)) {
    const span = blockInterval(block)
    // A later start wins; what it covers of the ones before is cut out, and may leave a piece after it.
    const touched = pieces.filter(({ end }) => end > span.start)
    if (touched.length > 0) pieces.splice(pieces.length - touched.length, touched.length, ...without(touched, [span]))
    pieces.push({ ...span, kind: block.kind, block })
    if (touched.length > 0) pieces.sort((a, b) => a.start - b.start)
  }
  if (busy.length === 0) return pieces
  const met = meetings(busy).map((span) => ({ ...span, kind: 'together' as const, block: null }))
  return [...without(pieces, busy), ...met].toSorted((a, b) => a.start - b.start)
}

const WORK: ReadonlySet<BlockKind> = new Set(['focus', 'open', 'together'])

/** Focus, open and together as stretches, those that touch in one. */
export const workOf = (pieces: readonly Piece[]): readonly Interval[] =>
  joinedUp(
    pieces.filter(({ kind }) => WORK.has(kind)),
    0,
  )

/** Less than this between two stretches of focus is no break. */
export const LEAST_BREAK: Millis = 5 * MINUTE

/** Focus without a break. Blocks that take breaks of their own are left out. */
export const focusRuns = (pieces: readonly Piece[], hasBreaks: (block: Block) => boolean): readonly Interval[] =>
  joinedUp(
    pieces.filter(({ kind, block }) => kind === 'focus' && block !== null && !hasBreaks(block)),
    LEAST_BREAK - 1,
  )

function joinedUp(pieces: readonly Interval[], most: Millis): readonly Interval[] {
  const joined: { start: Instant; end: Instant }[] = []
  for (const { start, end } of pieces) {
    const last = joined.at(-1)
    if (last !== undefined && start - last.end <= most) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}

/** How much of a window the pieces take up. */
export const timeIn = (pieces: readonly Interval[], window: Interval): Millis =>
  pieces.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, window.end) - Math.max(start, window.start)),
    0,
  )
