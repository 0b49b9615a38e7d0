/** Wishes to save something of a team as a file where the person says. All of them are errands. */
import { z } from 'zod'
import { instant, plainText, prose } from '../sync/records.ts'

/** The whole path of a file that is not there yet; without it the person is asked for one. */
const to = z.string().trim().min(1, { error: 'data_bad_path' }).max(4_000, { error: 'data_bad_path' }).optional()

/** The outcome's value is the path that was written, empty where the person chose none. */
export const TEAM_FILE_WISHES = [
  /** A meeting as iCalendar, with everybody's clock in its notes. */
  z.strictObject({
    type: z.literal('team.saveMeeting'),
    start: instant,
    end: instant,
    title: plainText(200),
    notes: prose(20_000),
    to,
  }),
  /** What the team wrote down in the last seven days, as Markdown. */
  z.strictObject({ type: z.literal('team.saveWeek'), team: z.string().min(1).max(64), to }),
] as const

export const TEAM_FILE_ERRANDS = ['team.saveMeeting', 'team.saveWeek'] as const
