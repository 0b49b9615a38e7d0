/** What a person can wish of the rhythm: part of the one union of wishes. */
import { z } from 'zod'
import { RhythmBlock, RhythmShape } from '../planner/rhythm.ts'
import { isPlainDate } from '../time/zone.ts'

const id = z.string().min(1).max(64)
const date = z.string().refine(isPlainDate, { error: 'bad_date' })
const rhythmId = RhythmBlock.shape.id

/** Changes to a block of the rhythm: whatever is given replaces what was there. */
const RhythmChange = z.strictObject({
  kind: RhythmShape.kind.optional(),
  title: RhythmShape.title.optional(),
  start: RhythmShape.start.optional(),
  end: RhythmShape.end.optional(),
  days: RhythmShape.days.optional(),
  every: RhythmShape.every.optional(),
  anchor: date.optional(),
  zone: RhythmShape.zone.optional(),
  place: RhythmShape.place.optional(),
  focus: RhythmShape.focus.optional(),
  fixed: RhythmShape.fixed.optional(),
})

export const RHYTHM_WISHES = [
  /** Blocks that come back each week. */
  z.strictObject({ type: z.literal('rhythm.add'), blocks: z.array(RhythmBlock).min(1).max(100) }),
  /**
   * From a date on, what is past stays as it was. `as` names the other half where the block has to be parted. What was
   * changed for the date `settles` alone becomes the rule.
   */
  z.strictObject({
    type: z.literal('rhythm.change'),
    id,
    change: RhythmChange,
    from: date.optional(),
    as: rhythmId,
    settles: date.optional(),
  }),
  z.strictObject({ type: z.literal('rhythm.remove'), id, from: date.optional() }),
  /** Another rhythm from a date on. */
  z.strictObject({ type: z.literal('rhythm.replace'), blocks: z.array(RhythmBlock).max(100), from: date }),
  /** Leaves one date out, or gives it back to the rhythm, also where it was moved or changed. */
  z.strictObject({ type: z.literal('rhythm.skip'), id, date }),
  z.strictObject({ type: z.literal('rhythm.restore'), id, date }),
  /** Days on which nothing of the rhythm starts. */
  z.strictObject({
    type: z.literal('rhythm.dayOff'),
    dates: z.array(date).min(1).max(400),
    name: z.string().trim().max(80),
  }),
  z.strictObject({ type: z.literal('rhythm.dayOn'), dates: z.array(date).min(1).max(400) }),
] as const
