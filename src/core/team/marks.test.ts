import { expect, test } from 'vitest'
import { instantAt } from '../time/zone.ts'
import { marksIn } from './marks.ts'
import { dayWindow } from './ribbon.ts'

const ZONE = 'Europe/Lisbon'
const at = (time: string) => instantAt('2026-11-26', time, ZONE)
const day = dayWindow(at('09:06'), ZONE)
const spans = (bands: readonly { start: number; end: number }[]) => bands.map(({ start, end }) => [start, end])

test('core hours of a zone are at one time for all, those without on the clock of each', () => {
  const hours = { days: [4], start: '15:00', end: '16:00' }
  const fixed = marksIn(day, [{ ...hours, zone: 'Europe/Berlin' }])
  expect(spans(fixed('Asia/Kathmandu').bands)).toEqual([[at('14:00'), at('15:00')]])
  const own = marksIn(day, [hours])
  expect(spans(own('Asia/Kathmandu').bands)).toEqual([[at('09:15'), at('10:15')]])
  expect(spans(fixed(null).bands)).toEqual([[at('14:00'), at('15:00')]])
  expect(own(null).bands).toEqual([])
})

test('are made once for each zone', () => {
  const marks = marksIn(day, [])
  expect(marks('Asia/Taipei')).toBe(marks('Asia/Taipei'))
  expect(marks('Asia/Taipei').seamsAt).toEqual([at('16:00')])
})
