import { expect, test } from 'vitest'
import type { Session, SessionEvent } from '../../core/focus/session.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { hookCalls } from './events.ts'

const AT = Date.UTC(2026, 10, 26, 14, 10)
const start = {
  type: 'started',
  at: AT,
  session: 's1',
  until: AT + 50 * MINUTE,
  title: 'Draft\nthe \u0007 spec',
} as const
const on = (...events: readonly SessionEvent[]): Session => [start, ...events]
const names = (before: Session | null, after: Session | null): unknown[] =>
  hookCalls(before, after).map(({ TIDELINE_EVENT: name }) => name)

test('a start says what, since when and until when, on one line each', () => {
  expect(hookCalls(null, on())).toEqual([
    {
      TIDELINE_EVENT: 'start',
      TIDELINE_AT: '2026-11-26T14:10:00.000Z',
      TIDELINE_SESSION: 's1',
      TIDELINE_TITLE: 'Draft the   spec',
      TIDELINE_STARTED: '2026-11-26T14:10:00.000Z',
      TIDELINE_UNTIL: '2026-11-26T15:00:00.000Z',
      TIDELINE_MINUTES_LEFT: '50',
      TIDELINE_FOCUSED_MINUTES: '0',
      TIDELINE_INTERRUPTIONS: '0',
      TIDELINE_HOW: '',
    },
  ])
})

test('an end says how it ended, and what came of it', () => {
  const ended = { type: 'ended', at: AT + 20 * MINUTE, session: 's1', how: 'stopped' } as const
  const interrupted = { type: 'interrupted', at: AT + MINUTE, session: 's1' } as const
  expect(hookCalls(on(interrupted), on(interrupted, ended))).toMatchObject([
    { TIDELINE_EVENT: 'end', TIDELINE_HOW: 'stopped', TIDELINE_FOCUSED_MINUTES: '20', TIDELINE_INTERRUPTIONS: '1' },
  ])
})

test('pause, resume, more time and an end that was taken back have names; other lines of the record have none', () => {
  const at = { at: AT + MINUTE, session: 's1' }
  const life: SessionEvent[] = [
    { type: 'paused', ...at },
    { type: 'resumed', ...at, until: AT + 51 * MINUTE },
    { type: 'interrupted', ...at },
    { type: 'extended', ...at, until: AT + 60 * MINUTE },
    { type: 'ended', ...at, how: 'stopped' },
    { type: 'reopened', ...at },
  ]
  expect(names(on(), on(...life))).toEqual(['pause', 'resume', 'extend', 'end', 'resume'])
})

test('nothing new is nothing to tell; another session is told from its start', () => {
  const same = on()
  expect(names(same, same)).toEqual([])
  expect(names(same, null)).toEqual([])
  expect(names(on(), [{ ...start, session: 's2' }])).toEqual(['start'])
})
