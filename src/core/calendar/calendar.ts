/** A calendar that is subscribed to: where it comes from and what its events mean for others. Its events are not here. */
import { z } from 'zod'
import { HOUR, type Instant, MINUTE } from '../time/instant.ts'
import type { CalendarEvent } from './event.ts'

/** What others read during its busy events: `together`, `away` as for private matters, or what the plan says anyway. */
export const CALENDAR_MEANINGS = ['together', 'away', 'nothing'] as const
export type CalendarMeaning = (typeof CALENDAR_MEANINGS)[number]

/** The whole address may hold a secret, so it lies in the vault; here is what may be shown. */
export const CalendarSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('url'), host: z.string().max(260) }),
  /** On a CalDAV server, reached with a name and a password. */
  z.strictObject({ kind: z.literal('caldav'), host: z.string().max(260) }),
  z.strictObject({ kind: z.literal('file'), path: z.string().max(4_000) }),
])
export type CalendarSource = z.infer<typeof CalendarSource>

export const CalendarName = z.string().trim().min(1, { error: 'empty' }).max(80, { error: 'too_long' })

export const Calendar = z.strictObject({
  id: z.string().min(1).max(64),
  name: CalendarName,
  source: CalendarSource,
  means: z.enum(CALENDAR_MEANINGS).default('together'),
  /** When it was last known to be up to date; null before the first time. */
  freshAt: z.int().nullable().default(null),
  triedAt: z.int().nullable().default(null),
  /** Up to when its busy times are known. */
  coveredTo: z.int().default(0),
  /** Events that could not be read. */
  skipped: z.int().default(0),
  /** A code with a sentence in the catalogue (`error.<code>`); null when all is well. */
  problem: z.string().max(64).nullable().default(null),
  /** What the server called the version that is kept, and when that was last fetched whole. */
  etag: z.string().max(300).default(''),
  modified: z.string().max(80).default(''),
  wholeAt: z.int().default(0),
  /** Made by Tideline and kept in step with the plan; whether with the blocks' titles. Absent for all that is only read. */
  own: z.strictObject({ titles: z.boolean() }).optional(),
  /** How often trying failed since it went well. */
  fails: z.int().optional(),
})
export type Calendar = z.infer<typeof Calendar>

/** What is known of a calendar that was never read. */
export const NEVER_READ = {
  freshAt: null,
  triedAt: null,
  coveredTo: 0,
  skipped: 0,
  problem: null,
  etag: '',
  modified: '',
  wholeAt: 0,
} as const satisfies Partial<Calendar>

/** Time that a calendar takes up, without a word of what for. `away` is out of office, or a whole day. */
export const BusyTime = z.strictObject({ start: z.int(), end: z.int(), as: z.enum(['together', 'away']) })
export type BusyTime = z.infer<typeof BusyTime>

/** A calendar without a problem is asked calmly; one with a problem a little sooner at first, then ever more rarely. */
const EVERY = 30 * MINUTE
const AFTER_PROBLEM = 10 * MINUTE
const LONGEST_WAIT = 2 * HOUR
/** A server that says "not modified" is not believed for longer than this. */
export const WHOLE_EVERY = 24 * HOUR

/** When to ask for it again. `covered` is up to when busy times must be known. */
export function nextTry({ triedAt, problem, coveredTo, fails = 1 }: Calendar, covered: Instant): Instant {
  if (triedAt === null) return 0
  if (problem !== null) return triedAt + Math.min(LONGEST_WAIT, AFTER_PROBLEM * 2 ** Math.max(0, fails - 1))
  return triedAt + (coveredTo < covered ? MINUTE : EVERY)
}

const MOST_BUSY = 2_000

/** What of a calendar's events takes up time, overlaps joined. Free and tentative events take up none. */
export function busyTimes(events: readonly CalendarEvent[]): BusyTime[] {
  const found: BusyTime[] = []
  const weighty = events.filter(({ weight }) => weight === 'busy' || weight === 'out')
  for (const as of ['together', 'away'] as const) {
    const kind = weighty.filter(({ weight, allDay }) => (weight === 'out' || allDay) === (as === 'away'))
    let last: { start: Instant; end: Instant; as: typeof as } | undefined
    for (const { start, end } of kind.toSorted((a, b) => a.start - b.start)) {
      if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
      else found.push((last = { start, end, as }))
    }
  }
  return found.toSorted((a, b) => a.start - b.start).slice(0, MOST_BUSY)
}
