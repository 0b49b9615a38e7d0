/** The list as it is drawn: one flat sequence of headings and rows. */
import type { RosterRow, RosterView } from '../../core/team/roster.ts'
import type { RosterGroup } from '../../core/team/standing.ts'
import { matchesName } from '../../core/team/names.ts'

export type ListItem =
  | { readonly kind: 'group'; readonly id: string; readonly group: RosterGroup; readonly count: number }
  | {
      readonly kind: 'row'
      readonly id: string
      readonly row: RosterRow
      readonly isMe: boolean
      /** Place among the rows of its group, from 1, and their number: for screen readers, who see only a part. */
      readonly position: number
      readonly size: number
    }

export type RowItem = Extract<ListItem, { kind: 'row' }>

/** My own row first, then the groups. A query keeps the rows whose names it finds. */
export function listItems({ me, groups }: RosterView, query: string): readonly ListItem[] {
  const items: ListItem[] = []
  const wanted = ({ person }: RosterRow): boolean => query === '' || matchesName(person.name, query)
  if (me !== null && wanted(me)) items.push(rowItem(me, true, 1, 1))
  for (const { group, rows } of groups) {
    const found = query === '' ? rows : rows.filter(wanted)
    if (found.length === 0) continue
    items.push({ kind: 'group', id: `group:${group}`, group, count: found.length })
    for (const [index, row] of found.entries()) items.push(rowItem(row, false, index + 1, found.length))
  }
  return items
}

const rowItem = (row: RosterRow, isMe: boolean, position: number, size: number): RowItem => ({
  kind: 'row',
  id: row.person.id,
  row,
  isMe,
  position,
  size,
})

export const isRow = (item: ListItem): item is RowItem => item.kind === 'row'
