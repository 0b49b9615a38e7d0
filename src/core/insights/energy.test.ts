import { describe, expect, test } from 'vitest'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import { proposalOf } from '../app/proposal.ts'
import { reduce } from '../app/reduce.ts'
import { SessionEvent } from '../focus/events.ts'
import type { Block } from '../planner/block.ts'
import { HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { addDays, instantAt, wallTimeIn } from '../time/zone.ts'
import { energyCurve, energyIn } from './energy.ts'

const ZONE = 'Europe/Lisbon'
const FIRST = '2026-11-01'
const at = (date: string, time: string): Instant => instantAt(date, time, ZONE)
const NOW = at('2026-11-26', '07:00')

/** A session of an hour with a tap. */
function tapped(day: number, time: string, level: number, minutes = 60): SessionEvent[] {
  const start = at(addDays(FIRST, day), time)
  const session = `s${day}-${time}`
  return [
    { type: 'started', at: start, session, until: start + minutes * MINUTE },
    { type: 'ended', at: start + minutes * MINUTE, session, how: 'completed' },
    { type: 'energy', at: start + minutes * MINUTE, session, level },
  ].map((event) => SessionEvent.parse(event))
}
/** High in the evening, low in the morning, six days long. */
const owl = [0, 1, 2, 3, 4, 5].flatMap((day) => [...tapped(day, '09:00', 1), ...tapped(day, '20:00', 3)])

describe('the curve', () => {
  test('is not there before eight taps on four days', () => {
    expect(energyCurve(owl.slice(0, 21), ZONE, NOW)).toBeNull()
    const oneDay = ['08', '09', '10', '11', '12', '13', '14', '15'].flatMap((hour) => tapped(0, `${hour}:00`, 2))
    expect(energyCurve(oneDay, ZONE, NOW)).toBeNull()
    expect(energyCurve(owl.slice(0, 24), ZONE, NOW)).toMatchObject({ taps: 8, days: 4 })
  })

  test('draws each hour towards the mean, and smooths it with its neighbours', () => {
    const curve = energyCurve(owl, ZONE, NOW)
    expect(curve?.mean).toBe(2)
    // Six hours at 3 and four at the mean of 2: 2.6; half of that, and half of two neighbours at 2.
    expect(curve?.hours[20]).toBeCloseTo(2.3)
    expect(curve?.hours[9]).toBeCloseTo(1.7)
    expect(curve?.hours[14]).toBe(2)
  })

  test('a session counts for each hour as much as it lay in it, and its newest tap counts', () => {
    const half = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((day) => tapped(day, '09:45', day % 2 === 0 ? 3 : 2, 30))
    const again = SessionEvent.parse({ type: 'energy', at: NOW, session: 's0-09:45', level: 2 })
    const before = energyCurve(half, ZONE, NOW)
    const after = energyCurve([...half, again], ZONE, NOW)
    expect(before?.mean).toBeCloseTo(2.5)
    expect(after?.mean).toBeCloseTo(2.375)
    expect(before?.hours[9]).toBe(before?.hours[10])
  })

  test('is read over midnight', () => {
    const curve = energyCurve(owl, ZONE, NOW)
    const late = { start: at('2026-11-26', '20:00'), end: at('2026-11-26', '20:00') + 6 * HOUR }
    expect(curve === null ? 0 : energyIn(curve, late, ZONE)).toBeCloseTo((2.3 + 2.15 + 4 * 2) / 6)
  })
})

describe('one suggestion a day', () => {
  const DATE = '2026-11-26'
  const focus = block('focus', DATE, '09:00', 60, { id: 'focus', title: 'Draft' })
  const mail = block('open', DATE, '20:00', 60, { id: 'mail' })
  const curve = energyCurve(owl, ZONE, NOW)
  const told = (...blocks: readonly Block[]): string[] =>
    (proposalOf(stateWith({ plan: planOf(...blocks) }), NOW, curve)?.moves ?? []).map(
      ({ id, after }) => `${id} ${wallTimeIn(after.start, ZONE)}`,
    )

  test('focus outside the peak changes places with what is no focus', () => {
    expect(told(focus, mail)).toEqual(['focus 20:00', 'mail 09:00'])
    expect(proposalOf(stateWith({ plan: planOf(focus, mail) }), NOW, curve)).toMatchObject({
      why: 'energy',
      about: 'focus',
    })
  })

  test('not with what is fixed, and not over anything', () => {
    const family = block('personal', DATE, '10:00', 600)
    expect(told(focus, { ...mail, fixed: true }, family)).toEqual([])
    expect(told({ ...focus, fixed: true }, mail)).toEqual([])
    expect(told(focus, { ...mail, minutes: 90 }, family)).toEqual([])
  })

  test('or goes into free time', () => {
    expect(told(focus, { ...mail, fixed: true })).toEqual(['focus 19:00'])
  })

  test('nothing where the focus lies well, where there is no curve, and for who does not want it', () => {
    expect(told({ ...focus, start: mail.start })).toEqual([])
    const state = stateWith({ plan: planOf(focus, mail) })
    expect(proposalOf(state, NOW)).toBeNull()
    expect(proposalOf({ ...state, settings: { ...state.settings, energy: false } }, NOW, curve)).toBeNull()
  })
})

test('a tap is a line of the journal, for the newest session or the one that is named', () => {
  const session = [{ type: 'started', at: NOW - HOUR, session: 's', until: NOW } as const] as const
  const state = stateWith({ session: { ...stateWith().session, past: [session] } })
  const { events, outcome } = reduce(state, { type: 'focus.energy', level: 3 }, NOW)
  expect(outcome).toEqual({ ok: true })
  expect(events).toEqual([{ type: 'energy', at: NOW, session: 's', level: 3 }])
  expect(reduce(state, { type: 'focus.energy', session: 'x', level: 3 }, NOW).outcome).toMatchObject({ ok: false })
})
