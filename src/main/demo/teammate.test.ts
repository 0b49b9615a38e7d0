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

/** Only what can be read off at once: the whole decision looks ahead for days, which is too slow for every minute. */
function canBeReached(teammate: Teammate, now: number): boolean {
  const { presence, manual, plan } = lives.get(teammate)!(now).out
  if (manual?.state === 'away' || presence?.rule === 2) return false
  return plan?.intervals.some(({ start, end, state }) => start <= now && now < end && state !== 'focusing') ?? false
}

test.each(DAYS)('at any hour of %s somebody can be reached within ten minutes, and somebody cannot', (date) => {
  const start = instantAt(date, '00:00', 'UTC')
  for (let now = start; now < start + 24 * HOUR; now += 10 * MINUTE) {
    const reachable = [0, 2, 4, 6, 8].map(
      (ahead) => TEAMMATES.filter((one) => canBeReached(one, now + ahead * MINUTE)).length,
    )
    expect({ at: new Date(now).toISOString(), most: Math.max(...reachable) > 0 }).toMatchObject({ most: true })
    expect(reachable[0]).toBeLessThan(TEAMMATES.length)
  }
})

test('whoever cannot be reached says when they can', () => {
  const now = instantAt('2026-11-26', '09:06', 'Africa/Lagos')
  const absent = TEAMMATES.map((teammate) => seen(teammate, now)).filter(({ state }) => !isReachable(state))
  expect(absent).toHaveLength(3)
  for (const { back } of absent) expect(back).toBeGreaterThan(now)
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
      expect({ presence, manual, plan }).toEqual({
        presence: Presence.parse(presence),
        manual: ManualStatus.nullable().parse(manual),
        plan: SharedPlan.parse(plan),
      })
      expect(manual?.until ?? Infinity).toBeGreaterThan(now)
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
