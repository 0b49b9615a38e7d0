/**
 * Knocks and what belongs to them, as one device holds them: what was left for me and is not done, and what I left and
 * is not settled. There is no history: what is done is gone.
 */
import { z } from 'zod'
import { ItemBody, ItemId } from '../sync/items.ts'

const letter = {
  /** The item's id on the hub. */
  id: ItemId,
  team: z.string(),
  body: ItemBody,
}

/** Something left for me. */
export const Received = z.strictObject({
  way: z.literal('in'),
  ...letter,
  from: z.string(),
  /** The sender's name when it came; empty where it was not known. */
  name: z.string(),
  /** When the hub took it, by the hub's clock. */
  at: z.int(),
  /** `held` until its moment comes, and shown to nobody · `open` was told on this device, and on no other. */
  is: z.enum(['held', 'open']),
  /** Another device was about to tell it: this one does not ask before. Null where nothing stands in the way. */
  notBefore: z.int().nullable(),
  /** Put off until this instant, and then until the person can be reached if `reachable`. */
  snoozed: z.strictObject({ until: z.int(), reachable: z.boolean() }).nullable(),
  /** What I had written, where this answers it and this device knows. */
  about: z.string(),
})
export type Received = z.infer<typeof Received>

/** Something I left for somebody. */
export const Sent = z.strictObject({
  way: z.literal('out'),
  ...letter,
  to: z.string(),
  name: z.string(),
  /** When I wrote it, by this computer's clock. */
  at: z.int(),
  /** `waiting` for the hub to take it · `sent` it waits there · `seen` by the receiver · `done` · `refused` by the hub. */
  is: z.enum(['waiting', 'sent', 'seen', 'done', 'refused']),
  /** When it became so; of receipts by the hub's clock. */
  since: z.int(),
  /** When this device heard so, by its own clock. */
  heard: z.int().default(0),
  refusal: z.strictObject({ code: z.string(), retryMs: z.int().optional() }).nullable(),
  /** Put away; kept only so that its receipts find their way. */
  hidden: z.boolean(),
})
export type Sent = z.infer<typeof Sent>

export const Letter = z.discriminatedUnion('way', [Received, Sent])
export type Letter = z.infer<typeof Letter>
/** By their ids. */
export type Letters = Readonly<Record<string, Letter>>

/** A held knock is nobody's business yet, not even its receiver's. */
const isForEyes = (letter: Letter): boolean => {
  if (letter.way === 'out') return !letter.hidden
  return letter.body.kind === 'alert' ? letter.is === 'held' : letter.is === 'open'
}

/** What windows and the command line may show. */
export const shownLetters = (letters: Letters): Letters =>
  Object.fromEntries(Object.entries(letters).filter(([, letter]) => isForEyes(letter)))

/** What was told and waits for an answer, urgent ones first, then the oldest; what was put off is not among them. */
export const openLetters = (letters: Letters): readonly Received[] =>
  Object.values(letters)
    .filter((letter): letter is Received => letter.way === 'in' && letter.is === 'open')
    .filter(({ body, snoozed }) => body.kind !== 'alert' && snoozed === null)
    .toSorted((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)) || a.at - b.at)

export const isUrgent = ({ body }: Letter): boolean => body.kind === 'knock' && body.urgency === 'urgent'
