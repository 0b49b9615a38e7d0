/** Who bore what: the sum of what the team's meetings cost each person in the last three months. */
import type { Meeting } from '../../sync/documents.ts'
import { DAY, type Instant } from '../../time/instant.ts'

/** Older ones are forgiven, so that whoever was in the team for years owes nobody a night. */
const COUNTED_DAYS = 90

/** Whether a meeting that was noted counts no more. */
export const isForgiven = ({ start }: Pick<Meeting, 'start'>, now: Instant): boolean => start < now - COUNTED_DAYS * DAY

/** Weighted minutes by person; who bore nothing is not in it. */
export type Tally = Readonly<Record<string, number>>

export function tallyOf(meetings: Iterable<Meeting>, now: Instant): Tally {
  const tally: Record<string, number> = {}
  for (const meeting of meetings) {
    if (isForgiven(meeting, now)) continue
    for (const [id, minutes] of Object.entries(meeting.bore)) tally[id] = (tally[id] ?? 0) + minutes
  }
  return tally
}
