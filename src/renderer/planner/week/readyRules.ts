import type { ReadyBlock } from '../../../core/planner/ready.ts'
import { addWall, type RhythmBlock } from '../../../core/planner/rhythm.ts'
import type { PlainDate, Zone } from '../../../core/time/zone.ts'
import type { Text } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'

export interface RuleTimes {
  readonly days: readonly number[]
  /** The first date that they are for. */
  readonly today: PlainDate
  readonly zone: Zone
}

/** A ready day as blocks that come back on these weekdays. */
export function readyRules(ready: readonly ReadyBlock[], { days, today, zone }: RuleTimes, text: Text): RhythmBlock[] {
  return ready.map(({ kind, title, start, minutes }) => ({
    id: newId(),
    kind,
    title: text(`planner.ready.block.${title}`),
    start,
    end: addWall(start, minutes),
    days: [...days],
    every: 1,
    zone,
    anchor: today,
    from: today,
    skipped: [],
  }))
}
