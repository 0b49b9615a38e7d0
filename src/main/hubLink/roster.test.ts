import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Item } from '../../core/sync/protocol.ts'
import { createRoster, type RosterChange } from './roster.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const item = (p: string, r: number, more: Partial<Item> = {}): Item => ({
  p,
  r,
  live: true,
  gone: null,
  presence: null,
  manual: null,
  asOf: null,
  ...more,
})
const named = (p: string, r: number, more: Partial<Item> = {}): Item => item(p, r, { name: p.toUpperCase(), ...more })
const plan = { zone: 'Europe/Lisbon', intervals: [] }
const all = (items: Item[]) => ({ full: true, items, gone: [], end: true })
const some = (items: Item[], gone: string[] = []) => ({ full: false, items, gone, end: true })

function open() {
  const told: RosterChange[] = []
  const roster = createRoster((change) => told.push(change))
  roster.team('me', 'Atlas')
  return { roster, told }
}

test('at once where it was quiet, then at most ten times a second, with the latest of each', () => {
  const { roster, told } = open()
  roster.take(all([named('a', 1), named('b', 1)]))
  expect(told).toMatchObject([{ full: true, me: 'me', teamName: 'Atlas', set: [{ id: 'a', name: 'A' }, { id: 'b' }] }])
  for (let r = 2; r < 200; r += 1) {
    roster.take(some([item('a', r, { asOf: r })]))
    vi.advanceTimersByTime(5)
  }
  expect(told.length).toBeLessThanOrEqual(12)
  vi.advanceTimersByTime(100)
  expect(told.at(-1)).toMatchObject({ full: false, gone: [], set: [{ id: 'a', name: 'A', asOf: 199 }] })
})

test('what is left out stays, what is older is dropped, who left is gone', () => {
  const { roster, told } = open()
  roster.take(all([named('a', 5, { plan })]))
  vi.advanceTimersByTime(100)
  roster.take(some([item('a', 6, { live: false, gone: 'quit' })]))
  expect(told.at(-1)?.set).toMatchObject([{ id: 'a', name: 'A', plan, live: false }])
  vi.advanceTimersByTime(100)
  roster.take(some([item('a', 6), item('a', 4), item('stranger', 7)]))
  expect(told).toHaveLength(2)
  roster.take(some([named('b', 8)], ['a']))
  expect(told.at(-1)).toMatchObject({ set: [{ id: 'b' }], gone: ['a'] })
})

test('everybody in several parts is one change; a part that broke off counts for nothing', () => {
  const { roster, told } = open()
  roster.take(all([named('old', 1)]))
  vi.advanceTimersByTime(100)
  roster.take({ ...all([named('a', 2)]), end: false })
  roster.broke()
  roster.take({ ...all([named('b', 2)]), end: false })
  roster.take(all([named('c', 2)]))
  expect(told).toHaveLength(2)
  expect(told.at(-1)?.set.map(({ id }) => id)).toEqual(['b', 'c'])
})

test('a full list also says that a plan is gone', () => {
  const { roster, told } = open()
  roster.take(all([named('a', 1, { plan })]))
  vi.advanceTimersByTime(100)
  roster.take(all([named('a', 1)]))
  expect(told.at(-1)?.set).toMatchObject([{ plan: null }])
})

test('stopped, it keeps quiet', () => {
  const { roster, told } = open()
  roster.take(all([named('a', 1)]))
  roster.take(some([item('a', 2)]))
  roster.stop()
  roster.take(some([item('a', 3)]))
  vi.advanceTimersByTime(10_000)
  expect(told).toHaveLength(1)
})
