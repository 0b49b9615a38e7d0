/** The six simulated teammates: who they are, how they split their days, and what they do now and then. */
import type { BlockKind } from '../../core/planner/block.ts'
import type { Zone } from '../../core/time/zone.ts'

export type DayLine = readonly [kind: BlockKind, stretch: string, place?: string]

/** Something that returns every so many minutes while they are reachable. */
export interface Habit {
  readonly does: 'focus' | 'away' | 'words'
  /** Minutes, also counted from the start of the epoch: so two people differ by their offsets. */
  readonly every: number
  readonly offset: number
  readonly lasts: number
  readonly text?: string
  readonly emoji?: string
}

export interface Teammate {
  readonly name: string
  readonly zone: Zone
  readonly day: readonly DayLine[]
  readonly habits: readonly Habit[]
}

/** Spread such that at any hour of the world somebody can be reached and somebody cannot. */
export const TEAMMATES: readonly Teammate[] = [
  {
    name: 'Ana Duarte',
    zone: 'Europe/Lisbon',
    day: [
      ['focus', '6:00-7:15', 'home'],
      ['personal', '7:15-7:30'],
      ['open', '7:30-11:00', 'home'],
      ['rest', '11:00-12:00'],
      ['open', '12:00-14:00', 'home'],
      ['together', '14:00-15:30', 'home'],
      ['personal', '15:30-19:00'],
      ['focus', '19:00-21:00', 'home'],
    ],
    habits: [{ does: 'focus', every: 24, offset: 13, lasts: 6 }],
  },
  {
    name: 'Idris Bello',
    zone: 'Africa/Lagos',
    day: [
      ['open', '8:00-10:00', 'office'],
      ['focus', '10:00-11:00', 'office'],
      ['open', '11:00-13:00', 'office'],
      ['rest', '13:00-14:00'],
      ['open', '14:00-17:00', 'office'],
    ],
    habits: [
      { does: 'words', every: 30, offset: 0, lasts: 12, text: 'Reviews are welcome', emoji: '👀' },
      { does: 'away', every: 30, offset: 18, lasts: 4, text: 'Tea', emoji: '🍵' },
    ],
  },
  {
    name: 'Mei Lin',
    zone: 'Asia/Taipei',
    day: [
      ['focus', '8:00-10:00', 'home'],
      ['open', '10:00-12:00', 'home'],
      ['rest', '12:00-13:00'],
      ['open', '13:00-15:00', 'home'],
      ['together', '15:30-17:00', 'home'],
    ],
    habits: [{ does: 'focus', every: 40, offset: 9, lasts: 7 }],
  },
  {
    name: 'Ben Okafor',
    zone: 'Africa/Lagos',
    day: [
      ['focus', '6:30-8:00', 'coworking'],
      ['focus', '8:45-11:30', 'coworking'],
      ['open', '11:30-14:00', 'coworking'],
      ['personal', '14:00-17:00'],
      ['open', '17:00-18:30', 'coworking'],
    ],
    habits: [{ does: 'focus', every: 4, offset: 1, lasts: 2 }],
  },
  {
    name: 'Chiara Rossi',
    zone: 'Pacific/Kiritimati',
    day: [
      ['open', '7:00-11:00', 'home'],
      ['focus', '11:00-12:30', 'home'],
      ['open', '12:30-14:30', 'home'],
      ['personal', '14:30-15:30'],
      ['open', '15:30-17:00', 'home'],
      ['open', '18:00-19:30', 'home'],
    ],
    habits: [
      { does: 'words', every: 60, offset: 3, lasts: 25, text: 'By the lagoon, answers may wait', emoji: '🌊' },
      { does: 'focus', every: 15, offset: 7, lasts: 3 },
    ],
  },
  {
    name: 'Sam Reyes',
    zone: 'America/Los_Angeles',
    day: [
      ['open', '5:30-8:00'],
      ['personal', '8:00-9:00'],
      ['focus', '9:00-11:00'],
      ['open', '13:00-16:00'],
      ['personal', '16:00-16:30'],
      ['open', '16:30-18:30'],
    ],
    habits: [
      { does: 'focus', every: 10, offset: 4, lasts: 3 },
      { does: 'away', every: 45, offset: 30, lasts: 5, text: 'Walking the dog', emoji: '🐕' },
    ],
  },
]
