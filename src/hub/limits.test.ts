import { expect, test } from 'vitest'
import { createBucket, createBuckets } from './limits.ts'

test('a burst, then as many as come back', () => {
  const bucket = createBucket({ burst: 5, count: 30, per: 60_000 })
  expect(Array.from({ length: 6 }, () => bucket.take(0))).toEqual([0, 0, 0, 0, 0, 2_000])
  expect(bucket.take(1_999)).toBe(1)
  expect(bucket.take(2_000)).toBe(0)
  expect(bucket.take(2_000)).toBe(2_000)
  expect(Array.from({ length: 6 }, () => bucket.take(1e9))).toEqual([0, 0, 0, 0, 0, 2_000])
})

test('a clock set back gives nothing for free and takes nothing away', () => {
  const bucket = createBucket({ burst: 1, count: 1, per: 1_000 })
  expect(bucket.take(10_000)).toBe(0)
  expect(bucket.take(0)).toBe(1_000)
  expect(bucket.take(1_000)).toBe(0)
})

test('names do not share, and are forgotten once they are full again', () => {
  const buckets = createBuckets({ burst: 1, count: 1, per: 1_000 })
  expect(buckets.take('a', 0)).toBe(0)
  expect(buckets.take('b', 0)).toBe(0)
  expect(buckets.take('a', 0)).toBe(1_000)
  for (let n = 0; n < 5_000; n += 1) buckets.take(`name ${n}`, 2_000)
  expect(buckets.take('name 4999', 2_000)).toBe(1_000)
})
