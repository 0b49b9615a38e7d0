import fc from 'fast-check'
import { expect, test } from 'vitest'
import { block, planOf, rhythmBlock, rhythmOf } from '../../../tests/fakes/state.ts'
import { Step, stepBetween, travelled } from './history.ts'
import type { Planned } from './planned.ts'

const anyPlanned: fc.Arbitrary<Planned> = fc
  .record({
    blocks: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 5, max: 90 })), {
      selector: ([id]) => id,
    }),
    rules: fc.uniqueArray(fc.integer({ min: 0, max: 4 })),
    off: fc.dictionary(fc.constantFrom('2026-12-24', '2026-12-25', '2026-12-26'), fc.string({ maxLength: 5 })),
  })
  .map(({ blocks, rules, off }) => ({
    plan: planOf(...blocks.map(([id, minutes]) => block('focus', '2026-11-26', '09:00', minutes, { id: `b${id}` }))),
    rhythm: { ...rhythmOf(...rules.map((id) => rhythmBlock(`r${id}`, '09:00', '10:00', {}))), daysOff: off },
  }))

test('a step leads back and forth exactly, also after it was on disk', () =>
  fc.assert(
    fc.property(anyPlanned, anyPlanned, (before, after) => {
      const step = stepBetween(before, after)
      if (step === null) return expect(after).toEqual(before)
      const read = Step.parse(JSON.parse(JSON.stringify(step)))
      expect(travelled(after, read, 'undo')).toEqual(before)
      expect(travelled(before, read, 'redo')).toEqual(after)
    }),
  ))

test('what came meanwhile stays', () => {
  const before: Planned = { plan: {}, rhythm: rhythmOf() }
  const added = block('focus', '2026-11-26', '09:00', 60, { id: 'a' })
  const step = stepBetween(before, { ...before, plan: planOf(added) })
  const read = block('open', '2019-03-05', '09:00', 60, { id: 'old' })
  expect(travelled({ ...before, plan: planOf(added, read) }, step as Step, 'undo').plan).toEqual(planOf(read))
})
