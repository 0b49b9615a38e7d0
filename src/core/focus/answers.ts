/** What a person may say of an interruption. All of it is optional: a plain tap is a whole entry. It never leaves the device. */
import { z } from 'zod'

/** How an interruption came; `self` is one's own idea to look at something else. */
export const CHANNELS = ['chat', 'call', 'mail', 'visit', 'alert', 'self', 'other'] as const
export type Channel = (typeof CHANNELS)[number]

export const Answers = z.strictObject({
  who: z.string().trim().min(1).max(80).optional(),
  channel: z.enum(CHANNELS).optional(),
  urgent: z.boolean().optional(),
  note: z.string().max(140).optional(),
})
export type Answers = z.infer<typeof Answers>

/** Those that were given. */
export function given(answers: Answers): Answers {
  const { who, channel, urgent, note } = answers
  return {
    ...(who ? { who } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(urgent === undefined ? {} : { urgent }),
    ...(note ? { note } : {}),
  }
}
