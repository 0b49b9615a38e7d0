import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { HOUR, MINUTE } from '../time/instant.ts'
import { instantAt, instantOf, zoneOf } from '../time/zone.ts'
import { Block, blockInterval } from './block.ts'
import { drawn, duplicate, freeFrom, movedBy, newBlock, onGrid, split, withEdge } from './edit.ts'
import { READY_NAMES, readyBlocks } from './ready.ts'

const at = (time: string): number => instantAt('2026-11-26', time, 'Europe/Lisbon')
const nine = block('focus', '2026-11-26', '09:00', 60)

describe('drawing', () => {
  test('snaps both ends to five minutes, whichever way the pointer went', () => {
    expect(drawn(at('10:02'), at('09:13'))).toEqual({ start: at('09:15'), end: at('10:00') })
  })

  test('is never shorter than a block may be, nor longer', () => {
    expect(drawn(at('09:00'), at('09:00') + MINUTE)).toEqual({ start: at('09:00'), end: at('09:05') })
    const day = drawn(at('00:00'), at('00:00') + 40 * HOUR)
    expect(day.end - day.start).toBe(24 * HOUR)
  })

  test('every drawn block is one that main accepts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -3e8, max: 3e8 }), (from, by) => {
        const made = newBlock({ id: 'x', kind: 'open' }, drawn(from, from + by), 'Asia/Kathmandu')
        return Block.safeParse(made).success && instantOf(made.start) % (5 * MINUTE) === 0
      }),
    )
  })
})

describe('moving and resizing', () => {
  test('a move keeps length and zone', () => {
    const moved = movedBy({ ...nine, start: '2026-11-26T18:00:00+09:00[Asia/Tokyo]' }, 15 * MINUTE)
    expect(moved.minutes).toBe(60)
    expect(zoneOf(moved.start)).toBe('Asia/Tokyo')
    expect(instantOf(moved.start)).toBe(at('09:15'))
  })

  test('an edge moves alone, and stops at the shortest and the longest', () => {
    expect(blockInterval(withEdge(nine, 'end', at('10:30')))).toEqual({ start: at('09:00'), end: at('10:30') })
    expect(blockInterval(withEdge(nine, 'start', at('08:15')))).toEqual({ start: at('08:15'), end: at('10:00') })
    expect(blockInterval(withEdge(nine, 'start', at('11:00')))).toEqual({ start: at('09:55'), end: at('10:00') })
    expect(withEdge(nine, 'end', at('09:00') + 30 * HOUR).minutes).toBe(24 * 60)
  })

  test('over a clock change the length stays what it was', () => {
    const late = block('focus', '2026-10-25', '00:30', 60, { zone: 'Europe/Berlin' })
    const moved = movedBy(late, 3 * HOUR)
    expect(moved.start).toBe('2026-10-25T02:30:00+01:00[Europe/Berlin]')
    expect(moved.minutes).toBe(60)
  })
})

describe('splitting', () => {
  test('at the instant given, else in the middle', () => {
    const parts = split(nine, 'second', at('09:21'))
    expect(parts?.map(blockInterval)).toEqual([
      { start: at('09:00'), end: at('09:20') },
      { start: at('09:20'), end: at('10:00') },
    ])
    expect(parts?.map(({ id }) => id)).toEqual([nine.id, 'second'])
    expect(split(nine, 'second', at('15:00'))?.map(({ minutes }) => minutes)).toEqual([30, 30])
  })

  test('not where a half would be too short', () => {
    expect(split({ ...nine, minutes: 5 }, 'second', null)).toBeNull()
    expect(split(nine, 'second', at('09:01'))).toBeNull()
  })
})

describe('adding', () => {
  test('a duplicate follows its block', () => {
    expect(blockInterval(duplicate(nine, 'second')).start).toBe(at('10:00'))
  })

  test('a new block fills what is free from now on', () => {
    expect(freeFrom(at('08:22'), [])).toEqual({ start: at('08:20'), end: at('09:10') })
    expect(freeFrom(at('08:22'), [nine])).toEqual({ start: at('08:20'), end: at('09:00') })
    expect(freeFrom(at('08:52'), [nine])).toEqual({ start: at('08:50'), end: at('09:40') })
    expect(freeFrom(at('09:12'), [nine])).toEqual({ start: at('09:10'), end: at('10:00') })
  })

  test('the grid is five minutes', () => expect(onGrid(at('09:02') + 31_000)).toBe(at('09:05')))
})

describe('ready rhythms', () => {
  test.each(READY_NAMES)('%s is made of valid blocks that do not overlap', (name) => {
    let count = 0
    const blocks = readyBlocks(name, '2026-11-26', 'Europe/Lisbon', {
      id: () => `b${(count += 1)}`,
      title: (title) => title,
    })
    for (const one of blocks) expect(Block.safeParse(one).success).toBe(true)
    const spans = blocks.map(blockInterval)
    for (const [index, span] of spans.entries()) expect(span.start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0)
  })
})
