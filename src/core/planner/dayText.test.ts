import { expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { wallTimeIn } from '../time/zone.ts'
import { blockInterval } from './block.ts'
import { dayText } from './dayText.ts'

const late = block('focus', '2026-11-26', '22:00', 60, { title: 'Night' })
const lunch = block('rest', '2026-11-26', '12:00', 30)
const text = (zone: string, isPublic: boolean): string =>
  dayText(
    [late, lunch],
    { zone, isPublic },
    {
      day: (date) => date,
      line: (one) => `${wallTimeIn(blockInterval(one).start, zone)} ${one.title || one.kind}`,
      nothing: 'nothing',
      clock: zone,
    },
  )

test('on the own clock, in order', () =>
  expect(text('Europe/Lisbon', false)).toBe('2026-11-26\n12:00 rest\n22:00 Night\n\nEurope/Lisbon'))

test('on another clock it may be another day, and nothing private goes along', () =>
  expect(text('Asia/Tokyo', true)).toBe('2026-11-27\n07:00 Night\n\nAsia/Tokyo'))

test('where nothing is left it says so', () =>
  expect(
    dayText([lunch], { zone: 'UTC', isPublic: true }, { day: String, line: String, nothing: 'nothing', clock: 'UTC' }),
  ).toBe('nothing\n\nUTC'))
