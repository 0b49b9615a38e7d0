import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SharedInterval } from '../sync/records.ts'
import { intervalAfter, intervalAt } from './intervals.ts'

const sorted = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 3 })), { maxLength: 8 }).map((spans) => {
  let last = 0
  return spans.map(([gap, length]): SharedInterval => {
    const start = last + gap
    last = start + length
    return { start, end: last, state: 'available' }
  })
})

test('the interval at an instant and the one after it are those that a look at all of them finds', () => {
  fc.assert(
    fc.property(sorted, fc.nat(50), (plan, at) => {
      expect(intervalAt(plan, at)).toBe(plan.find(({ start, end }) => start <= at && at < end) ?? null)
      expect(intervalAfter(plan, at)).toBe(plan.find(({ start }) => start > at) ?? null)
    }),
  )
})
