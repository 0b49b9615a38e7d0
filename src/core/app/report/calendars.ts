/** The calendars that are subscribed to, without what is in them. */
import { z } from 'zod'
import { Calendar } from '../../calendar/calendar.ts'
import type { Instant } from '../../time/instant.ts'
import type { State } from '../state.ts'
import { reading, readingOf } from './common.ts'

const { id, name, source, means, freshAt, skipped, problem } = Calendar.shape
export const CalendarsReport = z.object({
  ...reading,
  calendars: z.array(z.object({ id, name, source, means, freshAt, skipped, problem })),
})
export type CalendarsReport = z.infer<typeof CalendarsReport>

export const calendarsReport = (state: State, now: Instant): CalendarsReport => ({
  ...readingOf(state, now),
  calendars: Object.values(state.calendars).map((one) => ({
    id: one.id,
    name: one.name,
    source: one.source,
    means: one.means,
    freshAt: one.freshAt,
    skipped: one.skipped,
    problem: one.problem,
  })),
})
