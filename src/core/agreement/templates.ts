/** A few agreements to start from, each with as few rules as its purpose needs. Their words come from the catalogue. */
import type { Agreement } from '../sync/documents.ts'
import { addDays, type PlainDate } from '../time/zone.ts'

export const TEMPLATES = ['few', 'core', 'calm', 'office'] as const
export type Template = (typeof TEMPLATES)[number]

const WEEK = [1, 2, 3, 4, 5]
const HOUR = 60
/** When a team that begins looks at what it agreed on. */
const REVIEW_DAYS = 60

const RULES: Readonly<Record<Template, Agreement>> = {
  few: { responses: { whenever: 24 * HOUR, today: 4 * HOUR } },
  core: {
    coreHours: [{ days: [2, 3, 4], start: '10:00', end: '12:00' }],
    responses: { whenever: 24 * HOUR, today: 4 * HOUR },
  },
  calm: {
    quietHours: [{ days: [1, 2, 3, 4, 5, 6, 7], start: '20:00', end: '07:00' }],
    noMeetings: [{ days: [3], start: '08:00', end: '18:00' }],
    urgent: { perDay: 2 },
  },
  office: { officeDays: WEEK, spreadOffice: true, coreHours: [{ days: [3], start: '10:00', end: '15:00' }] },
}

/** Core hours are those of one zone, the zone of whoever proposes them. */
export function fromTemplate(template: Template, today: PlainDate, zone: string): Agreement {
  const rules = RULES[template]
  const { coreHours } = rules
  return {
    ...rules,
    ...(coreHours === undefined ? {} : { coreHours: coreHours.map((hours) => ({ ...hours, zone })) }),
    reviewOn: addDays(today, REVIEW_DAYS),
  }
}
