import { describe, expect, test } from 'vitest'
import { block } from '../../../tests/fakes/state.ts'
import { HOUR, MINUTE } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { daySums, dayWindow, firstLook, hourMarks, lanes } from './day.ts'

const hoursOf = (date: string, zone: string): number => {
  const { start, end } = dayWindow(date, zone)
  return (end - start) / HOUR
}

describe('a day', () => {
  test('is as long as it is', () => {
    expect(hoursOf('2026-11-26', 'Europe/Lisbon')).toBe(24)
    expect(hoursOf('2026-03-29', 'Europe/Lisbon')).toBe(23)
    expect(hoursOf('2026-10-25', 'Europe/Lisbon')).toBe(25)
    expect(hoursOf('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5)
  })

  test('shows the hour that is there twice twice, and leaves out the one that is not there', () => {
    const walls = (date: string): string[] =>
      hourMarks(dayWindow(date, 'Europe/Berlin'), 'Europe/Berlin').map(({ wall }) => wall)
    expect(walls('2026-10-25').slice(0, 5)).toEqual(['00:00', '01:00', '02:00', '02:00', '03:00'])
    expect(walls('2026-03-29').slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00'])
    expect(walls('2026-11-26')).toHaveLength(25)
  })

  test('says where the clock was set', () => {
    const shifts = hourMarks(dayWindow('2026-10-25', 'Europe/Berlin'), 'Europe/Berlin').filter(
      ({ shift }) => shift !== 0,
    )
    expect(shifts).toEqual([
      { at: instantAt('2026-10-25', '03:00', 'Europe/Berlin') - HOUR, wall: '02:00', shift: -60 },
    ])
  })

  test('has full hours on the wall clock of a half-hour zone', () => {
    const marks = hourMarks(dayWindow('2026-11-26', 'Asia/Kolkata'), 'Asia/Kolkata')
    expect(marks[9]).toEqual({ at: instantAt('2026-11-26', '09:00', 'Asia/Kolkata'), wall: '09:00', shift: 0 })
  })
})

describe('sums', () => {
  const window = dayWindow('2026-11-26', 'Europe/Lisbon')

  test('count each kind once, within the day only', () => {
    const blocks = [
      block('focus', '2026-11-25', '23:00', 120),
      block('focus', '2026-11-26', '09:00', 120),
      block('open', '2026-11-26', '10:30', 60),
      block('together', '2026-11-26', '14:00', 45),
      block('personal', '2026-11-26', '16:00', 180),
    ]
    expect(daySums(blocks, window)).toEqual({ focus: (60 + 90) * MINUTE, reachable: (60 + 45) * MINUTE })
  })
})

describe('lanes', () => {
  const lane = (id: string, blocks: Parameters<typeof lanes>[0]) => lanes(blocks).get(id)

  test('blocks that only touch have the whole width', () => {
    const blocks = [
      block('focus', '2026-11-26', '09:00', 60, { id: 'a' }),
      block('open', '2026-11-26', '10:00', 60, { id: 'b' }),
    ]
    expect(lane('a', blocks)).toEqual({ column: 0, columns: 1 })
    expect(lane('b', blocks)).toEqual({ column: 0, columns: 1 })
  })

  test('a block that is drawn longer than it lasts has a neighbour where it is drawn', () => {
    const blocks = [
      block('rest', '2026-11-26', '09:00', 5, { id: 'a' }),
      block('open', '2026-11-26', '09:05', 60, { id: 'b' }),
    ]
    expect(lanes(blocks).get('b')).toEqual({ column: 0, columns: 1 })
    expect(lanes(blocks, (span) => Math.max(span, 20 * MINUTE)).get('b')).toEqual({ column: 1, columns: 2 })
  })

  test('a column that is free again is used again', () => {
    const blocks = [
      block('focus', '2026-11-26', '09:00', 180, { id: 'long' }),
      block('open', '2026-11-26', '09:30', 30, { id: 'first' }),
      block('open', '2026-11-26', '10:30', 30, { id: 'second' }),
    ]
    expect(lane('long', blocks)).toEqual({ column: 0, columns: 2 })
    expect(lane('first', blocks)).toEqual({ column: 1, columns: 2 })
    expect(lane('second', blocks)).toEqual({ column: 1, columns: 2 })
  })
})

describe('where to look first', () => {
  const window = dayWindow('2026-11-26', 'Europe/Lisbon')
  const noon = instantAt('2026-11-26', '12:00', 'Europe/Lisbon')

  test('today two hours before now, else an hour before the first block, else the morning', () => {
    const blocks = [block('focus', '2026-11-26', '10:00', 60)]
    expect(firstLook(blocks, window, noon)).toBe(noon - 2 * HOUR)
    expect(firstLook(blocks, window, noon + 24 * HOUR)).toBe(noon - 3 * HOUR)
    expect(firstLook([], window, noon + 24 * HOUR)).toBe(window.start + 7 * HOUR)
  })
})
