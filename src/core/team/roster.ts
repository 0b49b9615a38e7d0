/** The team as a viewer reads it: who can be reached now, and the others when. */
import type { Person } from '../sync/records.ts'
import { earliest, type Instant } from '../time/instant.ts'
import { compareNames } from './nameOrder.ts'
import { groupOf, type RosterGroup, type Standing, standingOf } from './standing.ts'

export const ROSTER_GROUPS: readonly RosterGroup[] = ['now', 'later', 'unsure']

/** One person in the list. The same object comes back as long as nothing about it changed. */
export interface RosterRow {
  readonly person: Person
  readonly standing: Standing
}

export interface RosterView {
  /** The viewer's own row; null where the hub has not sent it yet. */
  readonly me: RosterRow | null
  /** Teammates without the viewer, only groups that have somebody. */
  readonly groups: readonly { readonly group: RosterGroup; readonly rows: readonly RosterRow[] }[]
  readonly counts: RosterCounts
  /** When time alone changes something here; null where it never does. */
  readonly holdsUntil: Instant | null
}

export const isSkilled = ({ person }: RosterRow): boolean => person.plan?.skills !== undefined

/** Teammates without the viewer. */
export interface RosterCounts {
  readonly people: number
  readonly available: number
  readonly together: number
}

export interface Viewpoint {
  /** The viewer's own person id in this team. */
  readonly me: string
  /** Whether our link to the hub stands; without it nobody else is known to be live. */
  readonly linked: boolean
  readonly now: Instant
}

interface Kept {
  readonly linked: boolean
  readonly from: Instant
  readonly row: RosterRow
}

const holds = ({ linked, from, row }: Kept, at: Viewpoint): boolean =>
  linked === at.linked && from <= at.now && (row.standing.holdsUntil === null || at.now < row.standing.holdsUntil)

export type ReadRow = (person: Person, at: Viewpoint) => RosterRow

/**
 * Reads rows and remembers them, so that in a team of thousands a minute that passes costs only the people
 * whom it changes. People are values: another status is another object.
 */
export function rowReader(): ReadRow {
  const kept = new WeakMap<Person, Kept>()
  return (person, at) => {
    const before = kept.get(person)
    if (before !== undefined && holds(before, at)) return before.row
    const row: RosterRow = { person, standing: standingOf(person, at.linked, at.now) }
    kept.set(person, { linked: at.linked, from: at.now, row })
    return row
  }
}

/** Names as people expect them in a list; ids break ties, so that the order never flickers. */
const byName = (a: RosterRow, b: RosterRow): number =>
  compareNames(a.person.name, b.person.name) || (a.person.id < b.person.id ? -1 : 1)

const soonest = ({ standing }: RosterRow): number => standing.back ?? Number.POSITIVE_INFINITY

const ORDER: Readonly<Record<RosterGroup, (a: RosterRow, b: RosterRow) => number>> = {
  now: (a, b) => Number(a.standing.state === 'together') - Number(b.standing.state === 'together') || byName(a, b),
  later: bySoonest,
  unsure: bySoonest,
}

function bySoonest(a: RosterRow, b: RosterRow): number {
  const first = soonest(a)
  const second = soonest(b)
  return first === second ? byName(a, b) : first - second
}

/** One order for all: who can be reached, then who comes back first. Never equal but for the same person. */
export function compareRows(a: RosterRow, b: RosterRow): number {
  const group = groupOf(a.standing)
  const rank = ROSTER_GROUPS.indexOf(group) - ROSTER_GROUPS.indexOf(groupOf(b.standing))
  return rank === 0 ? ORDER[group](a, b) : rank
}

export function viewRoster(people: Iterable<Person>, at: Viewpoint, read: ReadRow = rowReader()): RosterView {
  const rows: Record<RosterGroup, RosterRow[]> = { now: [], later: [], unsure: [] }
  let me: RosterRow | null = null
  let holdsUntil: Instant | null = null
  for (const person of people) {
    const row = read(person, person.id === at.me ? { ...at, linked: true } : at)
    holdsUntil = earliest(holdsUntil, row.standing.holdsUntil)
    if (person.id === at.me) me = row
    else rows[groupOf(row.standing)].push(row)
  }
  const groups = ROSTER_GROUPS.map((group) => ({ group, rows: rows[group].sort(ORDER[group]) }))
  return { me, groups: groups.filter(({ rows: list }) => list.length > 0), counts: countRows(rows), holdsUntil }
}

function countRows(rows: Readonly<Record<RosterGroup, readonly RosterRow[]>>): RosterCounts {
  const together = rows.now.filter(({ standing }) => standing.state === 'together').length
  return {
    people: rows.now.length + rows.later.length + rows.unsure.length,
    available: rows.now.length - together,
    together,
  }
}
