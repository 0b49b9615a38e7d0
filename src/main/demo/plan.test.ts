import { describe, expect, test } from 'vitest'
import { Block, blockAt, blockInterval, byStart } from '../../core/planner/block.ts'
import { HOUR } from '../../core/time/instant.ts'
import { instantAt } from '../../core/time/zone.ts'
import { demoInbox, demoPlan } from './plan.ts'

const ZONES = ['Europe/Lisbon', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati'] as const
/** Ordinary days, and the nights when the clocks change. */
const DATES = ['2026-11-26', '2026-07-01', '2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01'] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

describe.each(ZONES)('in %s', (zone) => {
  test.each(DATES)('on %s every hour has a whole split day', (date) => {
    for (const hour of HOURS) {
      const now = instantAt(date, '00:10', zone) + hour * HOUR
      const blocks = demoPlan(now, zone).toSorted(byStart)
      expect(blocks.map((block) => Block.parse(block))).toEqual(blocks)
      expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length)
      blocks.slice(1).forEach((block, at) => {
        expect(blockInterval(blocks[at]!).end).toBeLessThanOrEqual(blockInterval(block).start)
      })
      const near = blocks.filter((block) => Math.abs(blockInterval(block).start - now) < 18 * HOUR)
      expect(new Set(near.map(({ kind }) => kind)).size).toBe(5)
    }
  })
})

test.each([
  ['09:06', 'focus'],
  ['13:00', 'focus'],
  ['17:30', 'focus'],
  ['21:00', 'focus'],
  ['22:30', 'open'],
])('at %s there is a block to be in: %s', (time, kind) => {
  const now = instantAt('2026-11-26', time, 'Europe/Lisbon')
  expect(blockAt(demoPlan(now, 'Europe/Lisbon'), now)?.kind).toBe(kind)
})

test('a night owl at one in the morning is still in the block of yesterday', () => {
  const now = instantAt('2026-11-27', '01:00', 'Europe/Lisbon')
  expect(blockAt(demoPlan(now, 'Europe/Lisbon'), now)).toMatchObject({
    start: '2026-11-26T23:30:00+00:00[Europe/Lisbon]',
    minutes: 120,
  })
})

test('something waits to be planned', () => expect(demoInbox()).toHaveLength(3))
