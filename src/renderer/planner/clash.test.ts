import { expect, test } from 'vitest'
import type { SeenEvent } from '../../core/calendar/event.ts'
import { instantAt } from '../../core/time/zone.ts'
import { block } from '../../../tests/fakes/state.ts'
import { clashOf } from './useEvents.ts'

const at = (time: string): number => instantAt('2026-11-23', time, 'Europe/Lisbon')
const event = (title: string, more: Partial<SeenEvent> = {}): SeenEvent => ({
  calendar: 'c',
  title,
  start: at('10:00'),
  end: at('11:00'),
  allDay: false,
  weight: 'busy',
  ...more,
})
const day = { start: at('00:00'), end: at('23:59'), allDay: true } as const
const clash = (...events: SeenEvent[]): string | undefined =>
  clashOf(block('focus', '2026-11-23', '09:30', 60), events)?.title

test('what takes up time, agreed to or not, and not what is free or elsewhere', () => {
  expect(clash(event('meeting'))).toBe('meeting')
  expect(clash(event('perhaps', { weight: 'tentative' }))).toBe('perhaps')
  expect(clash(event('lunch', { weight: 'free' }))).toBeUndefined()
  expect(clash(event('later', { start: at('10:30') }))).toBeUndefined()
})

test('a whole day only where I am out of office, and what has a time before it', () => {
  expect(clash(event('birthday', day))).toBeUndefined()
  expect(clash(event('away', { ...day, weight: 'out' }))).toBe('away')
  expect(clash(event('away', { ...day, weight: 'out' }), event('meeting'))).toBe('meeting')
})
