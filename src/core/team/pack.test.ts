import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AVAILABILITY_STATES, type Person } from '../sync/records.ts'
import { MINUTE } from '../time/instant.ts'
import { packPeople, packPortions, unpackPeople, unpackPortions } from './pack.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const texts = fc.string({ unit: 'grapheme', maxLength: 20 })
const plans = fc.record(
  {
    zone: fc.constantFrom('Europe/Lisbon', 'Asia/Kathmandu'),
    skills: fc.array(texts, { maxLength: 3 }),
    intervals: fc
      .tuple(fc.constantFrom(1, MINUTE), fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 600 }))))
      .chain(([unit, spans]) =>
        fc.tuple(
          fc.constant([unit, spans] as const),
          fc.array(fc.tuple(fc.nat(2), fc.option(texts, { nil: undefined })), {
            minLength: spans.length,
            maxLength: spans.length,
          }),
        ),
      )
      .map(([[unit, spans], kinds]) => {
        let at = NOW
        return spans.map(([gap, length], index) => {
          const start = at + gap * unit
          at = start + length * unit
          const [state = 0, place] = kinds[index] ?? []
          const named = (['available', 'focusing', 'together'] as const)[state] ?? 'available'
          return { start, end: at, state: named, ...(place === undefined ? {} : { place }) }
        })
      }),
  },
  { requiredKeys: ['zone', 'intervals'] },
)
const people = fc
  .array(
    fc.record({
      name: texts,
      live: fc.boolean(),
      plan: fc.option(plans),
      state: fc.constantFrom(...AVAILABILITY_STATES),
    }),
  )
  .map((all) =>
    Object.fromEntries(
      all.map(({ name, live, plan, state }, index): [string, Person] => {
        const id = `p${index}`
        const manual = state === 'unknown' ? null : ({ state, until: NOW } as const)
        return [id, { id, name, live, gone: null, presence: { rule: 4, zone: 'UTC' }, manual, plan, asOf: NOW }]
      }),
    ),
  )

test('people come out as they went in', () => {
  fc.assert(
    fc.property(people, (all) => {
      expect(unpackPeople(packPeople(all))).toEqual(all)
    }),
  )
})

test('a plan that is known already is not sent again, and is the very same', () => {
  fc.assert(
    fc.property(people, (all) => {
      const held = unpackPeople(packPeople(all))
      const news = Object.fromEntries(
        Object.entries(all).map(([id, person]) => [id, { ...person, live: !person.live }]),
      )
      const told = packPeople(news, all)
      expect(told).not.toContain('"numbers"')
      const after = unpackPeople(told, held)
      expect(after).toEqual(news)
      for (const id of Object.keys(after)) expect(after[id]?.plan).toBe(held[id]?.plan)
    }),
  )
})

test('in portions everybody comes out as they went in', () => {
  fc.assert(
    fc.property(people, fc.integer({ min: 1, max: 500 }), (some, copies) => {
      const all = Object.fromEntries(
        Object.values(some).flatMap((one) =>
          Array.from({ length: copies }, (_, nth): [string, Person] => [
            `${one.id}/${nth}`,
            { ...one, id: `${one.id}/${nth}` },
          ]),
        ),
      )
      const portions = [...packPortions(all)]
      expect(portions).toHaveLength(Math.ceil(Object.keys(all).length / 200))
      const reading = unpackPortions(portions)
      let step = reading.next()
      for (const _ of portions) {
        expect(step.done).toBe(false)
        step = reading.next()
      }
      expect(step).toEqual({ done: true, value: all })
    }),
    { numRuns: 20 },
  )
})
