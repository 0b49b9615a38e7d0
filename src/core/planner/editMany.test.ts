import { expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { duplicateAll, merged, movedLike, neighbourOf } from './editMany.ts'

const DATE = '2026-10-24'
const a = block('focus', DATE, '09:00', 60, { id: 'a' })
const b = block('open', DATE, '10:00', 30, { id: 'b', title: 'Mail' })
const c = block('rest', DATE, '13:00', 60, { id: 'c' })

test('over the night when the clocks go back, nine stays nine', () => {
  const moved = movedLike(c, a, block('focus', '2026-10-25', '09:30', 60))
  expect(moved.start).toBe('2026-10-25T13:30:00+00:00[Europe/Lisbon]')
})

test('within a day it is moved by the same time', () =>
  expect(movedLike(b, a, block('focus', DATE, '08:45', 60)).start).toContain('T09:45'))

test('merged blocks are like the earliest, and take a title where it has none', () => {
  expect(merged([c, b, a])).toEqual({ ...a, title: 'Mail', minutes: 300 })
  expect(merged([a])).toBeNull()
  expect(merged([a, block('open', '2026-10-25', '12:00', 60)])).toBeNull()
})

test('a neighbour is what touches, the later one first', () => {
  expect(neighbourOf(a, [a, b, c])).toBe(b)
  expect(neighbourOf(b, [a, b, c])).toBe(a)
  expect(neighbourOf(c, [a, b, c])).toBeNull()
})

test('a morning is duplicated right after itself, days as many days later', () => {
  let count = 0
  const id = (): string => `n${(count += 1)}`
  expect(duplicateAll([a, b], id).map(({ start }) => start.slice(11, 16))).toEqual(['10:30', '11:30'])
  const over = duplicateAll([a, block('open', '2026-10-25', '09:00', 60)], id)
  expect(over.map(({ start }) => start.slice(0, 16))).toEqual(['2026-10-26T09:00', '2026-10-27T09:00'])
})
