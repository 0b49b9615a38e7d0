import { describe, expect, test } from 'vitest'
import { cityOf, matchesName } from './names.ts'

describe('finding by name', () => {
  test.each([
    ['Chiara Rossi', 'ross'],
    ['Chiara Rossi', 'r chi'],
    ['Zoë Ångström', 'zoe angs'],
    ['Ana Duarte', '  ANA '],
    ['Ana Duarte', ''],
  ])('%s is found by "%s"', (name, query) => expect(matchesName(name, query)).toBe(true))

  test.each([
    ['Chiara Rossi', 'ossi'],
    ['Ana Duarte', 'ana b'],
    ['Ana Duarte', '.*'],
  ])('%s is not found by "%s"', (name, query) => expect(matchesName(name, query)).toBe(false))
})

test.each([
  ['Europe/Lisbon', 'Lisbon'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
  ['Etc/GMT+3', 'GMT+3'],
])('the city of %s is %s', (zone, city) => expect(cityOf(zone)).toBe(city))
