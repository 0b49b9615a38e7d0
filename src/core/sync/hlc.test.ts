import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Hlc, hlcOf, laterHlc, msOf, NO_HLC, tickHlc } from './hlc.ts'

const time = fc.integer({ min: 0, max: 2 ** 45 })

test('the order of the texts is the order of time, then of the count', () => {
  fc.assert(
    fc.property(time, time, fc.nat(0xffff), fc.nat(0xffff), (one, other, a, b) => {
      const isBefore = one < other || (one === other && a < b)
      expect(hlcOf(one, a) < hlcOf(other, b)).toBe(isBefore)
    }),
  )
})

test('a stamp reads back, and what does not fit is clamped to what does', () => {
  expect(msOf(hlcOf(1_795_000_000_123, 7))).toBe(1_795_000_000_123)
  for (const odd of [-1, 2 ** 60, 1.5, Infinity]) expect(Hlc.safeParse(hlcOf(odd, 1e9)).success).toBe(true)
})

test('each tick is later than the last, whatever the clock does, and follows the clock when it can', () => {
  fc.assert(
    fc.property(fc.array(time, { minLength: 1, maxLength: 50 }), (clock) => {
      let last = NO_HLC
      for (const now of clock) {
        const next = tickHlc(last, now)
        expect(next > last).toBe(true)
        expect(msOf(next)).toBe(Math.max(now, msOf(last)))
        last = next
      }
    }),
  )
})

test('a full count moves into the next millisecond', () => {
  expect(tickHlc(hlcOf(5, 0xffff), 5)).toBe(hlcOf(6))
  expect(laterHlc(hlcOf(5, 1), hlcOf(5, 2))).toBe(hlcOf(5, 2))
})
