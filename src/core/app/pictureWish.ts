/** The wish for a picture of the planner as it is shown. An errand. */
import { z } from 'zod'

export const PICTURE_WISHES = [
  /** A PNG; `to` is the whole path of a file that is not there yet, without it the person is asked. The value is the path, empty where they chose none. */
  z.strictObject({
    type: z.literal('picture.save'),
    to: z.string().trim().min(1, { error: 'data_bad_path' }).max(4_000, { error: 'data_bad_path' }).optional(),
  }),
] as const

export const PICTURE_ERRANDS = ['picture.save'] as const
