/** The sections of a roster, each kept in order: a row that changes is taken out and put in where it belongs now. */
import type { Instant } from '../time/instant.ts'
import { compareRows, isSkilled, type RosterCounts, type RosterRow } from './roster.ts'
import { type Grouping, orderHolds, type RosterSection, sectionKey, sectionName, sectionOrder } from './sections.ts'

export interface Change {
  readonly before: RosterRow | undefined
  readonly row: RosterRow | null
}

export interface Sections {
  readonly by: Grouping
  fill(rows: Iterable<RosterRow>): void
  change(changes: readonly Change[]): void
  list(now: Instant): readonly RosterSection[]
  counts(people: number): RosterCounts
  hasSkills(): boolean
}

export function sectionsBy(by: Grouping): Sections {
  const lists = new Map<string, RosterRow[]>()
  /** Those lists that nobody was given yet. */
  const own = new Set<string>()
  let order: { readonly keys: readonly string[]; readonly from: Instant } | null = null
  let shown = new Map<string, RosterSection>()
  let counts = { available: 0, together: 0 }
  let skilled = 0
  /** As it was given out last: the same object while the numbers are the same. */
  let told: RosterCounts = { people: 0, ...counts }

  function count(row: RosterRow, more: 1 | -1): void {
    const { state } = row.standing
    if (isSkilled(row)) skilled += more
    if (state === 'available' || state === 'together') counts[state] += more
  }

  /** The list of a key, to be changed. */
  function open(key: string): RosterRow[] {
    const before = lists.get(key)
    if (before === undefined) order = null
    if (before !== undefined && own.has(key)) return before
    const list = before?.slice() ?? []
    own.add(key)
    lists.set(key, list)
    return list
  }

  function take(row: RosterRow): void {
    const key = sectionKey(row, by)
    const list = open(key)
    list.splice(placeOf(list, row), 1)
    count(row, -1)
    if (list.length > 0) return
    lists.delete(key)
    own.delete(key)
    order = null
  }

  function put(row: RosterRow): void {
    const list = open(sectionKey(row, by))
    list.splice(placeOf(list, row), 0, row)
    count(row, 1)
  }

  return {
    by,
    fill(rows) {
      lists.clear()
      own.clear()
      order = null
      counts = { available: 0, together: 0 }
      skilled = 0
      for (const row of rows) {
        open(sectionKey(row, by)).push(row)
        count(row, 1)
      }
      for (const list of lists.values()) list.sort(compareRows)
    },
    change(changes) {
      for (const { before } of changes) if (before !== undefined) take(before)
      for (const { row } of changes) if (row !== null) put(row)
    },
    list(now) {
      const from = orderHolds(now)
      if (order?.from !== from) order = { keys: sectionOrder(lists.keys(), by, now), from }
      const before = shown
      shown = new Map()
      for (const key of order.keys) {
        const rows = lists.get(key) ?? []
        const same = before.get(key)
        shown.set(
          key,
          same?.rows === rows ? same : { by, key, name: sectionName(key, by, rows), size: rows.length, rows },
        )
      }
      own.clear()
      return [...shown.values()]
    },
    counts(people) {
      const { available, together } = told
      const isSame = told.people === people && available === counts.available && together === counts.together
      if (!isSame) told = { people, ...counts }
      return told
    },
    hasSkills: () => skilled > 0,
  }
}

/** Where this row stands in a sorted list, or would stand. */
function placeOf(list: readonly RosterRow[], row: RosterRow): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = list[middle]
    if (other !== undefined && compareRows(other, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}
