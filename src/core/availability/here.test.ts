import { describe, expect, test } from 'vitest'
import { block, planOf, stateWith, system, teamWith } from '../../../tests/fakes/state.ts'
import { outgoingFor } from '../app/desired.ts'
import { reduce } from '../app/reduce.ts'
import type { State } from '../app/state.ts'
import { MINUTE } from '../time/instant.ts'
import { availability, type Evidence } from './decide.ts'
import { type Here, isAway, notKnown } from './here.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const idle: Here = { input: 'idle', locked: null, asleep: false }
const at = (here: Here, more: Partial<State> = {}): State => stateWith({ system: { ...system, here }, ...more })
const presence = (state: State, away?: boolean) => outgoingFor(state, { shares: { place: false, away } }, NOW).presence

describe('away from the device', () => {
  test.each<[Here, boolean]>([
    [notKnown, false],
    [{ ...notKnown, input: 'active' }, false],
    [idle, true],
    [{ ...notKnown, locked: true }, true],
    [{ ...notKnown, locked: false }, false],
    [{ input: 'active', locked: null, asleep: true }, true],
  ])('only from what is known: %j', (here, expected) => {
    expect(isAway(here)).toBe(expected)
    expect(presence(at(here), true)?.rule).toBe(expected ? 5 : 4)
  })

  test('is told only to whom I share it with', () => {
    expect(presence(at(idle))).toEqual(presence(at(notKnown)))
    expect(presence(at(idle), false)?.rule).toBe(4)
    expect(presence(at(idle), true)).toEqual({ rule: 5, state: 'away', zone: 'Europe/Lisbon' })
  })

  test('never hides a session that runs on this device', () => {
    const { state } = reduce(at(idle), { type: 'focus.start', minutes: 30 }, NOW - MINUTE)
    expect(presence(state, true)).toMatchObject({ rule: 2, state: 'focusing' })
  })

  test('a share that is not named stays as it was', () => {
    const team = { place: false, away: true }
    const state = stateWith({
      teams: {
        t: teamWith(0, { shares: team }),
      },
    })
    const shares = (intent: Parameters<typeof reduce>[1]) => reduce(state, intent, NOW).state.teams['t']?.shares
    expect(shares({ type: 'team.share', team: 't', place: true })).toEqual({ place: true, away: true })
    expect(shares({ type: 'team.share', team: 't', place: false, away: false })).toEqual({ place: false, away: false })
  })
})

describe('what teammates read', () => {
  const evidence = (kind: 'open' | 'focus' | 'together'): Evidence => ({
    manual: null,
    presence: { rule: 5, state: 'away', zone: 'Europe/Lisbon' },
    plan:
      outgoingFor(
        stateWith({ plan: planOf(block(kind, '2026-11-26', '08:00', 240)) }),
        { shares: { place: false } },
        NOW,
      ).plan?.intervals ?? [],
    zone: 'Europe/Lisbon',
    live: true,
    lost: false,
    known: true,
  })

  test('a green is taken back, with no word of when', () => {
    expect(availability(evidence('open'), NOW)).toMatchObject({
      state: 'away',
      until: null,
      back: null,
      source: 'device',
    })
  })

  test.each([
    ['focus', 'focusing'],
    ['together', 'together'],
  ] as const)('a %s block says more than an idle keyboard', (kind, state) => {
    expect(availability(evidence(kind), NOW).state).toBe(state)
  })

  test('a device that is gone says nothing of being away', () => {
    expect(availability({ ...evidence('open'), live: false }, NOW).state).toBe('unknown')
  })
})
