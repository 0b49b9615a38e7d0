/** What is marked on ribbons behind the blocks: core hours, and where another clock begins its next date. */
import { hoursFor, occurrencesOf, type WeeklyHours } from '../agreement/rules.ts'
import type { Interval } from '../planner/block.ts'
import type { Instant } from '../time/instant.ts'
import { UNKNOWN_CLOCK, type Zone } from '../time/zone.ts'
import { type Seam, seamsIn } from './ribbon.ts'

export interface Marks {
  readonly bands: readonly Interval[]
  readonly seams: readonly Seam[]
  readonly seamsAt: readonly Instant[]
}

/** Null where somebody's clock is not known: then core hours on everybody's own clock are not marked. */
export type MarksOf = (zone: Zone | null) => Marks

/** The marks of this day, made once for each zone. */
export function marksIn(day: Interval, core: readonly WeeklyHours[]): MarksOf {
  const known = new Map<Zone | null, Marks>()
  return (zone) => {
    const found = known.get(zone) ?? make(zone)
    known.set(zone, found)
    return found
  }

  function make(zone: Zone | null): Marks {
    const clock = zone ?? UNKNOWN_CLOCK
    const seams = zone === null ? [] : seamsIn(zone, day)
    return {
      bands: hoursFor(core, clock).flatMap((hours) => occurrencesOf(hours, clock, day)),
      seams,
      seamsAt: seams.map(({ at }) => at),
    }
  }
}
