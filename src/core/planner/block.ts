import { z } from 'zod'
import { BlockFocus } from '../focus/modes.ts'
import { type Instant, MINUTE, SECOND } from '../time/instant.ts'
import { inZone, instantOf, isZonedTime, zoneOf } from '../time/zone.ts'

/** What a block is for. `focus` is solo and muted, `open` is work while reachable; `personal` and `rest` never leave the device. */
export const BLOCK_KINDS = ['focus', 'open', 'together', 'personal', 'rest'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

export const SHORTEST_BLOCK_MINUTES = 5
export const LONGEST_BLOCK_MINUTES = 24 * 60

/**
 * A dated block: exact zoned start and length. Its end is start + minutes, so a block over midnight
 * or over a clock change is one block.
 */
export const Block = z.strictObject({
  id: z.string().min(1).max(64),
  kind: z.enum(BLOCK_KINDS),
  title: z.string().max(200).default(''),
  start: z.string().refine(isZonedTime, { error: 'unknown_zone' }),
  minutes: z
    .int()
    .min(SHORTEST_BLOCK_MINUTES, { error: 'block_too_short' })
    .max(LONGEST_BLOCK_MINUTES, { error: 'block_too_long' }),
  /** Free text such as "home"; leaves the device only if the person shares places. */
  place: z.string().max(64).optional(),
  /** How focus goes in this block; never leaves the device. */
  focus: BlockFocus.optional(),
  /** Whether a re-flow leaves it where it is; where nothing is said, as is usual for its kind. Never leaves the device. */
  fixed: z.boolean().optional(),
  /** The task that this is a sitting of. Never leaves the device. */
  task: z.string().min(1).max(64).optional(),
})
export type Block = z.infer<typeof Block>

/** A half-open stretch of time: `start` belongs to it, `end` does not. */
export interface Interval {
  readonly start: Instant
  readonly end: Instant
}

/** Reading a zoned time costs far more than looking it up, and a block never changes: a changed one is another object. */
const intervals = new WeakMap<Block, Interval>()

export function blockInterval(block: Block): Interval {
  const known = intervals.get(block)
  if (known !== undefined) return known
  const start = instantOf(block.start)
  const interval = { start, end: start + block.minutes * MINUTE }
  intervals.set(block, interval)
  return interval
}

/** For who makes a block and knows where it lies. */
export function withInterval(block: Block, interval: Interval): Block {
  intervals.set(block, interval)
  return block
}

/** The same block, starting at another instant, in its own zone. */
export function movedTo(block: Block, start: Instant): Block {
  const moved = { ...block, start: inZone(start, zoneOf(block.start)) }
  return start % SECOND === 0 ? withInterval(moved, { start, end: start + block.minutes * MINUTE }) : moved
}

export const contains = (interval: Interval, at: Instant): boolean => interval.start <= at && at < interval.end

export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end

/** Blocks that touch the interval, earliest first. */
export function blocksIn(blocks: Iterable<Block>, interval: Interval): Block[] {
  return [...blocks].filter((block) => overlaps(blockInterval(block), interval)).toSorted(byStart)
}

export function byStart(a: Block, b: Block): number {
  return blockInterval(a).start - blockInterval(b).start || a.id.localeCompare(b.id)
}

/** The block at this instant; the latest started wins where blocks overlap. */
export function blockAt(blocks: Iterable<Block>, at: Instant): Block | null {
  let found: Block | null = null
  for (const block of blocks) {
    if (contains(blockInterval(block), at) && (found === null || byStart(found, block) <= 0)) found = block
  }
  return found
}
