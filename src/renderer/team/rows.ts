/** The list as it is drawn: my own row, then headings and rows. Nothing is made for those out of sight. */
import type { BookView } from '../../core/team/book.ts'
import type { RosterRow } from '../../core/team/roster.ts'
import type { Search } from '../../core/team/search.ts'
import type { Grouping, RosterSection } from '../../core/team/sections.ts'
import { ANY_ROW, GROUP, rowKind } from './heights.ts'

export type ListItem =
  | { readonly kind: 'group'; readonly id: string; readonly section: RosterSection }
  | {
      readonly kind: 'row'
      readonly id: string
      readonly row: RosterRow
      readonly isMe: boolean
      /** Place among the rows of its section, from 1, and their number: for screen readers, who see only a part. */
      readonly position: number
      readonly size: number
    }

/** A row's place among the items. */
export interface RowAt {
  readonly id: string
  readonly index: number
}

export interface Listing {
  /** What was searched for: lists of one search and one grouping differ by news alone. */
  readonly search: Search | null
  readonly by: Grouping | null
  /** Headings and rows. */
  readonly length: number
  readonly rows: number
  /** Undefined also where only the beginning of the list is known. */
  at(index: number): ListItem | undefined
  /** The item's own `id`; it is asked of all whenever one is not as high as was guessed. The same function as long as the order is the same. */
  keyAt(index: number): string | number
  /** Of what kind its height is (`heights.ts`); asked of all, too. */
  kindAt(index: number): string
  /** The row number `nth`, from 0. */
  row(nth: number): RowAt | undefined
  /** Which row this person is, from 0; -1 where they are not listed. */
  find(id: string): number
  /** An item of another list as it reads in this one, wherever it would stand; as it was if nothing is known of it here. */
  renewed(item: ListItem): ListItem
}

interface Part {
  readonly id: string
  readonly section: RosterSection
  /** Where its heading is, and how many rows come before it. */
  readonly index: number
  readonly before: number
}

/** What is asked of all items again and again, laid out side by side. */
interface Asked {
  /** None where only the beginning of the list is known. */
  readonly ids: readonly (string | undefined)[]
  readonly kinds: readonly string[]
}

function askedOf(me: RosterRow | null, parts: readonly Part[]): Asked {
  const ids: (string | undefined)[] = me === null ? [] : [me.person.id]
  const kinds = me === null ? [] : [rowKind(me)]
  for (const { id, section } of parts) {
    ids.push(id)
    kinds.push(GROUP)
    for (const row of section.rows) {
      ids.push(row.person.id)
      kinds.push(rowKind(row))
    }
    for (let nth = section.rows.length; nth < section.size; nth += 1) {
      ids.push(undefined)
      kinds.push(ANY_ROW)
    }
  }
  return { ids, kinds }
}

/** Whoever the search does not find is left out. */
export function listing({ me, sections, rowOf }: BookView, search: Search | null): Listing {
  const mine = search === null || search(me) ? 1 : 0
  const parts: Part[] = []
  let [length, rows] = [mine, mine]
  for (const section of sections) {
    const found = search === null ? section : foundIn(section, search)
    if (found.size === 0) continue
    parts.push({ id: `group:${section.by}:${section.key}`, section: found, index: length, before: rows })
    length += found.size + 1
    rows += found.size
  }
  let near: Part | undefined
  /** Neighbours are asked for one after the other, so the part before is looked at first. */
  function partAt(index: number): Part | undefined {
    if (index < mine || index >= length) return undefined
    if (near === undefined || index < near.index || index > near.index + near.section.size)
      near = parts.findLast((part) => part.index <= index)
    return near
  }

  let asked: Asked | undefined
  const all = (): Asked => (asked ??= askedOf(mine === 1 ? me : null, parts))

  return {
    search,
    by: sections[0]?.by ?? null,
    length,
    rows,
    at(index) {
      if (index < mine) return index < 0 ? undefined : rowItem(me, 0, 1, true)
      const part = partAt(index)
      if (part === undefined) return undefined
      const { id, section } = part
      if (index === part.index) return { kind: 'group', id, section }
      const nth = index - part.index - 1
      const row = section.rows[nth]
      return row === undefined ? undefined : rowItem(row, nth, section.size, false)
    },
    keyAt: (index) => all().ids[index] ?? index,
    kindAt: (index) => all().kinds[index] ?? GROUP,
    row(nth) {
      if (nth < 0 || nth >= rows) return undefined
      if (nth < mine) return { id: me.person.id, index: 0 }
      const part = parts.findLast(({ before }) => before <= nth)
      const row = part?.section.rows[nth - part.before]
      return part === undefined || row === undefined
        ? undefined
        : { id: row.person.id, index: part.index + 1 + nth - part.before }
    },
    find(id) {
      if (mine === 1 && me.person.id === id) return 0
      for (const { section, before } of parts) {
        const nth = section.rows.findIndex(({ person }) => person.id === id)
        if (nth >= 0) return before + nth
      }
      return -1
    },
    renewed(item) {
      if (item.kind === 'group')
        return { ...item, section: parts.find(({ id }) => id === item.id)?.section ?? item.section }
      return { ...item, row: (item.isMe ? me : rowOf(item.id)) ?? item.row }
    },
  }
}

function foundIn(section: RosterSection, search: Search): RosterSection {
  const rows = section.rows.filter(search)
  return { ...section, rows, size: rows.length }
}

const rowItem = (row: RosterRow, nth: number, size: number, isMe: boolean): ListItem => ({
  kind: 'row',
  id: row.person.id,
  row,
  isMe,
  position: nth + 1,
  size,
})
