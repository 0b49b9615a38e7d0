import { expect, test } from 'vitest'
import { cityOf } from './names.ts'

test.each([
  ['Europe/Lisbon', 'Lisbon'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
  ['Etc/GMT+3', 'GMT+3'],
])('the city of %s is %s', (zone, city) => expect(cityOf(zone)).toBe(city))
