import { expect, test } from 'vitest'
import type { Person } from '../sync/records.ts'
import { rosterBook } from './book.ts'
import { type Everybody, everybodyReader, type TeamPeople, teamKey } from './everybody.ts'
import { standingOf } from './standing.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const HOUR = 3_600_000
const person = (id: string, name: string, over: Partial<Person> = {}): Person => ({
  ...{ id, name, live: true, gone: null, presence: { rule: 4, zone: 'Europe/Lisbon' }, manual: null, asOf: NOW },
  plan: { zone: 'Europe/Lisbon', intervals: [{ start: NOW - HOUR, end: NOW + HOUR, state: 'available' }] },
  ...over,
})
const roster = (...people: Person[]) => Object.fromEntries(people.map((one) => [one.id, one]))
const ana = person('ana', 'Ana')
const me = person('me', 'Noor')
const atlas = { me: 'me', linked: true, people: roster(ana, me) }
const borealis = { me: 'p7', linked: true, people: roster(person('ana', 'Ana'), person('p7', 'Noor')) }

/** What it reads in one piece. */
function reader(): (teams: readonly TeamPeople[]) => Everybody {
  const read = everybodyReader()
  return (teams) => {
    const reading = read(teams)
    for (;;) {
      const step = reading.next()
      if (step.done === true) return step.value
    }
  }
}
const readAll = (teams: readonly TeamPeople[]): Everybody => reader()(teams)

test('who is in two teams is there for each, and I am not', () => {
  const { people, placeOf } = readAll([atlas, borealis])
  expect(Object.keys(people)).toEqual(['0/ana', '1/ana'])
  expect(placeOf('0/ana')).toEqual({ team: 0, person: ana })
  expect(placeOf('1/ana')?.person).toBe(borealis.people['ana'])
  expect([placeOf('0/nobody'), placeOf('7/ana'), placeOf('me')]).toEqual([undefined, undefined, undefined])
  expect(Object.keys(people).map(teamKey)).toEqual(['0', '1'])
})

test('a team that is out of reach reads as it does by itself, and the others as they are', () => {
  const { people } = readAll([{ ...atlas, linked: false }, borealis])
  const [lost, here] = [people['0/ana'], people['1/ana']]
  if (lost === undefined || here === undefined) throw new Error('nobody is there')
  expect(standingOf(lost, true, NOW)).toEqual(standingOf(ana, false, NOW))
  expect(standingOf(here, true, NOW)).toMatchObject({ state: 'available', asOf: null })
})

test('who stayed the same stays the same object, also while links come and go', () => {
  const read = reader()
  const before = read([atlas, borealis]).people
  const ben = person('ben', 'Ben')
  const after = read([{ ...atlas, people: { ...atlas.people, ben } }, borealis]).people
  expect(after['0/ana']).toBe(before['0/ana'])
  expect(Object.keys(after)).toEqual(['0/ana', '0/ben', '1/ana'])
  const down = read([{ ...atlas, linked: false }, borealis]).people
  expect(down['0/ana']).not.toBe(before['0/ana'])
  expect(down['1/ana']).toBe(before['1/ana'])
  expect(read([atlas, borealis]).people['0/ana']).toBe(before['0/ana'])
})

test('by team, sections stand in the order of the teams', () => {
  const { people } = readAll([atlas, borealis])
  const { sections, counts } = rosterBook().read(people, me, { me: 'me', linked: true, now: NOW }, 'team')
  expect(sections.map(({ key, rows }) => [key, rows.map(({ person: { id } }) => id)])).toEqual([
    ['0', ['0/ana']],
    ['1', ['1/ana']],
  ])
  expect(counts).toEqual({ people: 2, available: 2, together: 0 })
})

test('thousands are read a little at a time', () => {
  const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, nth) => [`p${nth}`, person(`p${nth}`, 'Ana')]))
  const [first, book] = [{ me: 'p0', linked: true, people: many }, rosterBook()]
  const reading = everybodyReader()([first, first])
  let stops = 0
  let step = reading.next()
  for (; step.done !== true; step = reading.next()) stops += 1
  expect(stops).toBe(10)
  const at = { me: 'me', linked: true, now: NOW }
  expect([...book.readAhead(step.value.people, at, 'team')]).toHaveLength(20)
  const { counts } = book.read(step.value.people, me, at, 'team')
  expect(counts.people).toBe(1_998)
})
