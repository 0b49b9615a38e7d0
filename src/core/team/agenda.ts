/** A teammate's shared intervals as a list, by the viewer's days. */
import type { SharedInterval } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, type Zone } from '../time/zone.ts'

export interface AgendaDay {
  readonly date: PlainDate
  readonly intervals: readonly SharedInterval[]
}

/** Today and tomorrow in the viewer's zone. An interval over midnight is listed once, whole, on the day it starts. */
export function agenda(
  intervals: readonly SharedInterval[],
  zone: Zone,
  now: Instant,
): readonly [AgendaDay, AgendaDay] {
  const today = dateIn(now, zone)
  const tomorrow = addDays(today, 1)
  const [first, second, third] = [dayStart(today, zone), dayStart(tomorrow, zone), dayStart(addDays(today, 2), zone)]
  return [
    { date: today, intervals: intervals.filter(({ start, end }) => end > first && start < second) },
    { date: tomorrow, intervals: intervals.filter(({ start }) => start >= second && start < third) },
  ]
}
