/** What a person can wish of calendars, and what the app observed of them: a part of `Wish` and of `Report`. */
import { z } from 'zod'
import { type BusyTime, type Calendar, CALENDAR_MEANINGS, CalendarName } from '../calendar/calendar.ts'

const id = z.string().min(1).max(64)

export const calendarWishes = [
  /** `from` is an address (https, http, webcal) or the whole path of a file. The value is the new calendar's id. */
  z.strictObject({
    type: z.literal('calendar.add'),
    from: z.string().trim().min(1, { error: 'calendar_bad_address' }).max(4_000, { error: 'calendar_bad_address' }),
    name: CalendarName.optional(),
    means: z.enum(CALENDAR_MEANINGS).optional(),
  }),
  /** Asks for a file in the system's dialog, and adds it. */
  z.strictObject({ type: z.literal('calendar.pick') }),
  z.strictObject({
    type: z.literal('calendar.change'),
    id,
    name: CalendarName.optional(),
    means: z.enum(CALENDAR_MEANINGS).optional(),
  }),
  z.strictObject({ type: z.literal('calendar.remove'), id }),
  /** The whole path of a file for free and busy time (.ics or .ifb); empty publishes no more. */
  z.strictObject({
    type: z.literal('calendar.publish'),
    to: z.string().trim().max(4_000, { error: 'publish_bad_path' }),
  }),
  /** All of them where none is named. */
  z.strictObject({ type: z.literal('calendar.refresh'), id: id.optional() }),
] as const

export type CalendarNews =
  | { readonly type: 'calendar.added'; readonly calendar: Calendar }
  | { readonly type: 'calendar.published'; readonly to: string }
  | { readonly type: 'calendar.removed'; readonly id: string }
  /** What trying to refresh it came to: whatever is given is new. */
  | {
      readonly type: 'calendar.report'
      readonly id: string
      readonly news: Partial<Calendar>
      readonly busy?: readonly BusyTime[]
    }
