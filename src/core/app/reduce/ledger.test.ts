import { describe, expect, test } from 'vitest'
import { stateWith } from '../../../../tests/fakes/state.ts'
import { ledgerFrom, recentInterruptions } from '../ledger.ts'
import type { Intent } from '../intent.ts'
import { reduce } from '../reduce.ts'
import type { State } from '../state.ts'
import { openTail, recentSessions, SessionEvent, viewSession } from '../../focus/session.ts'
import { HOUR, MINUTE } from '../../time/instant.ts'

const START = Date.UTC(2026, 10, 26, 9)

/** Runs wishes minute by minute, and keeps what the journal got. */
function live(...steps: readonly (readonly [minute: number, intent: Intent])[]): {
  state: State
  journal: SessionEvent[]
} {
  const journal: SessionEvent[] = []
  const state = steps.reduce((before, [minute, intent]) => {
    const { state: after, events, outcome } = reduce(before, intent, START + minute * MINUTE)
    expect(outcome).toMatchObject({ ok: true })
    journal.push(...events.map((event) => SessionEvent.parse(JSON.parse(JSON.stringify(event)))))
    return after
  }, stateWith())
  return { state, journal }
}

describe('an interruption', () => {
  test('is logged by a tap alone, and described afterwards', () => {
    const { state, journal } = live(
      [0, { type: 'focus.start', minutes: 50 }],
      [10, { type: 'focus.interrupt' }],
      [11, { type: 'focus.describe', who: 'Ben', channel: 'chat', urgent: false }],
      [12, { type: 'focus.describe', note: 'the build' }],
      [14, { type: 'focus.back' }],
    )
    expect(journal.map(({ type }) => type)).toEqual(['started', 'interrupted', 'described', 'described', 'back'])
    expect(recentInterruptions(state)).toEqual([
      {
        at: START + 10 * MINUTE,
        session: journal[0]?.session,
        answers: { who: 'Ben', channel: 'chat', urgent: false, note: 'the build' },
        back: START + 14 * MINUTE,
      },
    ])
    expect(state.ledger).toMatchObject({ people: ['Ben'], channels: ['chat'] })
  })

  test('is logged without a session too, and survives a restart', () => {
    const { state, journal } = live(
      [0, { type: 'focus.interrupt', who: 'Ana', channel: 'visit' }],
      [5, { type: 'focus.back' }],
    )
    expect(recentInterruptions(state)).toMatchObject([
      { session: null, answers: { who: 'Ana' }, back: START + 5 * MINUTE },
    ])
    const again = ledgerFrom(journal, START + HOUR)
    expect(again.stray).toEqual(state.ledger.stray)
    expect(again.people).toEqual(['Ana'])
    expect(ledgerFrom(journal, START + 48 * HOUR)).toMatchObject({ stray: [], people: ['Ana'] })
  })

  test('in a break on its own belongs to no session, and is described like any other', () => {
    const { state, journal } = live(
      [0, { type: 'focus.break', minutes: 15 }],
      [5, { type: 'focus.interrupt' }],
      [6, { type: 'focus.describe', channel: 'visit' }],
    )
    expect(journal.at(-1)).toMatchObject({ type: 'described', session: '' })
    expect(recentInterruptions(state)).toMatchObject([{ session: null, answers: { channel: 'visit' } }])
  })

  test('is an entry of its own, however fast one taps', () => {
    const { state } = live([0, { type: 'focus.interrupt' }], [0, { type: 'focus.interrupt' }])
    expect(recentInterruptions(state)).toHaveLength(2)
  })

  test('keeps its place when its session is over', () => {
    const { state, journal } = live(
      [0, { type: 'focus.start', minutes: 50 }],
      [10, { type: 'focus.interrupt' }],
      [20, { type: 'focus.end' }],
      [21, { type: 'look' }],
      [22, { type: 'focus.describe', channel: 'call' }],
      [23, { type: 'focus.outcome', text: 'Half of the spec' }],
    )
    expect(state.session.current).toBeNull()
    expect(recentInterruptions(state)[0]?.answers).toEqual({ channel: 'call' })
    expect(state.session.past[0]?.at(-1)).toMatchObject({ type: 'outcome', text: 'Half of the spec' })
    expect(openTail(journal)).toBeNull()
    expect(recentSessions(journal, START + HOUR)).toEqual(state.session.past)
  })

  test('does not move the session: neither its end nor its focus', () => {
    const { state } = live(
      [0, { type: 'focus.start', minutes: 50 }],
      [10, { type: 'focus.interrupt' }],
      [12, { type: 'focus.back' }],
    )
    const [session] = [state.session.current]
    expect(session && viewSession(session, START + 20 * MINUTE)).toMatchObject({
      until: START + 50 * MINUTE,
      focused: 20 * MINUTE,
      interruptions: 1,
    })
  })

  test('that nobody logged cannot be described', () => {
    expect(reduce(stateWith(), { type: 'focus.describe', channel: 'mail' }, START).outcome).toEqual({
      ok: false,
      code: 'no_such_interruption',
    })
    expect(reduce(stateWith(), { type: 'focus.back', of: 3 }, START).outcome).toMatchObject({ ok: false })
    expect(reduce(stateWith(), { type: 'focus.outcome', text: 'x' }, START).outcome).toMatchObject({
      code: 'no_such_session',
    })
  })
})

describe('the digest', () => {
  const held = (count: number, app: string): { count: number; senders: { app: string; count: number }[] } => ({
    count,
    senders: [{ app, count }],
  })

  test('gathers what each mute of the session held back, and is closed by its end', () => {
    const { state } = live(
      [0, { type: 'focus.start', minutes: 50 }],
      [1, { type: 'digest.report', session: 's' + START.toString(36), held: held(2, 'Mail') }],
      [2, { type: 'digest.report', session: 's' + START.toString(36), held: held(3, 'Chat') }],
      [3, { type: 'digest.report', session: 'another', held: held(9, 'Chat') }],
      [20, { type: 'focus.end' }],
    )
    expect(state.ledger.digest).toEqual({
      session: 's' + START.toString(36),
      endedAt: START + 20 * MINUTE,
      held: {
        count: 5,
        senders: [
          { app: 'Chat', count: 3 },
          { app: 'Mail', count: 2 },
        ],
      },
    })
  })

  test('is not that of a break taken after it', () => {
    const { state } = live(
      [0, { type: 'focus.start', minutes: 50 }],
      [20, { type: 'focus.end' }],
      [21, { type: 'focus.break', minutes: 5 }],
      [27, { type: 'look' }],
    )
    expect(state.ledger.digest).toMatchObject({ endedAt: START + 20 * MINUTE })
  })

  test('opens again with its session, and goes when dismissed', () => {
    const ended: readonly (readonly [number, Intent])[] = [
      [0, { type: 'focus.start', minutes: 50 }],
      [20, { type: 'focus.end' }],
    ]
    expect(live(...ended, [20, { type: 'focus.undoEnd' }]).state.ledger.digest).toMatchObject({ endedAt: null })
    expect(live(...ended, [21, { type: 'digest.dismiss' }]).state.ledger.digest).toBeNull()
  })
})
