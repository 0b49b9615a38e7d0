/** What comes back each week, for another program. */
import { z } from 'zod'
import { Rhythm, RhythmBlock } from '../../planner/rhythm.ts'
import type { Instant } from '../../time/instant.ts'
import type { State } from '../state.ts'
import { reading, readingOf } from './common.ts'

export const RhythmReport = z.object({
  ...reading,
  /** Those that end, or are over, have an `until`. */
  blocks: z.array(z.object({ ...RhythmBlock.shape })),
  daysOff: Rhythm.shape.daysOff,
})
export type RhythmReport = z.infer<typeof RhythmReport>

export const rhythmReport = (state: State, now: Instant): RhythmReport => ({
  ...readingOf(state, now),
  blocks: Object.values(state.rhythm.blocks),
  daysOff: state.rhythm.daysOff,
})
