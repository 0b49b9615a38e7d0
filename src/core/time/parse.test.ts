import { describe, expect, test } from 'vitest'
import { nextAt, readDate, readMinutes, readStretch, readWallTime } from './parse.ts'
import { instantOf } from './zone.ts'

describe('durations', () => {
  test.each([
    ['50', 50],
    ['50m', 50],
    ['90 min', 90],
    ['1h', 60],
    ['1h30', 90],
    ['1h 05m', 65],
    ['1.5h', 90],
    ['1,5h', 90],
    ['2 hours', 120],
    ['30H', 1_800],
    ['0', 0],
  ])('%s is %i minutes', (text, minutes) => expect(readMinutes(text)).toBe(minutes))

  test.each(['', 'soon', '-5m', '5x', '1h30h', '1e3', '999999', 'h', '50m; rm', 'NaN', '0x10', '٣m'])(
    '%j is none',
    (text) => expect(readMinutes(text)).toBeNull(),
  )
})

describe('wall times', () => {
  test.each([
    ['9', '09:00'],
    ['9:05', '09:05'],
    ['09.30', '09:30'],
    ['9h30', '09:30'],
    ['14:30', '14:30'],
    ['2pm', '14:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['2:30 PM', '14:30'],
    ['24:00', '00:00'],
  ])('%s is %s', (text, time) => expect(readWallTime(text)).toBe(time))

  test.each(['', '25:00', '24:01', '9:60', '13pm', '0am', '9:5', '9:000', 'noon-ish', '-9'])('%j is none', (text) =>
    expect(readWallTime(text)).toBeNull(),
  )
})

describe('stretches', () => {
  test.each([
    ['9:00-11:30', { start: '09:00', end: '11:30' }],
    ['22–2', { start: '22:00', end: '02:00' }],
    ['9 to 11', { start: '09:00', end: '11:00' }],
    ['9:00+1h30', { start: '09:00', minutes: 90 }],
    ['9 for 90m', { start: '09:00', minutes: 90 }],
  ])('%s', (text, stretch) => expect(readStretch(text)).toEqual(stretch))

  test.each(['', '9', '9-', '-9', '9-11-13', '9+', '9+x', 'focus'])('%j is none', (text) =>
    expect(readStretch(text)).toBeNull(),
  )
})

describe('dates', () => {
  const thursday = '2026-11-26'
  test.each([
    ['today', '2026-11-26'],
    ['Tomorrow', '2026-11-27'],
    ['yesterday', '2026-11-25'],
    ['+5', '2026-12-01'],
    ['fri', '2026-11-27'],
    ['wednesday', '2026-12-02'],
    ['thu', '2026-12-03'],
    ['2027-02-28', '2027-02-28'],
  ])('%s', (text, date) => expect(readDate(text, thursday)).toBe(date))

  test.each(['', 'mo', 'someday', '2026-02-30', '26.11.2026', '2026-1-1', '+'])('%j is none', (text) =>
    expect(readDate(text, thursday)).toBeNull(),
  )
})

describe('the next time the clock shows', () => {
  const now = instantOf('2026-11-26T14:00:00+00:00[Europe/Lisbon]')

  test('is today if it is still to come', () =>
    expect(nextAt('14:30', 'Europe/Lisbon', now)).toBe(instantOf('2026-11-26T14:30:00+00:00[Europe/Lisbon]')))
  test('is tomorrow if it has passed or is just now', () => {
    expect(nextAt('13:59', 'Europe/Lisbon', now)).toBe(instantOf('2026-11-27T13:59:00+00:00[Europe/Lisbon]'))
    expect(nextAt('14:00', 'Europe/Lisbon', now)).toBe(instantOf('2026-11-27T14:00:00+00:00[Europe/Lisbon]'))
  })
})
