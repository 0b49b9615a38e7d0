import { describe, expect, test } from 'vitest'
import type { Person } from '../sync/records.ts'
import { HOUR, MINUTE } from '../time/instant.ts'
import { rowReader, viewRoster } from './roster.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)

function person(id: string, over: Partial<Person> = {}): Person {
  return {
    id,
    name: id,
    live: true,
    gone: null,
    presence: { rule: 4, zone: 'UTC' },
    manual: null,
    plan: null,
    asOf: NOW,
    ...over,
  }
}
const reachable = (id: string, name = id) => person(id, { name, manual: { state: 'available', until: NOW + HOUR } })
const together = (id: string) =>
  person(id, { presence: { rule: 3, state: 'together', until: NOW + HOUR, zone: 'UTC' } })
const backIn = (id: string, minutes: number) =>
  person(id, {
    plan: { zone: 'UTC', intervals: [{ start: NOW + minutes * MINUTE, end: NOW + 20 * HOUR, state: 'available' }] },
  })
const lost = (id: string) => person(id, { live: false, gone: 'lost' })

const at = { me: 'me', linked: true, now: NOW }
const ids = (people: Person[], now = NOW) =>
  viewRoster(people, { ...at, now }).groups.map(({ group, rows }) => [group, rows.map((row) => row.person.id)].flat())

describe('the list of a team', () => {
  test('groups by when somebody can be reached, soonest first', () => {
    const people = [
      lost('dev'),
      backIn('sam', 300),
      together('mei'),
      reachable('idris'),
      backIn('ben', 120),
      reachable('ana'),
    ]
    expect(ids(people)).toEqual([
      ['now', 'ana', 'idris', 'mei'],
      ['later', 'ben', 'sam'],
      ['unsure', 'dev'],
    ])
  })

  test('leaves groups out that have nobody', () => {
    expect(ids([reachable('ana')])).toEqual([['now', 'ana']])
    expect(ids([])).toEqual([])
  })

  test('sorts names as people do, and ties by id', () => {
    const people = [
      reachable('3', 'Zoe'),
      reachable('2', 'émile'),
      reachable('1', 'Emil'),
      reachable('5', 'Ana'),
      reachable('4', 'Ana'),
    ]
    expect(ids(people)).toEqual([['now', '4', '5', '1', '2', '3']])
  })

  test('those who have no next time come last', () => {
    expect(
      ids([person('never', { manual: { state: 'off', until: NOW + 400 * 24 * HOUR } }), backIn('ben', 60)])[0]?.[1],
    ).toBe('ben')
  })

  test('counts teammates, not me', () => {
    const view = viewRoster([reachable('me'), reachable('ana'), together('mei'), lost('dev')], at)
    expect(view.me?.person.id).toBe('me')
    expect(view.counts).toEqual({ people: 3, available: 1, together: 1 })
  })

  test('an expired status moves somebody on without any news', () => {
    const people = [person('ben', { manual: { state: 'away', until: NOW + HOUR } })]
    expect(ids(people)).toEqual([['later', 'ben']])
    expect(ids(people, NOW + HOUR)).toEqual([['now', 'ben']])
  })

  test('says when time alone changes the list next', () => {
    expect(viewRoster([backIn('ben', 120), backIn('sam', 30), lost('dev')], at).holdsUntil).toBe(NOW + 30 * MINUTE)
    expect(viewRoster([lost('dev')], at).holdsUntil).toBeNull()
  })

  test('without a link nobody is shown as reachable', () => {
    const view = viewRoster([reachable('me'), reachable('ana'), together('mei')], { ...at, linked: false })
    expect(view.me?.standing.state).toBe('available')
    expect(view.counts).toMatchObject({ available: 0, together: 0 })
    expect(view.groups.map(({ group }) => group)).toEqual(['unsure'])
  })
})

describe('reading rows again', () => {
  const read = rowReader()
  const ben = backIn('ben', 120)
  const row = read(ben, at)

  test('gives the same row while nothing changed, and another from the minute it does', () => {
    expect(read(ben, { ...at, now: NOW + 119 * MINUTE })).toBe(row)
    expect(read(ben, { ...at, now: NOW + 120 * MINUTE }).standing.state).toBe('available')
  })

  test('reads anew for another status, a broken link and a clock that was set back', () => {
    const first = read(ben, at)
    expect(read({ ...ben, manual: { state: 'off', until: NOW + HOUR } }, at).standing.state).toBe('off')
    expect(read(ben, { ...at, linked: false }).standing.asOf).toBe(NOW)
    const back = read(ben, { ...at, now: NOW - HOUR })
    expect(back).not.toBe(first)
  })
})
