import { expect, test } from 'vitest'
import { readSpan } from './typed.ts'

test('a plain stretch of the day', () =>
  expect(readSpan('9:00-11:30', '2026-11-26', 'Europe/Lisbon')).toEqual({
    start: '2026-11-26T09:00:00+00:00[Europe/Lisbon]',
    minutes: 150,
  }))

test('a night is one block', () =>
  expect(readSpan('22:00-02:00', '2026-11-26', 'Asia/Kathmandu')).toEqual({
    start: '2026-11-26T22:00:00+05:45[Asia/Kathmandu]',
    minutes: 240,
  }))

test('the night when the clocks go back is an hour longer, the one when they go forward an hour shorter', () => {
  expect(readSpan('22:00-06:00', '2026-10-24', 'Europe/Lisbon')).toMatchObject({ minutes: 540 })
  expect(readSpan('22:00-06:00', '2026-03-28', 'Europe/Lisbon')).toMatchObject({ minutes: 420 })
})

test('a start that the clocks skip moves forward by the gap', () =>
  expect(readSpan('1:30-3:00', '2026-03-29', 'Europe/Lisbon')).toEqual({
    start: '2026-03-29T02:30:00+01:00[Europe/Lisbon]',
    minutes: 30,
  }))

test.each([
  ['9:00-9:00', 'Europe/Lisbon', 'block_too_short'],
  ['9:00+0m', 'Europe/Lisbon', 'block_too_short'],
  ['9:00-9:04', 'Europe/Lisbon', 'block_too_short'],
  ['9:00+30h', 'Europe/Lisbon', 'block_too_long'],
  ['9:00-11:00', 'Europe/Atlantis', 'unknown_zone'],
  ['9:00-11:00', '+01:00', 'unknown_zone'],
  ['nine to eleven', 'Europe/Lisbon', 'bad_stretch'],
])('%s in %s is refused: %s', (text, zone, problem) => expect(readSpan(text, '2026-11-26', zone)).toBe(problem))

test('a whole day is the longest', () =>
  expect(readSpan('9:00+24h', '2026-11-26', 'UTC')).toMatchObject({ minutes: 1_440 }))
