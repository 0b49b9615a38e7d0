/** What a calendar says of a stretch of time. Titles are for the owner's eyes: they stay in this device's memory and calendar files. */
import type { Instant } from '../time/instant.ts'

/** How an event takes up its time: `out` is out of office, `tentative` not yet agreed to. */
export const EVENT_WEIGHTS = ['busy', 'out', 'tentative', 'free'] as const
export type EventWeight = (typeof EVENT_WEIGHTS)[number]

/** One occurrence, half-open. */
export interface CalendarEvent {
  readonly start: Instant
  readonly end: Instant
  readonly title: string
  /** Written as dates without times. */
  readonly allDay: boolean
  readonly weight: EventWeight
}

/** An event as a window gets it. */
export interface SeenEvent extends CalendarEvent {
  readonly calendar: string
}
