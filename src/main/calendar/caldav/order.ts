/** What the app has the thread do that speaks to a CalDAV server, and what it answers. */
import { z } from 'zod'
import type { CalendarCode } from '../problem.ts'
import { DavSecret } from './account.ts'
import type { Foreign } from './push.ts'
import type { FoundCalendar } from './server.ts'

export const Wanted = z.object({
  block: z.string(),
  start: z.number(),
  end: z.number(),
  summary: z.string(),
  isFree: z.boolean(),
})

export const DavOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('discover'), secret: DavSecret }),
  /** `url` is the new calendar's. */
  z.object({ kind: z.literal('make'), secret: DavSecret, name: z.string() }),
  z.object({ kind: z.literal('unmake'), secret: DavSecret }),
  z.object({
    kind: z.literal('sync'),
    secret: DavSecret,
    /** The file of what is known, and where to put the calendar as one file. */
    store: z.string(),
    file: z.string(),
    whole: z.boolean(),
    now: z.number(),
    /** What is to be in it; null where it is only read. */
    wanted: z.array(Wanted).nullable(),
  }),
])
export type DavOrder = z.infer<typeof DavOrder>

export interface DavAnswers {
  readonly discover: { readonly home: string; readonly calendars: readonly FoundCalendar[] }
  readonly make: null
  readonly unmake: null
  /** `version` changes with what is in it. */
  readonly sync: { readonly foreign: readonly Foreign[]; readonly version: string }
}
export type DavAnswer<Kind extends DavOrder['kind']> = DavAnswers[Kind]
export type DavReport = { readonly answer: unknown } | { readonly problem: CalendarCode }

/** Throws `CalendarProblem`. */
export type Dav = <Kind extends DavOrder['kind']>(order: Extract<DavOrder, { kind: Kind }>) => Promise<DavAnswer<Kind>>
