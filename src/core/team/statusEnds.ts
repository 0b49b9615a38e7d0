/** When a status set by hand may end, as choices. */
import { sharedIntervals } from '../availability/cut.ts'
import type { Block } from '../planner/block.ts'
import { HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type Zone } from '../time/zone.ts'

export const STATUS_ENDS = ['half', 'hour', 'block', 'day'] as const
export type StatusEnd = (typeof STATUS_ENDS)[number]

/**
 * The instant of each choice; `block` only where a block starts later today. Private blocks do not count: the end is
 * published, and would tell when they start.
 */
export function statusEnds(
  blocks: Iterable<Block>,
  zone: Zone,
  now: Instant,
): Readonly<Partial<Record<StatusEnd, Instant>>> {
  const day = dayStart(addDays(dateIn(now, zone), 1), zone)
  const block = sharedIntervals(blocks, { place: false }).find(({ start }) => start > now && start < day)?.start
  return { half: now + 30 * MINUTE, hour: now + HOUR, ...(block === undefined ? {} : { block }), day }
}
