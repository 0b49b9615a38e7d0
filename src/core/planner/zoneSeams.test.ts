import { expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { dayWindow } from './day.ts'
import { zoneSeams } from './zoneSeams.ts'

const DATE = '2026-11-26'
const HOME = 'Europe/Lisbon'
const window = dayWindow(DATE, HOME)
const at = (time: string, zone: string) => block('focus', DATE, time, 60, { zone, id: `${time} ${zone}` })

test('a day at home has no seam', () =>
  expect(zoneSeams([at('09:00', HOME), at('14:00', HOME)], window, HOME)).toEqual([]))

test('a flight is two seams: there, and back', () => {
  const seams = zoneSeams([at('07:00', HOME), at('11:00', 'Europe/Berlin'), at('21:00', HOME)], window, HOME)
  expect(seams.map(({ zone, wall }) => `${wall} ${zone}`)).toEqual(['11:00 Europe/Berlin', '21:00 Europe/Lisbon'])
})

test('a zone whose clock shows the same is no seam', () =>
  expect(zoneSeams([at('09:00', 'Europe/London')], window, HOME)).toEqual([]))
