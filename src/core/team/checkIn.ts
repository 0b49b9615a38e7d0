/** Check-ins: what each of a team did, does next and waits for, in their own words and only where they want to say it. */
import type { CheckIn } from '../sync/documents.ts'
import type { SharedInterval } from '../sync/records.ts'
import { type Instant, minutes } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, type Zone } from '../time/zone.ts'
import { docsOf, type TeamDocs } from './docs.ts'

export interface CheckInOf {
  /** Of the document. */
  readonly id: string
  readonly version: number
  readonly person: string
  readonly date: PlainDate
  readonly at: Instant
  readonly said: CheckIn
}

export const checkInId = (person: string, date: PlainDate): string => `checkin.${person}.${date}`

/** All that are kept, the newest first. */
export function checkInsIn(docs: TeamDocs): readonly CheckInOf[] {
  const found = docsOf(docs, 'checkin').map(({ id, v, at, body }): CheckInOf => {
    const [, person = '', date = ''] = id.split('.')
    return { id, version: v, person, date, at, said: body }
  })
  return found.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
}

/** Each on the date that it was for the one who wrote it, so east and west of me it may be the day beside mine. */
export function todaysCheckIns(docs: TeamDocs, zoneOf: (person: string) => Zone, now: Instant): readonly CheckInOf[] {
  return checkInsIn(docs).filter(({ person, date }) => date === dateIn(now, zoneOf(person)))
}

/** A week, which is what the digest tells of. */
const KEPT_DAYS = 8

/** My own that nobody needs any more: whoever writes the next one takes them away, so that a team's papers stay few. */
export const pastCheckIns = (docs: TeamDocs, me: string, today: PlainDate): readonly CheckInOf[] =>
  checkInsIn(docs).filter(({ person, date }) => person === me && date < addDays(today, -KEPT_DAYS))

export type CheckInPart = 'morning' | 'evening'

/** The evening's question comes a little before the last block is over. */
const BEFORE_END = minutes(15)

/**
 * What to ask at this instant, from the shared blocks of my own day: in the morning once the first has begun, in the
 * evening once the last is nearly over; null where it was said, or nothing is planned. An overnight block belongs to
 * the day on which it begins.
 */
export function checkInDue(
  intervals: readonly SharedInterval[],
  zone: Zone,
  said: CheckIn | null,
  now: Instant,
): CheckInPart | null {
  const date = dateIn(now, zone)
  const [start, end] = [dayStart(date, zone), dayStart(addDays(date, 1), zone)]
  const today = intervals.filter((interval) => interval.start >= start && interval.start < end)
  const [first, last] = [today[0], today.at(-1)]
  if (first === undefined || last === undefined || now < first.start) return null
  if (now >= last.end - BEFORE_END) return said?.did === undefined ? 'evening' : null
  return said === null ? 'morning' : null
}
