/**
 * What a team may know of a person. These strict schemas are the allow-list: a field that is not here never leaves
 * the device, and the hub refuses it (product.md, "What never leaves the device").
 */
import { z } from 'zod'
import { isZone } from '../time/zone.ts'

export const AVAILABILITY_STATES = ['available', 'focusing', 'together', 'away', 'off', 'unknown'] as const
export const AvailabilityState = z.enum(AVAILABILITY_STATES)
export type AvailabilityState = z.infer<typeof AvailabilityState>

/** The last moment that a `Date` can hold. */
export const LAST_INSTANT = 8_640_000_000_000_000
/** Milliseconds since the epoch. */
export const instant = z.int().min(0).max(LAST_INSTANT)
/** Control characters and bidirectional overrides could disguise one name as another. */
export const PLAIN = /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u
/** Each character that makes a text other than plain. */
export const NOT_PLAIN = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu
export const plainText = (max: number) =>
  z.string().max(max, { error: 'too_long' }).regex(PLAIN, { error: 'bad_value' })
/** As `plainText`, with line breaks. */
export const prose = (max: number) =>
  z
    .string()
    .max(max, { error: 'too_long' })
    .regex(/^(?:\n|[^\p{Cc}\u202A-\u202E\u2066-\u2069])*$/u, { error: 'bad_value' })
export const webLink = plainText(500).regex(/^https?:\/\/\S+$/, { error: 'bad_value' })
export const zone = z.string().max(64).refine(isZone, { error: 'unknown_zone' })

export const NAME_MOST = 80
export const PersonName = plainText(NAME_MOST).regex(/\S/, { error: 'empty' })
export const TeamName = plainText(80).regex(/\S/, { error: 'empty' })
/** Lengths in UTF-16 units. */
export const TEXT_MOST = { place: 64, text: 140, emoji: 32 } as const
/** Skills a person may tell, and the length of one. */
export const SKILLS_MOST = { count: 8, length: 24 } as const
export const Skill = plainText(SKILLS_MOST.length).regex(/\S/, { error: 'empty' })
export const Skills = z.array(Skill).max(SKILLS_MOST.count)
const Place = plainText(TEXT_MOST.place)

/**
 * One device's presence, held by a lease. `rule` is the number of the rule that decided it (product.md, "How
 * availability is decided"): 2 a running focus session, 3 together now, 4 nothing special, so the shared plan speaks,
 * 5 the person is known to be away from this device and chose to share that. Without an end: it is true while it is said.
 */
export const Presence = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal(2), state: z.literal('focusing'), until: instant, zone, place: Place.optional() }),
  z.strictObject({ rule: z.literal(3), state: z.literal('together'), until: instant, zone, place: Place.optional() }),
  z.strictObject({ rule: z.literal(4), zone, place: Place.optional() }),
  z.strictObject({ rule: z.literal(5), state: z.literal('away'), zone, place: Place.optional() }),
])
export type Presence = z.infer<typeof Presence>

/** When a presence ends by itself; null where it lasts while its device is live. */
export const presenceEnd = (presence: Presence): number | null => ('until' in presence ? presence.until : null)

/** Set by hand: an availability, own words, or both; always with an absolute end. One register per person. */
export const ManualStatus = z.strictObject({
  state: z.enum(['available', 'focusing', 'together', 'away', 'off']).optional(),
  text: plainText(TEXT_MOST.text).optional(),
  emoji: plainText(TEXT_MOST.emoji).optional(),
  until: instant,
})
export type ManualStatus = z.infer<typeof ManualStatus>

export const SharedInterval = z.strictObject({
  start: instant,
  end: instant,
  state: z.enum(['available', 'focusing', 'together']),
  place: Place.optional(),
})
export type SharedInterval = z.infer<typeof SharedInterval>

export const MOST_SHARED_INTERVALS = 200

/** The cut of a plan that a team may see, yesterday to 15 days ahead, sorted and without overlaps. */
export const SharedPlan = z.strictObject({
  zone,
  intervals: z.array(SharedInterval).max(MOST_SHARED_INTERVALS),
  /** What to ask this person about, in their own words; only where they share it. */
  skills: Skills.optional(),
})
export type SharedPlan = z.infer<typeof SharedPlan>

/** What a viewer holds of one person. */
export interface Person {
  readonly id: string
  readonly name: string
  /** Whether any device of this person holds a lease now. */
  readonly live: boolean
  /** How the last device went: `quit` is a clean goodbye, `lost` a broken connection. */
  readonly gone: 'quit' | 'lost' | null
  /** The best presence among the live devices: lowest rule, then newest. */
  readonly presence: Presence | null
  readonly manual: ManualStatus | null
  readonly plan: SharedPlan | null
  /** When the last status of this person was published, by the hub's clock; null where nothing ever was. */
  readonly asOf: number | null
}
