/** When some of a team can meet, for the command line and other programs. */
import { z } from 'zod'
import { agreementOf } from '../../agreement/team.ts'
import type { Person } from '../../sync/records.ts'
import { docsOf } from '../../team/docs.ts'
import { findOverlap } from '../../team/overlap.ts'
import { agreedTimes } from '../../team/overlap/agreed.ts'
import { attendeeOf } from '../../team/overlap/attendee.ts'
import { WEIGHTS } from '../../team/overlap/measure.ts'
import { tallyOf } from '../../team/overlap/tally.ts'
import { DAY, type Instant, minutes } from '../../time/instant.ts'
import { UNKNOWN_CLOCK, type Zone } from '../../time/zone.ts'
import { outgoingFor } from '../desired.ts'
import type { State } from '../state.ts'
import { instant, maybe, reading, readingOf } from './common.ts'

/** Part of a request. Without people everybody of the team is asked for; I am always. */
export const OverlapAsk = {
  team: z.string().min(1).max(64),
  people: z.array(z.string().min(1).max(64)).max(500).optional(),
  minutes: z
    .int()
    .min(5)
    .max(24 * 60)
    .default(60),
  days: z.int().min(1).max(14).default(7),
} as const

const standings = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]

export const OverlapReport = z.object({
  ...reading,
  /** Whether everybody can be reached in all of them; else they put people out least. */
  free: z.boolean(),
  /** Best first. */
  slots: z.array(
    z.object({
      start: instant,
      end: instant,
      /** Until when all stay reachable. */
      freeUntil: maybe,
      inCore: z.boolean(),
      /** `burden` is in weighted minutes, 0 where it suits them; `is` says how they stand at worst. No `zone` where it is not shared. */
      people: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          zone: z.string().nullable(),
          burden: z.number(),
          is: z.enum(standings),
        }),
      ),
    }),
  ),
})
export type OverlapReport = z.infer<typeof OverlapReport>

/** Null where there is no such team. */
export function overlapReport(
  state: State,
  ask: { team: string; people?: string[] | undefined; minutes: number; days: number },
  now: Instant,
): OverlapReport | null {
  const team = state.teams[ask.team]
  if (team === undefined) return null
  const { me } = team
  const roster = state.rosters[team.team] ?? {}
  const myself: Person = {
    ...{ id: me, name: state.settings.name || (roster[me]?.name ?? me), live: true, gone: null, asOf: now },
    ...outgoingFor(state, team, now),
  }
  const others = Object.values(roster).filter(({ id }) => id !== me && (ask.people?.includes(id) ?? true))
  const linked = team.link.status === 'online'
  const people = [myself, ...others].map((person) => ({
    name: person.name,
    attendee: attendeeOf(person, linked || person === myself, now),
  }))
  const window = { start: now, end: now + ask.days * DAY }
  const docs = state.docs[team.team] ?? {}
  const { slots, isFree } = findOverlap({
    attendees: people.map(({ attendee }) => attendee),
    length: minutes(ask.minutes),
    window,
    tally: tallyOf(
      docsOf(docs, 'meeting').map(({ body }) => body),
      now,
    ),
    ...agreedTimes(
      agreementOf(docs).rules,
      people.map(({ attendee }) => attendee.zone),
      window,
    ),
  })
  const zoneOf = (index: number): Zone | null => {
    const zone = index === 0 ? state.system.zone : people[index]?.attendee.zone
    return zone === undefined || zone === UNKNOWN_CLOCK ? null : zone
  }
  return {
    ...readingOf(state, now),
    free: isFree,
    slots: slots.map(({ start, end, free, inCore, seats }) => ({
      ...{ start, end, freeUntil: free?.end ?? null, inCore },
      people: seats.map(({ id, burden, worst }, index) => ({
        ...{ id, name: people[index]?.name ?? id, zone: zoneOf(index), burden, is: worst },
      })),
    })),
  }
}
