import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SharedInterval } from '../sync/records.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { balanceOf, highTides, mostTogether, teamWave } from './wave.ts'

const ZONE = 'Australia/Lord_Howe'
const at = (time: string, date = '2026-10-03'): Instant => instantAt(date, time, ZONE)
const span = (from: Instant, to: Instant, state: SharedInterval['state']): SharedInterval => ({
  start: from,
  end: to,
  state,
})
const window = { start: at('00:00'), end: at('00:00') + 7 * DAY }

test('together is where most say so, and everybody if they do', () => {
  const one = [span(at('09:00'), at('12:00'), 'together'), span(at('13:00'), at('15:00'), 'available')]
  const other = [span(at('11:00'), at('14:00'), 'together')]
  const third = [span(at('13:00'), at('16:00'), 'together')]
  expect(mostTogether([one, other], window)).toEqual({ people: 2, windows: [{ start: at('11:00'), end: at('12:00') }] })
  expect(mostTogether([one, other, third], window)).toEqual({
    people: 2,
    windows: [
      { start: at('11:00'), end: at('12:00') },
      { start: at('13:00'), end: at('14:00') },
    ],
  })
  expect(mostTogether([one], window)).toEqual({ people: 0, windows: [] })
})

test('my solo share is of what I share, cut to the window', () => {
  const mine = [
    span(at('00:00') - HOUR, at('00:00') + HOUR, 'focusing'),
    span(at('09:00'), at('11:00'), 'available'),
    span(at('11:00'), at('12:00'), 'together'),
  ]
  expect(balanceOf(mine, window)).toEqual({ solo: HOUR, reachable: 3 * HOUR, share: 0.25 })
  expect(balanceOf([], window).share).toBeNull()
})

test('the wave counts people by the hour, also on a day that is half an hour short', () => {
  // On 4 October Lord Howe sets its clocks half an hour ahead at two.
  const plans = [
    [
      span(at('09:00'), at('10:30'), 'focusing'),
      span(at('09:00', '2026-10-04'), at('10:00', '2026-10-04'), 'available'),
    ],
    [span(at('09:00'), at('10:00'), 'focusing'), span(at('10:00'), at('11:00'), 'together')],
  ]
  const [today, short] = teamWave(plans, ZONE, at('12:00'))
  expect(today?.hours.slice(9, 11)).toEqual([
    { start: at('09:00'), solo: 2, open: 0, together: 0 },
    { start: at('10:00'), solo: 0.5, open: 0, together: 1 },
  ])
  expect(short?.hours).toHaveLength(24)
  expect(short?.hours.reduce((sum, { open }) => sum + open, 0)).toBeCloseTo(1)
  const tides = today === undefined ? null : highTides(today)
  expect([tides?.solo?.start, tides?.reachable?.start]).toEqual([at('09:00'), at('10:00')])
})

test('no minute is lost or counted twice', () => {
  const anyPlan = fc.array(
    fc.record({
      from: fc.nat(6 * 1_440),
      length: fc.integer({ min: 1, max: 600 }),
      state: fc.constantFrom('available', 'focusing', 'together'),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(fc.array(anyPlan, { maxLength: 4 }), (drawn) => {
      const plans = drawn.map((plan) =>
        plan.map(({ from, length, state }) =>
          span(window.start + from * MINUTE, window.start + (from + length) * MINUTE, state),
        ),
      )
      const days = teamWave(plans, ZONE, at('00:00'))
      const end = instantAt('2026-10-10', '00:00', ZONE)
      const waved = days.flatMap(({ hours }, index) =>
        hours.map((crest, hour) => {
          const next = hours[hour + 1]?.start ?? days[index + 1]?.hours[0]?.start ?? end
          return (crest.solo + crest.open + crest.together) * (next - crest.start)
        }),
      )
      const planned = plans.flat().map((one) => Math.min(one.end, end) - one.start)
      expect(waved.reduce((a, b) => a + b, 0)).toBeCloseTo(
        planned.reduce((a, b) => a + b, 0),
        0,
      )
    }),
  )
})
