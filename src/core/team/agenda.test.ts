import { expect, test } from 'vitest'
import type { SharedInterval } from '../sync/records.ts'
import { instantAt } from '../time/zone.ts'
import { agenda } from './agenda.ts'

const ZONE = 'Asia/Kathmandu'
const at = (date: string, time: string) => instantAt(date, time, ZONE)
const interval = (start: number, end: number): SharedInterval => ({ start, end, state: 'available' })

test('lists each interval once, on my day on which it starts; what began yesterday and goes on is today', () => {
  const yesterday = interval(at('2026-11-25', '10:00'), at('2026-11-25', '12:00'))
  const overnight = interval(at('2026-11-25', '22:00'), at('2026-11-26', '02:00'))
  const today = interval(at('2026-11-26', '09:00'), at('2026-11-26', '10:00'))
  const late = interval(at('2026-11-26', '23:00'), at('2026-11-27', '01:00'))
  const tomorrow = interval(at('2026-11-27', '08:00'), at('2026-11-27', '09:00'))
  const after = interval(at('2026-11-28', '00:00'), at('2026-11-28', '09:00'))
  const all = [yesterday, overnight, today, late, tomorrow, after]
  expect(agenda(all, ZONE, at('2026-11-26', '12:00'))).toEqual([
    { date: '2026-11-26', intervals: [overnight, today, late] },
    { date: '2026-11-27', intervals: [tomorrow] },
  ])
})
