/** What a person can wish of calendars, and what the app observed of them: a part of `Wish` and of `Report`. */
import { z } from 'zod'
import { type BusyTime, type Calendar, CALENDAR_MEANINGS, CalendarName } from '../calendar/calendar.ts'

const id = z.string().min(1).max(64)

/** How a person reaches a CalDAV server: an address or only its name, and what they are called there. */
const account = {
  address: z.string().trim().min(1, { error: 'caldav_bad_address' }).max(4_000, { error: 'caldav_bad_address' }),
  user: z.string().trim().min(1, { error: 'caldav_no_user' }).max(400),
  password: z.string().min(1, { error: 'caldav_no_password' }).max(1_000),
}
const place = z.string().min(1).max(4_000)

export const calendarWishes = [
  /** The value is what the server has, as JSON: `{ home, calendars: [{ url, name }] }`. Nothing is kept. */
  z.strictObject({ type: z.literal('calendar.discover'), ...account }),
  /** `url` is one that discovery found. The value is the new calendar's id. */
  z.strictObject({ type: z.literal('calendar.subscribe'), ...account, url: place, name: CalendarName }),
  /** Makes a calendar in the folder `home` and keeps my shared blocks in it. The value is its id. */
  z.strictObject({ type: z.literal('calendar.make'), ...account, home: place, titles: z.boolean() }),
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
    /** Only of a calendar that Tideline made. */
    titles: z.boolean().optional(),
  }),
  /** `there` deletes it on the server too; only of a calendar that Tideline made. */
  z.strictObject({ type: z.literal('calendar.remove'), id, there: z.boolean().optional() }),
  /** The whole path of a file for free and busy time (.ics or .ifb); empty publishes no more. */
  z.strictObject({
    type: z.literal('calendar.publish'),
    to: z.string().trim().max(4_000, { error: 'publish_bad_path' }),
  }),
  /** All of them where none is named. */
  z.strictObject({ type: z.literal('calendar.refresh'), id: id.optional() }),
] as const

export type CalendarNews =
  /** With its busy times, where it was read already: windows draw it once. */
  | { readonly type: 'calendar.added'; readonly calendar: Calendar; readonly busy?: readonly BusyTime[] }
  | { readonly type: 'calendar.published'; readonly to: string }
  | { readonly type: 'calendar.removed'; readonly id: string }
  /** What trying to refresh it came to: whatever is given is new. */
  | {
      readonly type: 'calendar.report'
      readonly id: string
      readonly news: Partial<Calendar>
      readonly busy?: readonly BusyTime[]
    }
