/**
 * How the list of a large team begins. Thousands are on their way to a window for a while; those who are seen first come
 * before them, with the numbers that are said of all.
 */
import type { Person } from '../sync/records.ts'
import { earliest, type Instant } from '../time/instant.ts'
import type { BookView } from './book.ts'
import { compareRows, isSkilled, type ReadRow, type RosterCounts, type RosterRow, type Viewpoint } from './roster.ts'
import { type Grouping, sectionKey, sectionName, sectionOrder } from './sections.ts'

export interface HeadSection {
  readonly key: string
  readonly name: string
  /** How many are in it. */
  readonly size: number
  /** Those of them who are listed first; none in the sections that come after the beginning. */
  readonly first: readonly string[]
}

export interface RosterHead {
  readonly by: Grouping
  /** All of them, in their order. */
  readonly sections: readonly HeadSection[]
  readonly counts: RosterCounts
  /** Whether any teammate says what one can ask them about. */
  readonly hasSkills: boolean
}

/** Of a list of which nothing is known yet. */
export const noHead = (by: Grouping): RosterHead => ({
  ...{ by, sections: [], hasSkills: false },
  counts: { people: 0, available: 0, together: 0 },
})

/** As `rosterBook` has it of the same teammates. `most` is how many rows the beginning has. */
export function headOf(rows: Iterable<RosterRow>, by: Grouping, now: Instant, most: number): RosterHead {
  const lists = new Map<string, RosterRow[]>()
  const counts = { people: 0, available: 0, together: 0 }
  let hasSkills = false
  for (const row of rows) {
    const key = sectionKey(row, by)
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [row])
    else list.push(row)
    const { state } = row.standing
    counts.people += 1
    if (state === 'available' || state === 'together') counts[state] += 1
    hasSkills ||= isSkilled(row)
  }
  let left = most
  const sections = sectionOrder(lists.keys(), by, now).map((key): HeadSection => {
    const list = lists.get(key) ?? []
    const first = left > 0 ? list.sort(compareRows).slice(0, left) : []
    left -= first.length
    const named = first.length > 0 ? first : list.slice(0, 1).map((one) => foremost(one, list))
    return { key, name: sectionName(key, by, named), size: list.length, first: first.map(({ person }) => person.id) }
  })
  return { by, sections, counts, hasSkills }
}

/** Who would be listed first, without sorting all of them. */
const foremost = (one: RosterRow, list: readonly RosterRow[]): RosterRow =>
  list.reduce((first, row) => (compareRows(row, first) < 0 ? row : first), one)

/** The list of which only the beginning is known. `people` are those of the beginning. */
export function viewOfHead(
  { by, sections, counts, hasSkills }: RosterHead,
  people: Readonly<Record<string, Person>>,
  mine: Person,
  at: Viewpoint,
  read: ReadRow,
): BookView {
  const me = read(mine, { ...at, linked: true })
  const rowOf = (id: string): RosterRow | undefined => {
    const person = id === at.me ? undefined : people[id]
    return person === undefined ? undefined : read(person, at)
  }
  const begun = sections.map(({ key, name, size, first }) => ({
    ...{ by, key, name, size },
    rows: first.flatMap((id) => rowOf(id) ?? []),
  }))
  return {
    me,
    sections: begun,
    counts,
    hasSkills: hasSkills || isSkilled(me),
    holdsUntil: begun
      .flatMap(({ rows }) => rows)
      .reduce((soonest, { standing }) => earliest(soonest, standing.holdsUntil), me.standing.holdsUntil),
    isWhole: false,
    rowOf,
  }
}
