/** Teammates of every kind that makes a difference to where they are listed. */
import fc from 'fast-check'
import type { Person } from '../../src/core/sync/records.ts'
import { HOUR, MINUTE } from '../../src/core/time/instant.ts'

export const NOW = Date.UTC(2026, 10, 26, 9, 6)
const ZONES = ['Europe/Lisbon', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'America/Los_Angeles'] as const
const PLACES = ['home', 'Home', 'office', undefined] as const

export interface Life {
  readonly name: string
  readonly zone: number
  readonly place: number
  readonly live: boolean
  readonly starts: number
  readonly skilled: boolean
}
export const lives = fc.record({
  name: fc.constantFrom('Ana', 'ana', 'Ben', 'Chiara', 'Zoë'),
  zone: fc.nat(3),
  place: fc.nat(3),
  live: fc.boolean(),
  starts: fc.integer({ min: -3, max: 20 }),
  skilled: fc.boolean(),
})
export const personOf = (id: string, { name, zone, place, live, starts, skilled }: Life): Person => ({
  id,
  name,
  live,
  gone: live ? null : 'lost',
  presence: null,
  manual: null,
  plan: {
    zone: ZONES[zone] ?? 'UTC',
    ...(skilled ? { skills: ['sql'] } : {}),
    intervals: [
      {
        start: NOW + starts * HOUR,
        end: NOW + (starts + 2) * HOUR,
        state: 'available',
        ...(PLACES[place] === undefined ? {} : { place: PLACES[place] }),
      },
    ],
  },
  asOf: NOW - MINUTE,
})
