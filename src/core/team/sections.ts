/** The parts in which a list of teammates can be read: by how they stand, by where they are, by their clocks. */
import { HOUR, type Instant } from '../time/instant.ts'
import { offsetMinutes } from '../time/zone.ts'
import { teamKey } from './everybody.ts'
import { cityOf, folded } from './names.ts'
import { ROSTER_GROUPS, type RosterRow } from './roster.ts'
import { groupOf } from './standing.ts'

export const GROUPINGS = ['state', 'place', 'zone'] as const
/** Of the people of several teams, whose ids name their team (everybody.ts). */
export const GROUPINGS_OF_ALL = ['team', ...GROUPINGS] as const
export type Grouping = (typeof GROUPINGS_OF_ALL)[number]

/** The key of those who share no place, or whose clock is not known. */
export const NOWHERE = ''

export interface RosterSection {
  readonly by: Grouping
  /** The group of a state, a zone, or a place as it is compared; `NOWHERE` for the rest. */
  readonly key: string
  /** A place as somebody wrote it; else the same as the key. */
  readonly name: string
  /** How many are in it. */
  readonly size: number
  /** All of them, or those who are listed first, where no more are known yet (`head.ts`). */
  readonly rows: readonly RosterRow[]
}

export function sectionKey({ person, standing }: RosterRow, by: Grouping): string {
  if (by === 'team') return teamKey(person.id)
  if (by === 'state') return groupOf(standing)
  return by === 'place' ? folded(standing.place ?? NOWHERE) : (standing.zone ?? NOWHERE)
}

export function sectionName(key: string, by: Grouping, rows: readonly RosterRow[]): string {
  return by === 'place' ? (rows[0]?.standing.place ?? key) : key
}

const names = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** Keys in the order of their sections: states as they matter, places by name, clocks from west to east; the rest last. */
export function sectionOrder(keys: Iterable<string>, by: Grouping, now: Instant): readonly string[] {
  const ranked = [...keys].map((key) => ({ key, rank: rankOf(key, by, now) }))
  return ranked
    .toSorted((a, b) => a.rank - b.rank || names.compare(nameIn(a.key, by), nameIn(b.key, by)))
    .map(({ key }) => key)
}

const nameIn = (key: string, by: Grouping): string => (by === 'zone' ? cityOf(key) : key)

function rankOf(key: string, by: Grouping, now: Instant): number {
  if (by === 'team') return Number(key)
  if (by === 'state') return ROSTER_GROUPS.findIndex((group) => group === key)
  if (key === NOWHERE) return Number.POSITIVE_INFINITY
  return by === 'zone' ? offsetMinutes(now, key) : 0
}

/** Clocks are set at full quarters of an hour, so the order holds for so long. */
export const orderHolds = (now: Instant): Instant => now - (now % (HOUR / 4))
