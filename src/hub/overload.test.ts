import { expect, test } from 'vitest'
import { createOverload, descriptorLimit, retryLater } from './overload.ts'

test('late beats in a row are too much, a single late one is not, and a punctual one ends it', () => {
  const overload = createOverload(1_000, () => 0)
  let now = 0
  const beat = (ms: number): boolean => {
    overload.beat((now += ms))
    return overload.isOverloaded()
  }
  expect([beat(0), beat(5_000), beat(1_000), beat(1_201), beat(1_201)]).toEqual(Array.from({ length: 5 }, () => false))
  expect(beat(1_201)).toBe(true)
  expect(beat(1_200)).toBe(false)
})

test('some descriptors are kept back for the disk and the owner', () => {
  let open = 0
  const overload = createOverload(1_000, () => open, 20_000)
  open = 19_499
  expect([overload.room, overload.isOverloaded()]).toEqual([19_500, false])
  open = 19_500
  expect(overload.isOverloaded()).toBe(true)
  expect(createOverload(1_000, () => 0, 1_024).room).toBe(921)
  expect(createOverload(1_000, () => 1e9, Infinity).isOverloaded()).toBe(false)
})

test('the limit is read where the system tells it', () => {
  if (process.platform === 'linux') expect(descriptorLimit()).toBeGreaterThan(100)
  expect(descriptorLimit('/nowhere')).toBe(Infinity)
  expect([retryLater(() => 0), retryLater(() => 1)]).toEqual([1_000, 5_000])
})
