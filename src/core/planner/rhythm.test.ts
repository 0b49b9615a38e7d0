import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { block, planOf, rhythmBlock, rhythmOf } from '../../../tests/fakes/state.ts'
import { addDays, instantAt, weekday } from '../time/zone.ts'
import { blockInterval } from './block.ts'
import { dayAt, dayWindow } from './day.ts'
import { plannedBlock, plannedIn, type Planned } from './planned.ts'
import { comesOn, occurrenceOn, RhythmBlock } from './rhythm.ts'
import {
  changeRhythm,
  removeRhythm,
  replaceRhythm,
  type RhythmEdit,
  restoreOccurrence,
  skipOccurrence,
} from './rhythmEdit.ts'

const ZONE = 'Europe/Lisbon'
const THURSDAY = '2026-11-26'
const weekdays = rhythmBlock('deep', '09:00', '11:00', { days: [1, 2, 3, 4, 5] })
const planned = (...blocks: readonly RhythmBlock[]): Planned => ({ plan: {}, rhythm: rhythmOf(...blocks) })
const idsOn = (from: Planned, date: string): string[] => plannedIn(from, dayWindow(date, ZONE)).map(({ id }) => id)
const kept = (edit: RhythmEdit): Planned => {
  if (typeof edit === 'string') throw new Error(edit)
  return edit
}
const daysFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_none, index) => addDays(first, index))

describe('what comes back each week', () => {
  test('is there on its weekdays', () => {
    const on = daysFrom('2026-11-23', 7).map((date) => idsOn(planned(weekdays), date).length)
    expect(on).toEqual([1, 1, 1, 1, 1, 0, 0])
  })

  test('every second week counts from its own week, also back over the new year', () => {
    const second = rhythmBlock('review', '09:00', '10:00', { days: [4], every: 2, anchor: THURSDAY })
    const on = [-4, -3, -2, -1, 0, 1, 2, 6].map((by) => comesOn(second, addDays(THURSDAY, by * 7)))
    expect(on).toEqual([true, false, true, false, true, false, true, true])
  })

  test('a night is one block, an hour longer when the clocks go back and shorter when they go forward', () => {
    const night = rhythmBlock('night', '22:00', '06:00', {})
    expect(occurrenceOn(night, THURSDAY)).toMatchObject({ start: `${THURSDAY}T22:00:00+00:00[${ZONE}]`, minutes: 480 })
    expect(occurrenceOn(night, '2026-10-24').minutes).toBe(540)
    expect(occurrenceOn(night, '2026-03-28').minutes).toBe(420)
  })

  test('a block in the hour that the clocks skip comes right after, in its length', () => {
    const skipped = rhythmBlock('early', '01:15', '01:45', {})
    expect(occurrenceOn(skipped, '2026-03-29')).toMatchObject({
      start: `2026-03-29T02:15:00+01:00[${ZONE}]`,
      minutes: 30,
    })
  })

  test('keeps to its zone, wherever the computer is', () => {
    const tokyo = rhythmBlock('call', '09:00', '10:00', { zone: 'Asia/Tokyo', days: [4] })
    const [found] = plannedIn(planned(tokyo), dayWindow(THURSDAY, ZONE))
    expect(found?.start).toBe(`${THURSDAY}T09:00:00+09:00[Asia/Tokyo]`)
  })

  test.each([
    [{ end: '09:00' }, 'block_too_short'],
    [{ end: '09:04' }, 'block_too_short'],
    [{ days: [] }, 'no_weekday'],
    [{ start: '9:00' }, 'bad_time'],
    [{ zone: 'Europe/Atlantis' }, 'unknown_zone'],
    [{ from: '2026-02-30' }, 'bad_date'],
  ])('%j is refused: %s', (change, code) =>
    expect(RhythmBlock.safeParse({ ...weekdays, ...change }).error?.issues[0]?.message).toBe(code),
  )
})

describe('one date', () => {
  test('is moved by a dated block in its place', () => {
    const moved = block('focus', THURSDAY, '14:00', 60, { id: `${THURSDAY}@deep` })
    const after = { plan: planOf(moved), rhythm: rhythmOf(weekdays) }
    expect(plannedIn(after, dayWindow(THURSDAY, ZONE))).toEqual([moved])
    expect(plannedBlock(after, moved.id)).toBe(moved)
    expect(idsOn(after, '2026-11-27')).toEqual(['2026-11-27@deep'])
  })

  test('is left out, and given back', () => {
    const without = kept(skipOccurrence(planned(weekdays), 'deep', THURSDAY))
    expect(idsOn(without, THURSDAY)).toEqual([])
    expect(plannedBlock(without, `${THURSDAY}@deep`)).toBeUndefined()
    expect(idsOn(kept(restoreOccurrence(without, 'deep', THURSDAY)), THURSDAY)).toEqual([`${THURSDAY}@deep`])
  })

  test('is a day off: nothing of the rhythm starts, dated blocks stay', () => {
    const doctor = block('personal', THURSDAY, '15:00', 30, { id: 'doctor' })
    const off = { plan: planOf(doctor), rhythm: { ...rhythmOf(weekdays), daysOff: { [THURSDAY]: 'Holiday' } } }
    expect(idsOn(off, THURSDAY)).toEqual(['doctor'])
    expect(idsOn(off, '2026-11-27')).toEqual(['2026-11-27@deep'])
  })

  test.each(['x', '2026-99-99@deep', '2026-11-28@deep', `${THURSDAY}@other`])('%s is no block', (id) =>
    expect(plannedBlock(planned(weekdays), id)).toBeUndefined(),
  )
})

describe('this and following', () => {
  const change = (from: string, today = THURSDAY): Planned =>
    kept(changeRhythm(planned(weekdays), 'deep', { start: '07:00', end: '08:00' }, { from, as: 'other', today }))
  const startsOf = (from: Planned, date: string): string[] =>
    plannedIn(from, dayWindow(date, ZONE)).map(({ start }) => start.slice(11, 16))

  test('what was before stays as it was', () => {
    const after = change(THURSDAY)
    expect(startsOf(after, '2026-11-25')).toEqual(['09:00'])
    expect(startsOf(after, THURSDAY)).toEqual(['07:00'])
    expect(startsOf(after, '2026-12-10')).toEqual(['07:00'])
  })

  test('today keeps its id, whichever half it is in', () => {
    expect(idsOn(change(THURSDAY), THURSDAY)).toEqual([`${THURSDAY}@deep`])
    expect(idsOn(change('2026-11-30'), THURSDAY)).toEqual([`${THURSDAY}@deep`])
    expect(idsOn(change('2026-11-30'), '2026-11-30')).toEqual(['2026-11-30@other'])
  })

  test('a date that was moved or left out stays so in either half', () => {
    const exceptions: Planned = {
      plan: planOf(
        block('focus', '2026-11-24', '15:00', 60, { id: '2026-11-24@deep' }),
        block('focus', '2026-12-01', '15:00', 60, { id: '2026-12-01@deep' }),
      ),
      rhythm: rhythmOf({ ...weekdays, skipped: ['2026-11-23', '2026-12-02'] }),
    }
    const after = kept(
      changeRhythm(exceptions, 'deep', { start: '07:00' }, { from: THURSDAY, as: 'b', today: THURSDAY }),
    )
    expect(daysFrom('2026-11-23', 10).flatMap((date) => startsOf(after, date))).toEqual([
      '15:00',
      '09:00',
      '07:00',
      '07:00',
      '07:00',
      '15:00',
    ])
  })

  test('removing keeps what was', () => {
    const after = kept(removeRhythm(planned(weekdays), 'deep', { from: THURSDAY }))
    expect(daysFrom('2026-11-24', 5).map((date) => idsOn(after, date).length)).toEqual([1, 1, 0, 0, 0])
    expect(kept(removeRhythm(after, 'deep', {})).rhythm.blocks).toEqual({})
  })

  test('another rhythm takes over', () => {
    const after = kept(replaceRhythm(planned(weekdays), [rhythmBlock('late', '20:00', '22:00', {})], THURSDAY))
    expect([idsOn(after, '2026-11-25'), idsOn(after, THURSDAY)]).toEqual([['2026-11-25@deep'], [`${THURSDAY}@late`]])
  })

  test('an impossible change is refused and named', () => {
    expect(changeRhythm(planned(weekdays), 'deep', { end: '09:00' }, { as: 'o', today: THURSDAY })).toBe(
      'block_too_short',
    )
    expect(changeRhythm(planned(weekdays), 'none', {}, { as: 'o', today: THURSDAY })).toBe('no_such_block')
    expect(changeRhythm(planned(weekdays), 'deep', {}, { from: THURSDAY, as: 'deep', today: THURSDAY })).toBe(
      'block_exists',
    )
  })

  test('no date is lost or doubled by any number of cuts', () => {
    const cuts = fc.array(fc.record({ by: fc.integer({ min: -20, max: 20 }), skip: fc.boolean() }), { maxLength: 6 })
    fc.assert(
      fc.property(cuts, (steps) => {
        let all = planned(weekdays)
        const skipped = new Set<string>()
        steps.forEach(({ by, skip }, index) => {
          const date = addDays(THURSDAY, by)
          const owner = Object.values(all.rhythm.blocks).find((one) => comesOn(one, date))
          if (owner === undefined) return
          if (skip) skipped.add(date)
          all = kept(
            skip
              ? skipOccurrence(all, owner.id, date)
              : changeRhythm(all, owner.id, { title: `t${index}` }, { from: date, as: `cut${index}`, today: THURSDAY }),
          )
        })
        for (const date of daysFrom('2026-11-01', 60))
          expect(idsOn(all, date)).toHaveLength(weekday(date) < 6 && !skipped.has(date) ? 1 : 0)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the personal day', () => {
  test('ends at four where the person says so, and what is later belongs to the day before', () => {
    const window = dayWindow(THURSDAY, ZONE, 4)
    expect(window).toEqual({ start: instantAt(THURSDAY, '04:00', ZONE), end: instantAt('2026-11-27', '04:00', ZONE) })
    expect(dayAt(instantAt('2026-11-27', '03:59', ZONE), ZONE, 4)).toBe(THURSDAY)
    expect(dayAt(window.end, ZONE, 4)).toBe('2026-11-27')
  })
})

test('with nothing planned far away there is nothing to read', () => {
  const far = Object.fromEntries(
    daysFrom('2016-01-01', 1_000).map((date) => [
      date,
      { id: date, kind: 'open', title: '', start: `${date}T09:00:00+00:00[${ZONE}]`, minutes: 60 } as const,
    ]),
  )
  expect(plannedIn({ plan: far, rhythm: rhythmOf() }, dayWindow('2016-01-05', ZONE)).map(blockInterval)).toHaveLength(1)
})
