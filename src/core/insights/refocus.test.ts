import { describe, expect, test } from 'vitest'
import type { SessionEvent } from '../focus/session.ts'
import { HOUR, MINUTE } from '../time/instant.ts'
import { ledgerOf, median } from './refocus.ts'

const START = Date.UTC(2026, 10, 26, 9)
const at = (minute: number): number => START + minute * MINUTE

type Step = readonly [
  minute: number,
  what: 'start' | 'pause' | 'resume' | 'end' | 'tap' | 'stray' | `back ${number}` | `gap ${number}`,
]

/** A morning by its minutes. A session is meant for two hours. */
function morning(...steps: readonly Step[]): SessionEvent[] {
  let session = ''
  return steps.map(([minute, what]): SessionEvent => {
    const common = { at: at(minute), session }
    const [word, number] = what.split(' ')
    switch (word) {
      case 'start':
        session = `s${minute}`
        return { type: 'started', at: at(minute), session, until: at(minute + 120) }
      case 'pause':
        return { type: 'paused', ...common }
      case 'resume':
        return { type: 'resumed', ...common, until: at(minute + 120) }
      case 'end':
        return { type: 'ended', ...common, how: 'stopped' }
      case 'gap':
        return { type: 'gap', ...common, from: at(Number(number)) }
      case 'back':
        return { type: 'back', ...common, of: at(Number(number)) }
      case 'stray':
        return { type: 'interrupted', at: at(minute), session: '' }
      default:
        return { type: 'interrupted', ...common }
    }
  })
}

const refocus = (...steps: readonly Step[]): (number | null)[] =>
  ledgerOf(morning(...steps), at(180)).map((entry) => (entry.refocus === null ? null : entry.refocus / MINUTE))

describe('the refocus time', () => {
  test.each<[string, Step[], (number | null)[]]>([
    [
      'runs to the resume after a pause',
      [
        [0, 'start'],
        [10, 'tap'],
        [11, 'pause'],
        [25, 'resume'],
      ],
      [15],
    ],
    [
      'runs to the word of the person',
      [
        [0, 'start'],
        [10, 'tap'],
        [17, 'back 10'],
      ],
      [7],
    ],
    [
      'is unknown, not zero, where the timer just ran on',
      [
        [0, 'start'],
        [10, 'tap'],
        [60, 'end'],
      ],
      [null],
    ],
    [
      'is unknown so, also if another session starts later',
      [
        [0, 'start'],
        [10, 'tap'],
        [60, 'end'],
        [70, 'start'],
      ],
      [null],
    ],
    [
      'runs to the next session where this one ended for it',
      [
        [0, 'start'],
        [10, 'tap'],
        [11, 'end'],
        [40, 'start'],
      ],
      [30],
    ],
    [
      'runs to the session after one without a timer',
      [
        [0, 'stray'],
        [12, 'start'],
      ],
      [12],
    ],
    [
      'passes over a return that lasted too short',
      [
        [0, 'start'],
        [10, 'tap'],
        [10, 'pause'],
        [20, 'resume'],
        [23, 'pause'],
        [30, 'resume'],
      ],
      [20],
    ],
    [
      'of two in a row runs to the same return',
      [
        [0, 'start'],
        [10, 'tap'],
        [13, 'tap'],
        [14, 'pause'],
        [30, 'resume'],
      ],
      [20, 17],
    ],
    [
      'is unknown for both where the second gave no sign',
      [
        [0, 'start'],
        [10, 'tap'],
        [13, 'tap'],
        [60, 'end'],
      ],
      [null, null],
    ],
    [
      'counts the newer return where the first was disturbed',
      [
        [0, 'start'],
        [10, 'tap'],
        [12, 'back 10'],
        [15, 'tap'],
        [20, 'back 15'],
      ],
      [10, 5],
    ],
    [
      'ends where a slept machine woke',
      [
        [0, 'start'],
        [10, 'tap'],
        [30, 'gap 12'],
      ],
      [20],
    ],
    [
      'is none after two hours',
      [
        [0, 'start'],
        [10, 'tap'],
        [10, 'end'],
        [131, 'start'],
      ],
      [null],
    ],
    [
      'is none while nobody came back yet',
      [
        [0, 'start'],
        [10, 'tap'],
        [10, 'pause'],
      ],
      [null],
    ],
  ])('%s', (_name, steps, expected) => {
    expect(refocus(...steps)).toEqual(expected)
  })

  test('is not known before five undisturbed minutes are over', () => {
    const events = morning([0, 'start'], [10, 'tap'], [10, 'pause'], [20, 'resume'])
    expect(ledgerOf(events, at(24))[0]?.refocus).toBeNull()
    expect(ledgerOf(events, at(25))[0]?.refocus).toBe(10 * MINUTE)
  })
})

test('the median lies in the middle, and of nothing there is none', () => {
  expect([median([]), median([3]), median([4, 1]), median([HOUR, 1, 2])]).toEqual([null, 3, 2.5, 2])
})
