import { describe, expect, test } from 'vitest'
import type { Person, SharedInterval } from '../sync/records.ts'
import { type Instant } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { groupOf, standingOf } from './standing.ts'

const at = (time: string, date = '2026-11-26'): Instant => instantAt(date, time, 'Europe/Lisbon')
const NOW = at('09:06')
const DAY: SharedInterval[] = [
  { start: at('07:00'), end: at('09:30'), state: 'focusing' },
  { start: at('11:00'), end: at('12:00'), state: 'available', place: 'home' },
  { start: at('15:00'), end: at('16:00'), state: 'together' },
]
const person = (over: Partial<Person>): Person => ({
  id: 'p',
  name: 'Ana',
  live: true,
  gone: null,
  presence: { rule: 4, zone: 'Europe/Lisbon' },
  manual: null,
  plan: { zone: 'Europe/Lisbon', intervals: DAY },
  asOf: at('09:05'),
  ...over,
})

describe('a teammate whose device is live', () => {
  test('focuses by plan, changes at the end of the block and is back at the next reachable one', () => {
    const standing = standingOf(person({}), true, NOW)
    expect(standing).toMatchObject({
      state: 'focusing',
      until: at('09:30'),
      back: at('11:00'),
      byPlan: false,
      asOf: null,
    })
    expect(groupOf(standing)).toBe('later')
  })

  test('a session is focusing until its end', () => {
    const session = { rule: 2, state: 'focusing', until: at('11:40'), zone: 'Europe/Lisbon' } as const
    expect(standingOf(person({ presence: session }), true, NOW)).toMatchObject({ state: 'focusing', back: at('11:40') })
  })

  test('the place told by the device wins over the one of the block', () => {
    const presence = { rule: 4, zone: 'Asia/Taipei', place: 'office' } as const
    const standing = standingOf(person({ presence }), true, at('11:10'))
    expect(standing).toMatchObject({ state: 'available', place: 'office', zone: 'Asia/Taipei' })
    expect(standingOf(person({}), true, at('11:10')).place).toBe('home')
    expect(standingOf(person({}), true, at('12:10')).place).toBeNull()
  })

  test('own words last until their end', () => {
    const words = person({ manual: { text: 'At the dentist', emoji: '🦷', until: at('10:00') } })
    expect(standingOf(words, true, NOW).words).toEqual({ text: 'At the dentist', emoji: '🦷' })
    expect(standingOf(words, true, NOW).holdsUntil).toBe(at('09:30'))
    expect(standingOf(words, true, at('10:00')).words).toBeNull()
  })
})

describe('a teammate of whom nobody knows', () => {
  const lost = person({ live: false, gone: 'lost' })

  test('is unknown within a block, with the next reachable time by plan and as of', () => {
    const standing = standingOf(lost, true, NOW)
    expect(standing).toMatchObject({ state: 'unknown', byPlan: true, back: at('11:00'), asOf: at('09:05') })
    expect(groupOf(standing)).toBe('unsure')
  })

  test('is away by plan between blocks', () => {
    expect(standingOf(lost, true, at('10:00'))).toMatchObject({ state: 'away', byPlan: true, back: at('11:00') })
  })

  test('is never green, whatever was published', () => {
    const green = person({
      live: false,
      gone: 'lost',
      manual: { state: 'available', text: 'ask me', until: at('12:00') },
    })
    for (const time of ['09:06', '10:00', '11:10', '15:10'] as const) {
      expect(['available', 'focusing', 'together']).not.toContain(standingOf(green, true, at(time)).state)
    }
    expect(standingOf(green, true, NOW).words?.text).toBe('ask me')
    expect(standingOf({ ...green, live: true }, true, NOW).state).toBe('available')
  })

  test('stays away if that was set by hand', () => {
    const gone = person({ live: false, gone: 'lost', manual: { state: 'away', until: at('14:00') } })
    expect(standingOf(gone, true, at('11:10'))).toMatchObject({
      state: 'away',
      source: 'manual',
      until: at('15:00'),
      back: at('15:00'),
    })
  })

  test('our own broken link makes everybody such a one', () => {
    expect(standingOf(person({}), false, NOW)).toMatchObject({ state: 'unknown', byPlan: true, asOf: at('09:05') })
  })

  test('who never told anything has no clock and no time', () => {
    const blank = person({ live: false, presence: null, plan: null, asOf: null })
    expect(standingOf(blank, true, NOW)).toMatchObject({
      state: 'unknown',
      back: null,
      zone: null,
      asOf: null,
      holdsUntil: null,
    })
  })

  test('who said goodbye and shares nothing is off, not unknown', () => {
    expect(standingOf(person({ live: false, gone: 'quit', plan: null }), true, NOW).state).toBe('off')
  })
})

test('an answer holds exactly until it changes', () => {
  const someone = person({ manual: { text: 'tea', until: at('09:20') } })
  for (let now = NOW; now < at('16:30');) {
    const standing = standingOf(someone, true, now)
    const end = standing.holdsUntil ?? at('16:30')
    expect(standingOf(someone, true, end - 1)).toEqual(standing)
    expect(end).toBeGreaterThan(now)
    now = end
  }
})
