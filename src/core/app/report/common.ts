import { z } from 'zod'
import type { Instant } from '../../time/instant.ts'
import type { State } from '../state.ts'

/** Milliseconds since the epoch. */
export const instant = z.number()
export const maybe = instant.nullable()

/** What a reader needs to say times as the person reads them. */
export const reading = {
  now: instant,
  zone: z.string(),
  clock: z.enum(['locale', '24', '12']),
} as const

export const readingOf = ({ system, settings }: State, now: Instant) => ({
  now,
  zone: system.zone,
  clock: settings.clock,
})
