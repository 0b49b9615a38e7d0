import { describe, expect, test } from 'vitest'
import type { Person } from '../../core/sync/records.ts'
import { rosterBook } from '../../core/team/book.ts'
import { searchFor } from '../../core/team/search.ts'
import { GROUP } from './heights.ts'
import { listing } from './rows.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const person = (id: string, name: string, over: Partial<Person> = {}): Person => ({
  id,
  name,
  live: true,
  gone: null,
  presence: { rule: 4, zone: 'UTC' },
  manual: null,
  plan: null,
  asOf: NOW,
  ...over,
})
const people = [
  person('a', 'Ana Duarte'),
  person('b', 'Ben Okafor'),
  person('c', 'Chiara Rossi', { live: false, gone: 'lost' }),
]
const view = rosterBook().read(
  Object.fromEntries(people.map((one) => [one.id, one])),
  person('me', 'Noor'),
  { me: 'me', linked: true, now: NOW },
  'state',
)
const listed = (query: string) => listing(view, searchFor(query))
const drawn = (query: string) => {
  const list = listed(query)
  return Array.from({ length: list.length }, (_, index) => {
    const item = list.at(index)
    return item?.kind === 'group'
      ? `${item.section.key} ${item.section.rows.length}`
      : `${item?.id} ${item?.position}/${item?.size}`
  })
}

describe('the list as it is drawn', () => {
  test('is myself, then each group with its rows counted', () => {
    expect(drawn('')).toEqual(['me 1/1', 'now 2', 'a 1/2', 'b 2/2', 'unsure 1', 'c 1/1'])
  })

  test('shows those who are found, and no empty group', () => {
    expect(drawn('ok')).toEqual(['now 1', 'b 1/1'])
    expect(drawn('no')).toEqual(['me 1/1'])
    expect(drawn('chi')).toEqual(['unsure 1', 'c 1/1'])
    expect(drawn('nobody')).toEqual([])
  })

  test.each(['', 'ok', 'no', 'chi', 'nobody'])('rows are counted and found without their headings (%s)', (query) => {
    const list = listed(query)
    const rows = Array.from({ length: list.length }, (_, index) => list.at(index)).flatMap((item, index) =>
      item?.kind === 'row' ? [{ id: item.id, index }] : [],
    )
    expect(list.rows).toBe(rows.length)
    expect(rows.map((_, nth) => list.row(nth))).toEqual(rows)
    expect(rows.map(({ id }) => list.find(id))).toEqual(rows.map((_, nth) => nth))
    expect([list.row(-1), list.row(rows.length), list.at(-1), list.at(list.length)]).toEqual(Array(4).fill(undefined))
    expect(list.find('zoe')).toBe(-1)
    const all = Array.from({ length: list.length }, (_, index) => index)
    expect(all.map((index) => list.keyAt(index))).toEqual(all.map((index) => list.at(index)?.id))
    expect(all.map((index) => list.kindAt(index) === GROUP)).toEqual(
      all.map((index) => list.at(index)?.kind === 'group'),
    )
  })
})

test('a list of which only the beginning is known is as long as the whole one, with nobody in the rest', () => {
  const begun = listing(
    {
      ...view,
      isWhole: false,
      sections: view.sections.map((section) => ({ ...section, rows: section.rows.slice(0, 1) })),
    },
    null,
  )
  const whole = listing(view, null)
  expect([begun.length, begun.rows]).toEqual([whole.length, whole.rows])
  const all = Array.from({ length: whole.length }, (_, index) => index)
  const known = all.filter((index) => begun.at(index) !== undefined)
  expect(known).toEqual([0, 1, 2, 4, 5])
  expect(known.map((index) => begun.at(index))).toMatchObject(known.map((index) => ({ id: whole.at(index)?.id })))
  expect(known.map((index) => [begun.keyAt(index), begun.kindAt(index)])).toEqual(
    known.map((index) => [whole.keyAt(index), whole.kindAt(index)]),
  )
  expect([begun.keyAt(3), begun.row(2), begun.find('b')]).toEqual([3, undefined, -1])
  expect(begun.kindAt(3)).toBe(whole.kindAt(3))
  expect(begun.at(2)).toMatchObject({ position: 1, size: 2 })
})
