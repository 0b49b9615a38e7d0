/** What a drag or a key makes of a block. Pure: the planner previews with these and asks main with the result. */
import { type Instant, MINUTE, type Millis } from '../time/instant.ts'
import { addDays, dateIn, inZone, wallTimeIn, type Zone, zonedTime, zoneOf } from '../time/zone.ts'
import {
  type Block,
  type BlockKind,
  blockInterval,
  type Interval,
  LONGEST_BLOCK_MINUTES,
  movedTo,
  overlaps,
  SHORTEST_BLOCK_MINUTES,
} from './block.ts'

/** Pointer and keys place blocks on this grid. Offsets of zones are whole quarters, so it lies right on every wall clock. */
export const GRID: Millis = 5 * MINUTE

export const onGrid = (at: Instant): Instant => Math.round(at / GRID) * GRID

const clampMinutes = (minutes: number): number =>
  Math.min(LONGEST_BLOCK_MINUTES, Math.max(SHORTEST_BLOCK_MINUTES, Math.round(minutes)))

/** The stretch between two ends of a drag in either direction, on the grid. */
export function drawn(from: Instant, to: Instant): Interval {
  const start = onGrid(Math.min(from, to))
  const end = Math.max(onGrid(Math.max(from, to)), start + SHORTEST_BLOCK_MINUTES * MINUTE)
  return { start, end: Math.min(end, start + LONGEST_BLOCK_MINUTES * MINUTE) }
}

export interface NewBlock {
  readonly id: string
  readonly kind: BlockKind
  readonly title?: string
}

export function newBlock({ id, kind, title = '' }: NewBlock, { start, end }: Interval, zone: Zone): Block {
  return { id, kind, title, start: inZone(start, zone), minutes: clampMinutes((end - start) / MINUTE) }
}

/** The same block, earlier or later. */
export const movedBy = (block: Block, by: Millis): Block => movedTo(block, blockInterval(block).start + by)

/** The same block on another day, at the same time on the clock of its zone and of the same length. */
export function movedByDays(block: Block, days: number): Block {
  const zone = zoneOf(block.start)
  const { start } = blockInterval(block)
  return { ...block, start: zonedTime(addDays(dateIn(start, zone), days), wallTimeIn(start, zone), zone) }
}

/** The same block with one edge at another instant; the other edge stays. */
export function withEdge(block: Block, edge: 'start' | 'end', at: Instant): Block {
  const { start, end } = blockInterval(block)
  if (edge === 'end') return { ...block, minutes: clampMinutes((at - start) / MINUTE) }
  const minutes = clampMinutes((end - at) / MINUTE)
  return { ...movedTo(block, end - minutes * MINUTE), minutes }
}

/** Two blocks of one, parted at `at` or in the middle; null where a half would be too short. */
export function split(block: Block, id: string, at: Instant | null): readonly [Block, Block] | null {
  const { start, end } = blockInterval(block)
  const inside = at !== null && at > start && at < end ? at : (start + end) / 2
  const cut = onGrid(inside)
  const least = SHORTEST_BLOCK_MINUTES * MINUTE
  if (cut - start < least || end - cut < least) return null
  return [withEdge(block, 'end', cut), { ...withEdge(block, 'start', cut), id }]
}

/** The same once more, right after it. */
export function duplicate(block: Block, id: string): Block {
  return { ...movedTo(block, blockInterval(block).end), id }
}

const USUAL_NEW: Millis = 50 * MINUTE

/** A new block from now on: the usual length, or as much as is free before the next block, if that is enough to be one. */
export function freeFrom(at: Instant, blocks: Iterable<Block>): Interval {
  const start = Math.floor(at / GRID) * GRID
  const wanted = { start, end: start + USUAL_NEW }
  const next = [...blocks]
    .map(blockInterval)
    .filter((other) => other.start > start && overlaps(other, wanted))
    .reduce((first, other) => Math.min(first, other.start), wanted.end)
  return next - start < 3 * GRID ? wanted : { start, end: next }
}
