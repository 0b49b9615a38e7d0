import { expect, test } from 'vitest'
import { block, planOf, stateWith, system } from '../../../tests/fakes/state.ts'
import { Calendar } from '../calendar/calendar.ts'
import { instantAt } from '../time/zone.ts'
import { leaving } from './leaving.ts'

const at = (time: string, date = '2026-11-26') => instantAt(date, time, system.zone)
const NOW = at('09:06')
const shares = (place: boolean) => ({ shares: { place } })

const plan = planOf(
  block('focus', '2026-11-26', '06:30', 90),
  block('open', '2026-11-26', '10:00', 60, { place: 'home' }),
  block('open', '2026-11-27', '10:00', 60, { place: 'office' }),
  block('personal', '2026-11-26', '12:00', 60, { place: 'school' }),
)
const calendars = { work: Calendar.parse({ id: 'work', name: 'Work', source: { kind: 'url', host: 'x' } }) }
const busy = {
  work: [
    { start: at('15:00'), end: at('16:00'), as: 'together' as const },
    { start: at('08:00', '2026-11-27'), end: at('09:00', '2026-11-27'), as: 'together' as const },
    { start: at('09:00', '2026-12-30'), end: at('10:00', '2026-12-30'), as: 'together' as const },
  ],
}

test('stretches are counted with what calendars add, and private ones are none', () => {
  expect(leaving(stateWith({ plan }), shares(false), NOW)).toMatchObject({
    today: 2,
    all: 3,
    fromCalendars: { today: 0, all: 0 },
    places: [],
    lastDay: '2026-12-11',
  })
  expect(leaving(stateWith({ plan, calendars, busy }), shares(false), NOW)).toMatchObject({
    today: 3,
    all: 5,
    fromCalendars: { today: 1, all: 2 },
  })
})

test('places are named where they are told, and those of private blocks never', () => {
  expect(leaving(stateWith({ plan }), shares(true), NOW).places).toEqual(['home', 'office'])
})
