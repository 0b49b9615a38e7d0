/**
 * What one person leaves for another: knocks, replies, hand-offs, receipts, and alerts to oneself. The hub keeps an item until
 * it is done, and shows it to all devices of its receiver; the device that decides that its moment has come must win
 * the claim first, so that it is shown once.
 */
import { z } from 'zod'
import { Id } from './documents.ts'
import { prose, webLink } from './records.ts'

/** Made by the sender at random, so that sending again does no harm. */
export const ItemId = z.string().regex(/^[A-Za-z0-9_-]{16,40}$/)

export const URGENCIES = ['whenever', 'today', 'urgent'] as const
export type Urgency = (typeof URGENCIES)[number]

export const ItemBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('knock'),
    urgency: z.enum(URGENCIES),
    text: prose(500),
    link: webLink.optional(),
  }),
  z.strictObject({ kind: z.literal('reply'), re: ItemId, text: prose(500), link: webLink.optional() }),
  z.strictObject({ kind: z.literal('handoff'), text: prose(2_000), link: webLink.optional() }),
  /** To who knocked: the receiver's app showed it, or the receiver is done with it. */
  z.strictObject({ kind: z.literal('receipt'), re: ItemId, is: z.enum(['seen', 'done']) }),
  /** To oneself: say so when this person can be reached. */
  z.strictObject({ kind: z.literal('alert'), about: Id }),
])
export type ItemBody = z.infer<typeof ItemBody>
