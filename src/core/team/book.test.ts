import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lives, NOW, personOf } from '../../../tests/fakes/lives.ts'
import type { Person } from '../sync/records.ts'
import { MINUTE } from '../time/instant.ts'
import { type BookView, rosterBook } from './book.ts'
import { viewRoster } from './roster.ts'
import { GROUPINGS } from './sections.ts'

const me = personOf('me', { name: 'Noor', zone: 0, place: 0, live: true, starts: 0, skilled: false })
/** Somebody's news, somebody's leaving, or time that passes. */
const steps = fc.array(
  fc.oneof(
    fc.record({ id: fc.nat(11), life: lives }),
    fc.record({ left: fc.nat(11) }),
    fc.record({ minutes: fc.integer({ min: 1, max: 600 }) }),
  ),
  { maxLength: 30 },
)

const ids = ({ sections }: BookView): unknown =>
  sections.map(({ by, key, rows }) => ({ by, key, ids: rows.map(({ person }) => person.id) }))

describe('a roster kept in order', () => {
  test('after any news is what reading all of it anew would be', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...GROUPINGS), fc.boolean(), fc.boolean(), (all, by, linked, told) => {
        const kept = rosterBook()
        let people: Record<string, Person> = {}
        let now = NOW
        let last: BookView | null = null
        for (const step of all) {
          const before = people
          if ('minutes' in step) now += step.minutes * MINUTE
          else if ('left' in step) {
            const { [`p${step.left}`]: _gone, ...rest } = people
            people = rest
          } else people = { ...people, [`p${step.id}`]: personOf(`p${step.id}`, step.life) }
          const at = { me: 'me', linked, now }
          // Told what changed, nobody else is looked at; not told, it is found out.
          const id = 'id' in step ? step.id : 'left' in step ? step.left : null
          const news = { before, ids: id === null ? [] : [`p${id}`] }
          // Some of it may have been worked out before; what was handed out is as it was.
          const shown = last === null ? null : ids(last)
          if (told && all.length % 2 === 0) kept.ahead(news.ids, people, now)
          if (last !== null) expect(ids(last)).toEqual(shown)
          const view = told ? kept.read(people, me, at, by, news) : kept.read(people, me, at, by)
          last = view
          const anew = rosterBook().read(people, me, at, by)
          expect(ids(view)).toEqual(ids(anew))
          expect(view.counts).toEqual(anew.counts)
          expect(view.hasSkills).toBe(anew.hasSkills)
          for (const row of view.sections.flatMap(({ rows }) => rows)) expect(view.rowOf(row.person.id)).toBe(row)
          if (told) expect(view.holdsUntil ?? Infinity).toBeLessThanOrEqual(anew.holdsUntil ?? Infinity)
          else expect(view.holdsUntil).toBe(anew.holdsUntil)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('read in portions before it is drawn it is what reading all at once would be', () => {
    const viewpoints = fc.record({ by: fc.constantFrom(...GROUPINGS), linked: fc.boolean() })
    fc.assert(
      fc.property(fc.array(lives, { maxLength: 30 }), viewpoints, viewpoints, (all, first, then) => {
        const people = Object.fromEntries(all.map((life, index) => [`p${index}`, personOf(`p${index}`, life)]))
        const kept = rosterBook()
        const before = { me: 'me', linked: first.linked, now: NOW }
        if (all.length % 2 === 0) for (const _ of kept.readAhead(people, before, first.by)) continue
        else kept.begin(before, first.by)
        for (let from = 0; from < all.length; from += 7)
          kept.ahead(Object.keys(people).slice(from, from + 7), people, NOW)
        const at = { me: 'me', linked: then.linked, now: NOW }
        const anew = rosterBook().read(people, me, at, then.by)
        const view = kept.read(people, me, at, then.by)
        expect(ids(view)).toEqual(ids(anew))
        expect(view.counts).toEqual(anew.counts)
        expect(view.holdsUntil).toBe(anew.holdsUntil)
        expect(kept.read({}, me, at, then.by).sections).toEqual([])
      }),
    )
  })

  test('by state it is the roster that tray and command line read', () => {
    fc.assert(
      fc.property(fc.array(lives, { maxLength: 12 }), (all) => {
        const people = Object.fromEntries(all.map((life, index) => [`p${index}`, personOf(`p${index}`, life)]))
        const at = { me: 'me', linked: true, now: NOW }
        const view = rosterBook().read(people, me, at, 'state')
        const roster = viewRoster([...Object.values(people), me], at)
        expect(view.sections.map(({ key, rows }) => [key, rows.map(({ person }) => person.id)])).toEqual(
          roster.groups.map(({ group, rows }) => [group, rows.map(({ person }) => person.id)]),
        )
        expect(view.counts).toEqual(roster.counts)
        expect(view.holdsUntil).toBe(roster.holdsUntil)
      }),
    )
  })

  test('a section that nothing happened to is the same as before, and no list is changed that was given out', () => {
    const kept = rosterBook()
    const at = { me: 'me', linked: true, now: NOW }
    const life = { name: 'Ana', zone: 0, place: 0, live: true, starts: 0, skilled: false }
    const people = { a: personOf('a', life), b: personOf('b', { ...life, starts: 3 }) }
    const first = kept.read(people, me, at, 'state')
    const [now, later] = first.sections
    const second = kept.read({ ...people, c: personOf('c', life) }, me, at, 'state')
    expect(now?.rows).toHaveLength(1)
    expect(second.sections[0]?.rows).toHaveLength(2)
    expect(second.sections[1]).toBe(later)
  })

  test('places are one however they are written, those who share none come last', () => {
    const kept = rosterBook()
    const people = Object.fromEntries(
      [0, 1, 2, 3].map((place) => [
        `p${place}`,
        personOf(`p${place}`, { name: 'Ana', zone: 0, place, live: true, starts: 0, skilled: false }),
      ]),
    )
    const { sections } = kept.read(people, me, { me: 'me', linked: true, now: NOW }, 'place')
    expect(sections.map(({ key, rows }) => [key, rows.length])).toEqual([
      ['home', 2],
      ['office', 1],
      ['', 1],
    ])
  })
})
