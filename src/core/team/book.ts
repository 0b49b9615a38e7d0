/**
 * A roster kept in order. Of thousands a few change at a time: these are taken out of their sections and put in where
 * they belong now, and nothing else is sorted again. What was handed out is never changed.
 */
import type { Person } from '../sync/records.ts'
import { earliest, type Instant } from '../time/instant.ts'
import { portions } from './portions.ts'
import { isSkilled, type ReadRow, type RosterCounts, rowReader, type RosterRow, type Viewpoint } from './roster.ts'
import { type Change, sectionsBy } from './sectionLists.ts'
import type { Grouping, RosterSection } from './sections.ts'

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
  /** The same for all of them, with stops in between. */
  readAhead(people: People, at: Viewpoint, by: Grouping): Generator<undefined, void>
}

const NOBODY: People = {}

/** So many are read between two stops, in a millisecond or two. */
const PORTION = 100

/** With so many news at once, sorting everything anew costs less. */
const MANY = 500

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

  function ahead(ids: readonly string[], people: People, now: Instant): void {
    if (last !== null) take(changesOf(ids, people, rows, { ...last, now }, row, null).changes)
  }

  return {
    begin,
    read,
    ahead,
    *readAhead(people, at, by) {
      begin(at, by)
      for (const ids of portions(Object.keys(people), PORTION)) {
        ahead(ids, people, at.now)
        yield
      }
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
