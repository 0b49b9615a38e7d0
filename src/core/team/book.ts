/**
 * A roster kept in order. Of thousands a few change at a time: these are taken out of their sections and put in where
 * they belong now, and nothing else is sorted again. What was handed out is never changed.
 */
import type { Person } from '../sync/records.ts'
import { earliest, type Instant } from '../time/instant.ts'
import {
  compareRows,
  isSkilled,
  type ReadRow,
  type RosterCounts,
  rowReader,
  type RosterRow,
  type Viewpoint,
} from './roster.ts'
import { type Grouping, orderHolds, type RosterSection, sectionKey, sectionName, sectionOrder } from './sections.ts'

export interface BookView {
  /** The viewer's own row. */
  readonly me: RosterRow
  /** Teammates without the viewer; only sections that have somebody. */
  readonly sections: readonly RosterSection[]
  readonly counts: RosterCounts
  /** Whether anybody says what one can ask them about. */
  readonly hasSkills: boolean
  /** When time alone changes something here; null where it never does. */
  readonly holdsUntil: Instant | null
  /** Whether the sections hold all of their rows. */
  readonly isWhole: boolean
  /** A teammate's row as it is in the sections, and without looking for it there; undefined for who is none. */
  rowOf(id: string): RosterRow | undefined
}

type People = Readonly<Record<string, Person>>

/** That people differ from those `before` in these only. */
export interface RosterNews {
  readonly before: object
  readonly ids: readonly string[]
}

export interface RosterBook {
  /** Before anybody is known: those whom `ahead` is given from here on are read so. */
  begin(at: Viewpoint, by: Grouping): void
  /** `mine` is read instead of what the roster has of the viewer. With `news` nobody else is looked at. */
  read(people: People, mine: Person, at: Viewpoint, by: Grouping, news?: RosterNews): BookView
  /**
   * Does for some of the news what a `read` of them will ask for, so that it has less to do: what hundreds of news
   * change may be spread over a while. Nothing that was handed out changes.
   */
  ahead(ids: readonly string[], people: People, now: Instant): void
}

const NOBODY: People = {}

/** With so many news at once, sorting everything anew costs less. */
const MANY = 500

interface Change {
  readonly before: RosterRow | undefined
  readonly row: RosterRow | null
}

export function rosterBook(): RosterBook {
  const row = rowReader()
  let rows = new Map<string, RosterRow>()
  let sections = sectionsBy('state')
  let last: Last | null = null
  let told: BookView | null = null

  function take(changes: readonly Change[]): void {
    for (const { before, row } of changes) {
      if (row !== null) rows.set(row.person.id, row)
      else if (before !== undefined) rows.delete(before.person.id)
    }
    if (changes.length > MANY) sections.fill(rows.values())
    else sections.change(changes)
  }

  function begin(at: Viewpoint, by: Grouping): void {
    if (last !== null && last.linked === at.linked && last.me === at.me && sections.by === by) return
    sections = sectionsBy(by)
    rows = new Map()
    last = { people: NOBODY, linked: at.linked, me: at.me, now: at.now, holdsUntil: null }
  }

  function read(people: People, mine: Person, at: Viewpoint, by: Grouping, news?: RosterNews): BookView {
    if (sections.by !== by) {
      sections = sectionsBy(by)
      rows = new Map()
      last = null
    }
    const { changes, holdsUntil } = goesOn(last, at, people, news)
      ? changesOf(news === undefined || people === last.people ? [] : news.ids, people, rows, at, row, last.holdsUntil)
      : changesIn(people, rows, at, row)
    last = { people, linked: at.linked, me: at.me, now: at.now, holdsUntil }
    take(changes)
    const me = row(mine, { ...at, linked: true })
    const { holdsUntil: mineHolds } = me.standing
    const view = {
      me,
      sections: sections.list(at.now),
      counts: sections.counts(rows.size),
      hasSkills: sections.hasSkills() || isSkilled(me),
      holdsUntil: earliest(holdsUntil, mineHolds),
      isWhole: true,
      rowOf(id: string) {
        const person = id === at.me ? undefined : people[id]
        return person === undefined ? undefined : row(person, at)
      },
    }
    if (told === null || !isSame(told, view)) told = view
    return told
  }

  return {
    begin,
    read,
    ahead(ids, people, now) {
      if (last !== null) take(changesOf(ids, people, rows, { ...last, now }, row, null).changes)
    },
  }
}

/** Whoever draws the same need not draw it again. */
const isSame = (one: BookView, other: BookView): boolean =>
  one.me === other.me &&
  one.counts === other.counts &&
  one.holdsUntil === other.holdsUntil &&
  one.sections.length === other.sections.length &&
  one.sections.every((section, at) => section === other.sections[at])

interface Last {
  readonly people: People
  readonly linked: boolean
  readonly me: string
  readonly now: Instant
  readonly holdsUntil: Instant | null
}

/** Whether what was read last still holds, but for the news. */
function goesOn(last: Last | null, at: Viewpoint, people: People, news: RosterNews | undefined): last is Last {
  return (
    last !== null &&
    last.linked === at.linked &&
    last.me === at.me &&
    last.now <= at.now &&
    (last.holdsUntil === null || at.now < last.holdsUntil) &&
    (last.people === people || last.people === news?.before)
  )
}

interface Found {
  readonly changes: readonly Change[]
  /** At the latest; it may turn out that nothing changes then. */
  readonly holdsUntil: Instant | null
}

function changesOf(
  ids: readonly string[],
  people: People,
  rows: ReadonlyMap<string, RosterRow>,
  at: Viewpoint,
  read: ReadRow,
  held: Instant | null,
): Found {
  const changes: Change[] = []
  let holdsUntil = held
  for (const id of new Set(ids)) {
    const person = id === at.me ? undefined : people[id]
    const before = rows.get(id)
    const row = person === undefined ? null : read(person, at)
    if (row !== (before ?? null)) changes.push({ before, row })
    holdsUntil = earliest(holdsUntil, row?.standing.holdsUntil)
  }
  return { changes, holdsUntil }
}

/** What differs from the rows kept. Touches everybody, but does nothing with who stayed the same. */
function changesIn(people: People, rows: ReadonlyMap<string, RosterRow>, at: Viewpoint, read: ReadRow): Found {
  const changes: Change[] = []
  let holdsUntil = Number.POSITIVE_INFINITY
  let kept = 0
  for (const id in people) {
    const person = people[id]
    if (person === undefined || id === at.me) continue
    const row = read(person, at)
    const before = rows.get(id)
    if (before !== undefined) kept += 1
    if (before !== row) changes.push({ before, row })
    holdsUntil = Math.min(holdsUntil, row.standing.holdsUntil ?? holdsUntil)
  }
  if (kept < rows.size)
    for (const [id, before] of rows) if (id === at.me || !(id in people)) changes.push({ before, row: null })
  return { changes, holdsUntil: holdsUntil === Number.POSITIVE_INFINITY ? null : holdsUntil }
}

interface Sections {
  readonly by: Grouping
  fill(rows: Iterable<RosterRow>): void
  change(changes: readonly Change[]): void
  list(now: Instant): readonly RosterSection[]
  counts(people: number): RosterCounts
  hasSkills(): boolean
}

function sectionsBy(by: Grouping): Sections {
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
