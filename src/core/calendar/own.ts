/** What of the plan goes into a calendar that Tideline made itself: the blocks that a team gets too, and no others. */
import { sharedWindow } from '../availability/cut.ts'
import { type BlockKind, blockInterval, type Interval } from '../planner/block.ts'
import { type Planned, plannedIn } from '../planner/planned.ts'
import type { Instant } from '../time/instant.ts'
import type { Zone } from '../time/zone.ts'

export interface OwnEvent extends Interval {
  readonly block: string
  readonly kind: Exclude<BlockKind, 'personal' | 'rest'>
  /** Empty where the person keeps titles to themselves. */
  readonly title: string
}

export function ownEvents(planned: Planned, titles: boolean, now: Instant, zone: Zone): readonly OwnEvent[] {
  return plannedIn(planned, sharedWindow(now, zone)).flatMap((block) => {
    const { id, kind, title } = block
    if (kind === 'personal' || kind === 'rest') return []
    return [{ block: id, kind, title: titles ? title : '', ...blockInterval(block) }]
  })
}
