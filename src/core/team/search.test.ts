import { describe, expect, test } from 'vitest'
import type { Person } from '../sync/records.ts'
import { rowReader } from './roster.ts'
import { searchFor } from './search.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const person = (name: string, zone = 'UTC', place?: string): Person => ({
  id: 'p',
  name,
  live: true,
  gone: null,
  presence: { rule: 4, zone, ...(place === undefined ? {} : { place }) },
  manual: null,
  plan: null,
  asOf: NOW,
})
const finds = (query: string, one: Person): boolean => {
  const search = searchFor(query)
  return search === null || search(rowReader()(one, { me: 'me', linked: true, now: NOW }))
}

describe('people are found', () => {
  test.each([
    ['Chiara Rossi', 'ross'],
    ['Chiara Rossi', 'r chi'],
    ['Zoë Ångström', 'zoe angs'],
    ['Ana Duarte', '  ANA '],
    ['Ana Duarte', ''],
  ])('by name: %s by "%s"', (name, query) => expect(finds(query, person(name))).toBe(true))

  test.each([
    ['Chiara Rossi', 'ossi'],
    ['Ana Duarte', 'ana b'],
    ['Ana Duarte', '.*'],
  ])('but %s not by "%s"', (name, query) => expect(finds(query, person(name))).toBe(false))

  test.each(['coworking', 'buenos', 'america', 'ana aires', 'argentina cowork'])(
    'by place and clock, mixed as one likes: %s',
    (query) => expect(finds(query, person('Ana', 'America/Argentina/Buenos_Aires', 'Coworking'))).toBe(true),
  )
})
