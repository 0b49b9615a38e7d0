import { expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { HOUR, MINUTE } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { statusEnds } from './statusEnds.ts'

const at = (time: string, date = '2026-11-26') => instantAt(date, time, 'Europe/Lisbon')
const NOW = at('09:06')

test('offers half an hour, an hour, the next block and the end of the day', () => {
  const blocks = [block('open', '2026-11-26', '09:00', 60), block('focus', '2026-11-26', '11:00', 60)]
  expect(statusEnds(blocks, 'Europe/Lisbon', NOW)).toEqual({
    half: NOW + 30 * MINUTE,
    hour: NOW + HOUR,
    block: at('11:00'),
    day: at('00:00', '2026-11-27'),
  })
})

test('never tells when a private block starts, nor one of another day', () => {
  const blocks = [block('personal', '2026-11-26', '10:00', 60), block('open', '2026-11-27', '09:00', 60)]
  expect(statusEnds(blocks, 'Europe/Lisbon', NOW)).not.toHaveProperty('block')
})
