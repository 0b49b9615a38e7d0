import { describe, expect, test } from 'vitest'
import { isReachable } from '../../core/availability/decide.ts'
import { ManualStatus, type Person, Presence, SharedPlan } from '../../core/sync/records.ts'
import { standingOf } from '../../core/team/standing.ts'
import { HOUR, MINUTE } from '../../core/time/instant.ts'
import { instantAt, offsetMinutes } from '../../core/time/zone.ts'
import { TEAMMATES, type Teammate } from './people.ts'
import { liveAs } from './teammate.ts'

const DAYS = ['2026-11-26', '2026-07-01', '2026-03-08', '2026-10-25'] as const

const lives = new Map(TEAMMATES.map((teammate) => [teammate, liveAs(teammate)]))

const seen = (teammate: Teammate, now: number) => {
  const { out } = lives.get(teammate)!(now)
  const person: Person = { id: teammate.name, name: teammate.name, live: true, gone: null, asOf: now, ...out }
  return standingOf(person, true, now)
}

test('six people in five zones', () => {
  expect(TEAMMATES).toHaveLength(6)
  const now = instantAt('2026-11-26', '09:06', 'Africa/Lagos')
  expect(new Set(TEAMMATES.map(({ zone }) => offsetMinutes(now, zone))).size).toBe(5)
})

test.each(DAYS)('at any hour of %s somebody can be reached, somebody cannot, and not all is one state', (date) => {
  const start = instantAt(date, '00:00', 'UTC')
  for (let now = start; now < start + 24 * HOUR; now += 10 * MINUTE) {
    const states = TEAMMATES.map((teammate) => seen(teammate, now).state)
    expect({ at: new Date(now).toISOString(), reachable: states.some(isReachable) }).toMatchObject({ reachable: true })
    expect(states.every(isReachable)).toBe(false)
    expect(new Set(states).size).toBeGreaterThanOrEqual(2)
  }
})

test('whoever cannot be reached says when they can', () => {
  const now = instantAt('2026-11-26', '09:06', 'Africa/Lagos')
  for (const teammate of TEAMMATES) {
    const { state, back } = seen(teammate, now)
    if (!isReachable(state)) expect(back).toBeGreaterThan(now)
  }
})

test('the morning of the picture', () => {
  const now = instantAt('2026-11-26', '09:06', 'Africa/Lagos')
  const states = TEAMMATES.map((teammate) => seen(teammate, now).state)
  expect(states.slice(0, 4)).toEqual(['available', 'available', 'together', 'focusing'])
  for (const state of states.slice(4)) expect(['away', 'off']).toContain(state)
})

describe.each(TEAMMATES)('$name', (teammate) => {
  test('publishes only what the hub takes, titles and private blocks never', () => {
    const moment = liveAs(teammate)
    const start = instantAt('2026-11-26', '00:00', 'UTC')
    for (let now = start; now < start + 24 * HOUR; now += 7 * MINUTE) {
      const { presence, manual, plan } = moment(now).out
      Presence.parse(presence)
      ManualStatus.nullable().parse(manual)
      SharedPlan.parse(plan)
      if (manual !== null) expect(manual.until).toBeGreaterThan(now)
    }
  })

  test('stays the same until it says it changes, and changes now and then', () => {
    const moment = liveAs(teammate)
    let now = instantAt('2026-11-26', '00:00', 'UTC')
    const end = now + 24 * HOUR
    let changes = 0
    while (now < end) {
      const { out, changesAt } = moment(now)
      expect(changesAt).toBeGreaterThan(now)
      expect(moment(changesAt - 1).out).toEqual(out)
      changes += 1
      now = changesAt
    }
    expect(changes).toBeGreaterThan(8)
    expect(changes).toBeLessThan(1_500)
  })
})
