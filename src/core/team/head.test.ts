import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lives, NOW, personOf } from '../../../tests/fakes/lives.ts'
import { rosterBook } from './book.ts'
import { headOf, viewOfHead } from './head.ts'
import { rowReader, viewRoster } from './roster.ts'
import { GROUPINGS } from './sections.ts'

const me = personOf('me', { name: 'Noor', zone: 0, place: 0, live: true, starts: 0, skilled: false })
const teams = fc
  .array(lives, { maxLength: 40 })
  .map((all) => Object.fromEntries(all.map((life, index) => [`p${index}`, personOf(`p${index}`, life)])))
const kinds = fc.record({ by: fc.constantFrom(...GROUPINGS), linked: fc.boolean(), most: fc.nat(20) })

describe('how a list begins', () => {
  test('is the beginning of the whole list, with the numbers of all', () => {
    fc.assert(
      fc.property(teams, kinds, (people, { by, linked, most }) => {
        const at = { me: 'me', linked, now: NOW }
        const rows = viewRoster([...Object.values(people), me], at).groups.flatMap((group) => group.rows)
        const head = headOf(rows, by, NOW, most)
        const begun = head.sections.flatMap(({ first }) => first)
        const first = Object.fromEntries(begun.map((id) => [id, people[id] ?? me]))
        const view = viewOfHead(head, first, me, at, rowReader())
        const whole = rosterBook().read(people, me, at, by)
        let left = most
        expect(view.sections).toEqual(
          whole.sections.map((section) => {
            const shown = section.rows.slice(0, Math.max(0, left))
            left -= shown.length
            return { ...section, rows: shown }
          }),
        )
        expect(begun).toHaveLength(Math.min(most, Object.keys(people).length))
        expect(view.counts).toEqual(whole.counts)
        expect(view.hasSkills).toBe(whole.hasSkills)
        expect(view.me).toEqual(whole.me)
        expect(view.isWhole).toBe(false)
        for (const row of view.sections.flatMap((section) => section.rows)) expect(view.rowOf(row.person.id)).toBe(row)
      }),
      { numRuns: 200 },
    )
  })

  test('is read again when time changes somebody in it, me too', () => {
    const life = { name: 'Ana', zone: 0, place: 0, live: false, starts: 2, skilled: false }
    const ana = personOf('a', life)
    const at = { me: 'me', linked: true, now: NOW }
    const rows = viewRoster([ana], at).groups.flatMap((group) => group.rows)
    const head = headOf(rows, 'state', NOW, 1)
    const ends = (starts: number) =>
      viewOfHead(head, { a: ana }, personOf('me', { ...life, live: true, starts }), at, rowReader()).holdsUntil
    expect(ends(5)).toBe(ana.plan?.intervals[0]?.start)
    expect(ends(1)).toBeLessThan(ana.plan?.intervals[0]?.start ?? 0)
  })
})
