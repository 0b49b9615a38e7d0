/** Finding teammates by what is known of them: name, place, clock, skills. */
import { cityOf, folded } from './names.ts'
import type { RosterRow } from './roster.ts'

const words = new WeakMap<RosterRow, readonly string[]>()

/** Everything of a row that can be searched, as single words. */
function wordsOf(row: RosterRow): readonly string[] {
  const known = words.get(row)
  if (known !== undefined) return known
  const { person, standing } = row
  const { zone, place } = standing
  const texts = [
    person.name,
    place ?? '',
    ...(person.plan?.skills ?? []),
    ...(zone === null ? [] : [cityOf(zone), zone.replaceAll(/[/_]/g, ' ')]),
  ]
  const found = [...new Set(texts.flatMap((text) => folded(text).split(' ')))].filter((word) => word !== '')
  words.set(row, found)
  return found
}

export type Search = (row: RosterRow) => boolean

/** Whether each word of the query begins a word of the row; null where nothing is asked. A `#` before a skill is no part of it. */
export function searchFor(query: string): Search | null {
  const wanted = folded(query)
    .split(' ')
    .map((part) => part.replace(/^#/, ''))
    .filter((part) => part !== '')
  if (wanted.length === 0) return null
  return (row) => {
    const has = wordsOf(row)
    return wanted.every((part) => has.some((word) => word.startsWith(part)))
  }
}
