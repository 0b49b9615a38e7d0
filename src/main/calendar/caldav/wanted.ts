import type { Calendar } from '../../../core/calendar/calendar.ts'
import { ownEvents } from '../../../core/calendar/own.ts'
import type { State } from '../../../core/app/state.ts'
import { text } from '../../text.ts'
import { type Wanted, wantedFrom } from './event.ts'

/** What is to be in a calendar of ours; null where we only read it. */
export function wantedIn({ own }: Calendar, state: State, now: number): Wanted[] | null {
  if (own === undefined) return null
  const events = ownEvents(state, own.titles, now, state.system.zone)
  return events.map((event) => wantedFrom(event, text(`planner.kind.${event.kind}`)))
}

export const signature = (wanted: readonly Wanted[] | null): string => JSON.stringify(wanted)
