/** What teammates read while a private block lasts: they cannot tell it from empty time. */
import { availability } from '../../core/availability/decide.ts'
import { sharedIntervals, sharedWindow } from '../../core/availability/cut.ts'
import { type Said, sayAvailability } from '../../core/availability/say.ts'
import type { BusyTime } from '../../core/calendar/calendar.ts'
import { layCalendars } from '../../core/calendar/lay.ts'
import { type Block, blockInterval } from '../../core/planner/block.ts'
import { type Planned, plannedIn } from '../../core/planner/planned.ts'
import type { SharedInterval } from '../../core/sync/records.ts'
import type { Instant } from '../../core/time/instant.ts'

/** `busy` is what the person's calendars take up: it goes over the plan, as in what is sent. */
export function othersSee(plan: Planned, busy: readonly BusyTime[], block: Block, zone: string): Said {
  const { start } = blockInterval(block)
  const evidence = {
    manual: null,
    presence: null,
    plan: cutNear(plan, busy, start, zone),
    zone,
    live: true,
    lost: false,
    known: true,
  }
  return sayAvailability(availability(evidence, start))
}

interface Cut {
  readonly busy: readonly BusyTime[]
  readonly intervals: readonly SharedInterval[]
}
const cuts = new WeakMap<readonly Block[], Cut>()

/** The cut as it is on the day of `at`, once for all the blocks of that day. */
function cutNear(plan: Planned, busy: readonly BusyTime[], at: Instant, zone: string): readonly SharedInterval[] {
  const blocks = plannedIn(plan, sharedWindow(at, zone))
  const known = cuts.get(blocks)
  if (known?.busy === busy) return known.intervals
  const intervals = layCalendars(sharedIntervals(blocks, { place: false }), busy)
  cuts.set(blocks, { busy, intervals })
  return intervals
}
