import { describe, expect, test } from 'vitest'
import { stateWith, teamWith } from '../../../tests/fakes/state.ts'
import type { Person } from '../sync/records.ts'
import { unpackPeople } from '../team/pack.ts'
import { viewRoster } from '../team/roster.ts'
import type { Letters } from '../team/letters.ts'
import type { State } from './state.ts'
import { teamHead } from './teamHead.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const person = (id: string): Person => ({
  ...{ id, name: `Person ${id}`, live: true, gone: null, manual: null, plan: null, asOf: NOW },
  presence: { rule: 4, zone: 'UTC' },
})
const link = { status: 'online', reason: null, since: NOW, publishedAt: NOW } as const
const people = (count: number) => Array.from({ length: count }, (_, nth) => person(`p${1000 + nth}`))
const teamOf = (all: readonly Person[], letters: Letters = {}): State =>
  stateWith({
    teams: { t: teamWith(NOW, { link }) },
    rosters: { t: Object.fromEntries([...all, person('me')].map((one) => [one.id, one])) },
    letters,
  })
const headIn = (state: State, team = 't') => {
  const at = { me: 'me', linked: true, now: NOW }
  return teamHead(state, team, () => viewRoster(Object.values(state.rosters[team] ?? {}), at), NOW)
}

describe('the beginning of a team', () => {
  test('is told of a large one, and of no other', () => {
    expect(headIn(teamOf(people(299)))).toBeNull()
    expect(headIn(teamOf(people(300)))).not.toBeNull()
    expect(headIn(teamOf(people(300)), 'none')).toBeNull()
  })

  test('has those who are listed first, me, and whoever is named above the list, and nobody else', () => {
    const letter = { id: 'k', team: 't', to: 'p1299', name: '', at: NOW, is: 'sent', since: NOW, heard: NOW } as const
    const body = { kind: 'knock', urgency: 'today', text: '?' } as const
    const sent = { ...letter, way: 'out', body, refusal: null, hidden: false } as const
    const head = headIn(teamOf(people(300), { k: sent, other: { ...sent, id: 'other', team: 'u', to: 'p1298' } }))
    const first = people(300)
      .slice(0, 80)
      .map(({ id }) => id)
    expect(head?.sections).toEqual([{ key: 'now', name: 'now', size: 300, first }])
    expect(head?.counts).toEqual({ people: 300, available: 300, together: 0 })
    expect(head?.linked).toBe(true)
    const told = unpackPeople(head?.people ?? '')
    expect(Object.keys(told)).toEqual([...first, 'me', 'p1299'])
    expect(told['p1000']).toEqual(person('p1000'))
  })
})
