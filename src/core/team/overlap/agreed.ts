/** What a team's agreement says of when its people meet: better in core hours, never in no-meeting blocks. */
import { type HourRule, hoursFor, occurrencesOf } from '../../agreement/rules.ts'
import { type Interval, overlaps } from '../../planner/block.ts'
import type { Agreement } from '../../sync/documents.ts'
import { UNKNOWN_CLOCK, type Zone } from '../../time/zone.ts'

export interface AgreedTimes {
  /** When it is core hours for everybody; absent where the team has none. */
  readonly core?: readonly Interval[]
  /** When it is a no-meeting block for anybody. */
  readonly closed: readonly Interval[]
}

/** Hours without a zone are on each person's own clock, of those who share it. */
export function agreedTimes(agreement: Agreement, zones: readonly Zone[], window: Interval): AgreedTimes {
  const known = [...new Set(zones)].filter((zone) => zone !== UNKNOWN_CLOCK)
  const own = known.length === 0 ? [UNKNOWN_CLOCK] : known
  const times = (rule: HourRule, zone: Zone): readonly Interval[] =>
    hoursFor(agreement[rule] ?? [], zone).flatMap((hours) => occurrencesOf(hours, zone, window))
  const closed = own.flatMap((zone) => times('noMeetings', zone))
  if ((agreement.coreHours ?? []).length === 0) return { closed }
  return { core: own.map((zone) => times('coreHours', zone)).reduce(both, [window]), closed }
}

const both = (some: readonly Interval[], others: readonly Interval[]): readonly Interval[] =>
  some.flatMap((one) =>
    others
      .filter((other) => overlaps(one, other))
      .map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) })),
  )
