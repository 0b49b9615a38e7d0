import { expect, test } from 'vitest'
import { GROUP, usualHeights } from './heights.ts'

test('a row is guessed to be as high as most of its kind', () => {
  const usual = usualHeights()
  for (const height of [49, 49, 65, 49]) usual.take('away', height)
  for (const height of [65, 49, 65, 65]) usual.take('focusing', height)
  usual.take(GROUP, 30)
  expect(['away', 'focusing', GROUP].map(usual.of)).toEqual([49, 65, 30])
})

test('another width or zoom is soon taken up, however long it was otherwise', () => {
  const usual = usualHeights()
  for (let row = 0; row < 1000; row += 1) usual.take('off', 49)
  for (let row = 0; row < 5; row += 1) usual.take('off', 98)
  expect(usual.of('off')).toBe(98)
})

test('what was never measured is guessed, with own words higher than without', () => {
  const { of } = usualHeights()
  expect(of(GROUP)).toBeLessThan(of('away'))
  expect(of('away')).toBeLessThan(of('away worded'))
})
