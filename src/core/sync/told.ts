/**
 * What a hub tells of people, read with patience: fields that came later are dropped, a zone that this computer has no
 * rules for is calculated as UTC and its clock not shown, and one name that no hub should have let through does not cost
 * everybody else. What this device says itself is strict: records.ts.
 */
import { z } from 'zod'
import { knownZone, UNKNOWN_CLOCK } from '../time/zone.ts'
import {
  ManualStatus,
  MOST_SHARED_INTERVALS,
  NAME_MOST,
  NOT_PLAIN,
  Presence,
  SharedInterval,
  SharedPlan,
  TEXT_MOST,
} from './records.ts'

const zone = z
  .string()
  .max(64)
  .transform((name) => knownZone(name) ?? UNKNOWN_CLOCK)

/** Taken one by one: windows have no schemas, and nothing that could be iterated. */
export const ToldPresence = z.discriminatedUnion('rule', [
  z.object({ ...Presence.options[0].shape, zone }),
  z.object({ ...Presence.options[1].shape, zone }),
  z.object({ ...Presence.options[2].shape, zone }),
  z.object({ ...Presence.options[3].shape, zone }),
])
export const ToldManual = z.object(ManualStatus.shape)
export const ToldPlan = z.object({
  ...SharedPlan.shape,
  zone,
  intervals: z.array(z.object(SharedInterval.shape)).max(MOST_SHARED_INTERVALS),
})

/** Longest texts by the name of their field. */
const MOST: Readonly<Record<string, number>> = { name: NAME_MOST, ...TEXT_MOST }
const NAMELESS = '?'

/**
 * People as a hub told them with texts that are too long or that could disguise one name as another: cut and made
 * plain, so that they can be read.
 */
export const mended = (items: unknown): unknown =>
  JSON.parse(JSON.stringify(items) ?? 'null', (field, value: unknown) => {
    const most = MOST[field]
    if (most === undefined || typeof value !== 'string') return value
    const plain = cut(value.replaceAll(NOT_PLAIN, ''), most)
    return field === 'name' && plain.trim() === '' ? NAMELESS : plain
  })

/** At most so many UTF-16 units, without half a character at the end. */
const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
