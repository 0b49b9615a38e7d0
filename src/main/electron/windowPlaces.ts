/** What is kept about windows. */
import { z } from 'zod'
import { WINDOWS } from '../../core/app/intent.ts'

const Bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })

const Place = z.strictObject({ bounds: Bounds, maximized: z.boolean() })
export type Place = z.infer<typeof Place>

/** What is kept about windows: a place each, and one zoom for all, since Chromium zooms an origin as a whole. */
export const WindowPlaces = z.strictObject({
  places: z.partialRecord(z.enum(WINDOWS), Place).default({}),
  zoom: z.number().min(1).max(2).default(1),
})
export type WindowPlaces = z.infer<typeof WindowPlaces>
