import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNames } from './nameOrder.ts'

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

test('plain names and any others stand as the language has them', () => {
  const word = fc.stringMatching(/^[A-Za-z]{1,6}$/)
  const name = fc.oneof(
    fc.tuple(word, word).map(([first, last]) => `${first} ${last}`),
    fc.tuple(word, fc.integer({ min: 0, max: 20_000 })).map(([first, nth]) => `${first} ${nth}`),
    fc.tuple(word, fc.stringMatching(/^0?[0-9]{1,3}$/)).map(([first, nth]) => `${first} ${nth}`),
    word,
    fc.string({ maxLength: 8 }),
    fc.constantFrom('Zoë', 'Ana-Maria', "O'Neill", 'ana', 'Ana', 'Ana 2', 'Ana 10', 'Ana B'),
  )
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(Math.sign(compareNames(a, b))).toBe(Math.sign(collator.compare(a, b)))
    }),
    { numRuns: 500 },
  )
})
