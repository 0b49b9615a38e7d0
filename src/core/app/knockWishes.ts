/** What a person may wish about knocks. Texts and links are those of the protocol: what is refused here would be refused there. */
import { z } from 'zod'
import { ItemId, URGENCIES } from '../sync/items.ts'
import { prose, webLink } from '../sync/records.ts'

const id = z.string().min(1).max(64)
const words = { text: prose(500), link: webLink.optional() }

export const SNOOZES = ['block', 'hour', 'tomorrow'] as const
export type Snooze = (typeof SNOOZES)[number]

export const KNOCK_WISHES = [
  /** `id` is made by who asks, at random: the same wish twice is one knock. */
  z.strictObject({
    type: z.literal('knock.send'),
    team: id,
    to: id,
    id: ItemId,
    urgency: z.enum(URGENCIES),
    ...words,
  }),
  /** Answers one that is open, which is done with it. */
  z.strictObject({ type: z.literal('knock.reply'), to: ItemId, id: ItemId, ...words }),
  /** Told again at my next reachable block, in an hour, or when I can be reached tomorrow. */
  z.strictObject({ type: z.literal('knock.snooze'), id: ItemId, until: z.enum(SNOOZES) }),
  z.strictObject({ type: z.literal('knock.done'), id: ItemId }),
  /** Opens its link in the browser: the person asked for it, and for this one. */
  z.strictObject({ type: z.literal('knock.follow'), id: ItemId }),
  /** Puts one that I sent away. */
  z.strictObject({ type: z.literal('knock.forget'), id: ItemId }),
  /** Tells me, once, when this person can be reached. */
  z.strictObject({ type: z.literal('alert.set'), team: id, about: id, id: ItemId }),
  z.strictObject({ type: z.literal('alert.drop'), team: id, about: id }),
] as const
