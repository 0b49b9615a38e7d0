/** Lays busy calendar time over a plan's cut: a meeting is `together` whatever was planned, and time away is nobody's. */
import { joined, without } from '../availability/intervals.ts'
import { onceFor } from '../onceFor.ts'
import type { Interval } from '../planner/block.ts'
import type { SharedInterval } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'
import type { BusyTime, Calendar } from './calendar.ts'

/** The part of the state that calendars have. */
export interface CalendarState {
  readonly calendars: Readonly<Record<string, Calendar>>
  readonly busy: Readonly<Record<string, readonly BusyTime[]>>
}

/** Everything that is shown asks for it, and calendars change a few times a day. */
const known = new WeakMap<
  CalendarState['busy'],
  { calendars: CalendarState['calendars']; times: readonly BusyTime[] }
>()

/** What all calendars together take up, each as the person says it is meant. The same list until a calendar changes. */
export function busyOf({ calendars, busy }: CalendarState): readonly BusyTime[] {
  const before = known.get(busy)
  if (before?.calendars === calendars) return before.times
  const times = Object.values(calendars).flatMap(({ id, means }) => {
    const own = busy[id] ?? []
    if (means === 'nothing') return []
    return means === 'away' ? own.map((time) => ({ ...time, as: 'away' as const })) : own
  })
  known.set(busy, { calendars, times })
  return times
}

/** Where both hold, away wins: nobody is told to be reachable who may not be. */
export const meetings = onceFor((busy: readonly BusyTime[]): readonly Interval[] => {
  const away = busy.filter(({ as }) => as === 'away')
  const together = busy.filter(({ as }) => as === 'together').toSorted((a, b) => a.start - b.start)
  const joinedUp: { start: Instant; end: Instant }[] = []
  for (const { start, end } of without(together, away).toSorted((a, b) => a.start - b.start)) {
    const last = joinedUp.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else joinedUp.push({ start, end })
  }
  return joinedUp
})

/** Sorted and without overlaps, as it came. */
export function layCalendars(intervals: readonly SharedInterval[], busy: readonly BusyTime[]): SharedInterval[] {
  if (busy.length === 0) return [...intervals]
  const together = meetings(busy).map((span) => ({ ...span, state: 'together' as const }))
  return joined([...without(intervals, busy), ...together].toSorted((a, b) => a.start - b.start))
}
