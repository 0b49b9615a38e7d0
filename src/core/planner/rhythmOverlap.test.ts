import { expect, test } from 'vitest'
import { rhythmBlock } from '../../../tests/fakes/state.ts'
import type { RhythmBlock } from './rhythm.ts'
import { rhythmOverlaps } from './rhythmOverlap.ts'

const MONDAY = '2026-11-23'
const said = (...rules: RhythmBlock[]): string[] =>
  rhythmOverlaps(rules, MONDAY).map(({ one, other, days }) => `${one.id} ${other.id} ${days.join()}`)

test('on the days on which both are, the earlier first; what only touches does not count', () => {
  expect(
    said(
      rhythmBlock('a', '09:00', '11:00', { days: [1, 2, 3] }),
      rhythmBlock('b', '10:00', '12:00', { days: [2, 3, 4] }),
    ),
  ).toEqual(['a b 2,3'])
  expect(said(rhythmBlock('a', '09:00', '11:00', {}), rhythmBlock('b', '11:00', '12:00', {}))).toEqual([])
})

test('over midnight, and one around the clock over itself never', () => {
  expect(
    said(rhythmBlock('night', '22:00', '06:00', { days: [7] }), rhythmBlock('early', '05:00', '08:00', { days: [1] })),
  ).toEqual(['night early 1'])
  expect(said(rhythmBlock('a', '00:00', '23:55', {}))).toEqual([])
})

test('not in weeks of their own, and where their weeks meet', () => {
  const even = rhythmBlock('even', '09:00', '11:00', { days: [1], every: 2, anchor: '2026-11-23' })
  const odd = rhythmBlock('odd', '10:00', '12:00', { days: [1], every: 2, anchor: '2026-11-30' })
  const third = rhythmBlock('third', '10:30', '12:00', { days: [1], every: 3, anchor: '2026-11-30' })
  expect(said(even, odd)).toEqual([])
  expect(said(even, third)).toEqual(['even third 1'])
})

test('in zones of their own, and not before or after their time', () => {
  const there = rhythmBlock('there', '09:00', '10:00', { zone: 'America/New_York', days: [1] })
  const here = rhythmBlock('here', '14:30', '15:30', { days: [1] })
  expect(said(there, here)).toEqual(['there here 1'])
  expect(said({ ...there, until: '2026-11-22' }, here)).toEqual([])
})
