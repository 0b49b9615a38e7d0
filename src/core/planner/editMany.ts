/** What one hand makes of several blocks. Pure, like `edit.ts`. */
import { DAY, type Instant, MINUTE } from '../time/instant.ts'
import { dateIn, dayNumber, wallTimeIn, zoneOf } from '../time/zone.ts'
import { type Block, blockInterval, byStart, LONGEST_BLOCK_MINUTES } from './block.ts'
import { movedBy, movedByDays } from './edit.ts'

const minuteOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))

/** A block moved as another one was: by as many days and as far on the clock, so that nine o'clock stays nine o'clock. */
export function movedLike(block: Block, before: Block, after: Block): Block {
  const zone = zoneOf(before.start)
  const [from, to] = [blockInterval(before).start, blockInterval(after).start]
  const days = dayNumber(dateIn(to, zone)) - dayNumber(dateIn(from, zone))
  if (days === 0) return movedBy(block, to - from)
  const onClock = minuteOf(wallTimeIn(to, zone)) - minuteOf(wallTimeIn(from, zone))
  return movedBy(movedByDays(block, days), onClock * MINUTE)
}

/** From the earliest start to the latest end, else like the earliest; null where that is longer than a day. */
export function merged(blocks: readonly Block[]): Block | null {
  const [first, ...rest] = blocks.toSorted(byStart)
  if (first === undefined || rest.length === 0) return null
  const end = Math.max(...blocks.map((block) => blockInterval(block).end))
  const minutes = Math.round((end - blockInterval(first).start) / MINUTE)
  const title = first.title || (rest.find((block) => block.title !== '')?.title ?? '')
  return minutes > LONGEST_BLOCK_MINUTES ? null : { ...first, title, minutes }
}

/** The block that goes on where this one ends, else the one that ends where it starts. */
export function neighbourOf(block: Block, blocks: readonly Block[]): Block | null {
  const { start, end } = blockInterval(block)
  const others = blocks.filter(({ id }) => id !== block.id)
  const touches = (other: Block, at: Instant): boolean =>
    blockInterval(other).start <= at && blockInterval(other).end >= at
  return others.find((other) => touches(other, end)) ?? others.find((other) => touches(other, start)) ?? null
}

/** The same once more, right after the last of them; what is spread over days, as many days later. */
export function duplicateAll(blocks: readonly Block[], newId: () => string): Block[] {
  const spans = blocks.map(blockInterval)
  const start = Math.min(...spans.map((span) => span.start))
  const length = Math.max(...spans.map((span) => span.end)) - start
  const days = length > DAY / 2 ? Math.ceil(length / DAY) : 0
  return blocks.map((block) => ({ ...(days > 0 ? movedByDays(block, days) : movedBy(block, length)), id: newId() }))
}
