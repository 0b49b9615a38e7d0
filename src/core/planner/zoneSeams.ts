/** Where the person travels: the clock of one block is not the clock of the block before it. */
import type { Instant } from '../time/instant.ts'
import { offsetMinutes, wallTimeIn, type WallTime, type Zone, zoneOf } from '../time/zone.ts'
import { type Block, blockInterval, byStart, type Interval } from './block.ts'

export interface ZoneSeam {
  readonly at: Instant
  readonly zone: Zone
  /** What the clock shows there. */
  readonly wall: WallTime
}

/** In a window read by the clock of `home`. Two zones whose clocks show the same make no seam. */
export function zoneSeams(blocks: readonly Block[], window: Interval, home: Zone): readonly ZoneSeam[] {
  const seams: ZoneSeam[] = []
  let zone = home
  for (const block of blocks.toSorted(byStart)) {
    const { start } = blockInterval(block)
    const own = zoneOf(block.start)
    if (own === zone || start >= window.end) continue
    const isOther = offsetMinutes(start, own) !== offsetMinutes(start, zone)
    zone = own
    if (isOther && start >= window.start) seams.push({ at: start, zone, wall: wallTimeIn(start, zone) })
  }
  return seams
}
