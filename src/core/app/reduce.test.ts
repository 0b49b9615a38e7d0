import { describe, expect, test } from 'vitest'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import { viewSession } from '../focus/session.ts'
import type { SessionEvent } from '../focus/session.ts'
import { HOUR, MINUTE, SECOND } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { announce } from './announce.ts'
import { desired, myAvailability } from './desired.ts'
import { type Intent, readWish } from './intent.ts'
import { reduce } from './reduce.ts'
import type { State } from './state.ts'

const NOW = instantAt('2026-11-26', '09:06', 'Europe/Lisbon')

/** Runs intents at their instants; every one must be accepted. */
function run(first: State, ...steps: readonly (readonly [Intent, number])[]): { state: State; events: SessionEvent[] } {
  let state = first
  const events: SessionEvent[] = []
  for (const [intent, at] of steps) {
    const reduced = reduce(state, intent, at)
    expect(reduced.outcome).toEqual({ ok: true })
    state = reduced.state
    events.push(...reduced.events)
  }
  return { state, events }
}

const refusal = (state: State, intent: Intent, at = NOW): string | null => {
  const reduced = reduce(state, intent, at)
  expect(reduced.state).toBe(state)
  return reduced.outcome.ok ? null : reduced.outcome.code
}
const phase = (state: State, at: number): string | null =>
  state.session.current === null ? null : viewSession(state.session.current, at).phase

describe('focus', () => {
  test('a click starts the usual length, or what is left of the focus block now', () => {
    const plain = run(stateWith(), [{ type: 'focus.toggle' }, NOW])
    expect(plain.events).toMatchObject([{ type: 'started', until: NOW + 50 * MINUTE }])
    const plan = planOf(block('focus', '2026-11-26', '08:45', 135, { title: 'Draft' }))
    const inBlock = run(stateWith({ plan }), [{ type: 'focus.toggle' }, NOW])
    expect(inBlock.events).toMatchObject([
      { type: 'started', title: 'Draft', until: instantAt('2026-11-26', '11:00', 'Europe/Lisbon') },
    ])
  })

  test('a block that is nearly over is not worth starting', () => {
    const plan = planOf(block('focus', '2026-11-26', '08:00', 70))
    expect(run(stateWith({ plan }), [{ type: 'focus.toggle' }, NOW]).events).toMatchObject([
      { until: NOW + 50 * MINUTE },
    ])
  })

  test('a second click ends; the end can be taken back for ten seconds', () => {
    const ended = run(stateWith(), [{ type: 'focus.toggle' }, NOW], [{ type: 'focus.toggle' }, NOW + MINUTE])
    expect(phase(ended.state, NOW + MINUTE)).toBe('ended')
    const back = run(ended.state, [{ type: 'focus.undoEnd' }, NOW + MINUTE + 9 * SECOND])
    expect(phase(back.state, NOW + 2 * MINUTE)).toBe('running')
    expect(refusal(ended.state, { type: 'focus.undoEnd' }, NOW + MINUTE + 10 * SECOND)).toBe('nothing_to_undo')
  })

  test('a session that is over joins those of the day, once', () => {
    const over = [{ type: 'focus.toggle' }, NOW + MINUTE] as const
    const once = run(
      stateWith(),
      [{ type: 'focus.toggle' }, NOW],
      over,
      [{ type: 'look' }, NOW + HOUR],
      [{ type: 'look' }, NOW + 2 * HOUR],
    )
    expect(once.state.session).toMatchObject({ current: null, past: [[{ at: NOW }, { type: 'ended' }]] })
    const twice = run(
      once.state,
      [{ type: 'focus.start', minutes: 5 }, NOW + 2 * HOUR],
      [{ type: 'look' }, NOW + 3 * HOUR],
      [{ type: 'focus.toggle' }, NOW + 4 * HOUR],
    )
    expect(twice.state.session.past).toHaveLength(2)
    const later = run(
      twice.state,
      [{ type: 'focus.toggle' }, NOW + 5 * HOUR],
      [{ type: 'focus.toggle' }, NOW + 37 * HOUR],
    )
    expect(later.state.session.past.map(([start]) => start.at)).toEqual([NOW + 2 * HOUR, NOW + 4 * HOUR])
  })

  test('completion is decided once, from the clock, at its own instant', () => {
    const started = run(stateWith(), [{ type: 'focus.start', minutes: 25 }, NOW])
    const late = NOW + 3 * HOUR
    const looked = run(
      started.state,
      [{ type: 'look' }, late],
      [{ type: 'look' }, late + 1],
      [{ type: 'look' }, late + 2],
    )
    expect(looked.events).toEqual([
      { type: 'ended', at: NOW + 25 * MINUTE, session: expect.any(String), how: 'completed' },
    ])
    expect(announce(started.state, looked.state, late)).toHaveLength(1)
    expect(announce(looked.state, looked.state, late)).toHaveLength(0)
  })

  test('a clock set back an hour mid-session neither ends nor doubles it', () => {
    const started = run(stateWith(), [{ type: 'focus.start', minutes: 25 }, NOW], [{ type: 'look' }, NOW - HOUR])
    expect(phase(started.state, NOW - HOUR)).toBe('running')
    expect(desired(started.state, NOW - HOUR).mute).toEqual({ until: NOW + 25 * MINUTE })
    const ended = run(started.state, [{ type: 'look' }, NOW + 25 * MINUTE])
    expect(ended.events).toHaveLength(1)
  })

  test.each([-HOUR, HOUR])('a clock that was set by %i ms leaves the time left as it was, and says so', (by) => {
    const started = run(stateWith(), [{ type: 'focus.start', minutes: 25 }, NOW])
    const after = NOW + 10 * MINUTE + by
    const { state, events } = run(started.state, [{ type: 'clockSet', by }, after], [{ type: 'look' }, after])
    expect(events).toMatchObject([{ type: 'clockSet', by }])
    expect(desired(state, after).tray.session).toMatchObject({ left: 15 * MINUTE, focused: 10 * MINUTE })
    expect(state.notices).toMatchObject([
      { key: 'notice.clockSet', values: { minutes: 60, direction: by < 0 ? 'back' : 'forward' } },
    ])
  })

  test('pause gives the desktop back and lets the plan speak; resume goes on with what was left', () => {
    const paused = run(
      stateWith(),
      [{ type: 'focus.start', minutes: 25 }, NOW],
      [{ type: 'focus.pause' }, NOW + 10 * MINUTE],
    )
    expect(desired(paused.state, NOW + 11 * MINUTE).mute).toBeNull()
    expect(myAvailability(paused.state, NOW + 11 * MINUTE).state).toBe('available')
    const resumed = run(paused.state, [{ type: 'focus.resume' }, NOW + HOUR])
    expect(desired(resumed.state, NOW + HOUR).mute).toEqual({ until: NOW + HOUR + 15 * MINUTE })
  })

  test('what makes no sense is refused and changes nothing', () => {
    expect(refusal(stateWith(), { type: 'focus.end' })).toBe('not_focusing')
    expect(refusal(stateWith(), { type: 'focus.start', until: NOW - 1 })).toBe('end_in_past')
    expect(refusal(stateWith(), { type: 'focus.start', until: NOW + 25 * HOUR })).toBe('focus_too_long')
    const running = run(stateWith(), [{ type: 'focus.start', minutes: 25 }, NOW]).state
    expect(refusal(running, { type: 'focus.start', minutes: 5 })).toBe('already_focusing')
  })

  test('starting focus ends a hand-set availability; own words stay', () => {
    const status = { state: 'available', text: 'In Porto', until: NOW + HOUR } as const
    const { state } = run(stateWith({ status }), [{ type: 'focus.toggle' }, NOW])
    expect(state.status).toEqual({ text: 'In Porto', until: NOW + HOUR })
  })

  test('a status set during focus changes what others read, not the mute', () => {
    const status = { state: 'available', until: NOW + HOUR } as const
    const { state } = run(
      stateWith(),
      [{ type: 'focus.start', minutes: 50 }, NOW],
      [{ type: 'status.set', status }, NOW + MINUTE],
    )
    expect(myAvailability(state, NOW + 2 * MINUTE)).toMatchObject({ state: 'available', source: 'manual' })
    expect(desired(state, NOW + 2 * MINUTE).mute).not.toBeNull()
  })
})

describe('after a crash or sleep', () => {
  const running = run(stateWith(), [{ type: 'focus.start', minutes: 50 }, NOW]).state

  test('a restart before the end goes on, records the gap and says so', () => {
    const { state, events } = run(running, [{ type: 'started', lastAlive: NOW + 10 * MINUTE }, NOW + 20 * MINUTE])
    expect(events).toMatchObject([{ type: 'gap', kind: 'notRunning', from: NOW + 10 * MINUTE, at: NOW + 20 * MINUTE }])
    expect(desired(state, NOW + 20 * MINUTE).mute).toEqual({ until: NOW + 50 * MINUTE })
    expect(state.notices).toMatchObject([{ key: 'notice.resumed' }])
  })

  test('a later one settles it and says so, without muting', () => {
    const { state, events } = run(running, [{ type: 'started', lastAlive: NOW }, NOW + 2 * HOUR])
    expect(events).toMatchObject([
      { type: 'gap', kind: 'notRunning', from: NOW },
      { type: 'ended', how: 'settled', at: NOW + 50 * MINUTE },
    ])
    expect(desired(state, NOW + 2 * HOUR).mute).toBeNull()
    expect(state.notices).toMatchObject([{ key: 'notice.settled' }])
  })

  test('focus stops at a sleep that outlasts it', () => {
    const { events } = run(running, [{ type: 'gap', kind: 'sleep', from: NOW + 10 * MINUTE }, NOW + 3 * HOUR])
    expect(events).toMatchObject([
      { type: 'gap', kind: 'sleep', from: NOW + 10 * MINUTE },
      { type: 'ended', how: 'settled', at: NOW + 10 * MINUTE },
    ])
  })

  test('a short sleep is a gap in the record', () => {
    const { state } = run(running, [{ type: 'gap', kind: 'sleep', from: NOW + 10 * MINUTE }, NOW + 15 * MINUTE])
    expect(
      viewSession(state.session.current ?? [{ type: 'started', at: 0, session: '', until: 0 }], NOW + 20 * MINUTE)
        .focused,
    ).toBe(15 * MINUTE)
  })
})

describe('plan', () => {
  const one = block('open', '2026-11-26', '15:00', 60)

  test('undo and redo walk every change', () => {
    const changed = run(
      stateWith(),
      [{ type: 'plan.add', block: one }, NOW],
      [{ type: 'plan.change', id: one.id, change: { minutes: 90 } }, NOW],
      [{ type: 'plan.remove', id: one.id }, NOW],
    )
    expect(changed.state.plan).toEqual({})
    const undone = run(changed.state, [{ type: 'plan.undo' }, NOW], [{ type: 'plan.undo' }, NOW])
    expect(undone.state.plan).toEqual(planOf(one))
    const redone = run(undone.state, [{ type: 'plan.redo' }, NOW])
    expect(redone.state.plan[one.id]?.minutes).toBe(90)
    expect(refusal(stateWith(), { type: 'plan.undo' })).toBe('nothing_to_undo')
  })

  test.each([
    [{ ...one, minutes: 0 }, 'block_too_short'],
    [{ ...one, minutes: 30 * 60 }, 'block_too_long'],
    [{ ...one, start: '2026-11-26T15:00:00+01:00[Mars/Olympus]' }, 'unknown_zone'],
    [{ ...one, kind: 'nap' }, 'bad_wish'],
    [{ ...one, surprise: 1 }, 'bad_wish'],
  ])('a broken block is refused at the door: %#', (broken, code) => {
    const read = readWish({ type: 'plan.add', block: broken })
    expect(read).toMatchObject({ refusal: { ok: false, code } })
  })

  test('a change that would break a block is refused and nothing is lost', () => {
    const { state } = run(stateWith(), [{ type: 'plan.add', block: one }, NOW])
    expect(refusal(state, { type: 'plan.change', id: one.id, change: { minutes: 2_000 } })).toBe('block_too_long')
  })
})

describe('wakeAt', () => {
  test('is the next whole minute of the time left, and the end itself', () => {
    const { state } = run(stateWith(), [{ type: 'focus.start', minutes: 2 }, NOW])
    expect(desired(state, NOW).wakeAt).toBe(NOW + MINUTE)
    expect(desired(state, NOW + MINUTE).wakeAt).toBe(NOW + 2 * MINUTE)
    expect(desired(state, NOW + 90 * SECOND).wakeAt).toBe(NOW + 2 * MINUTE)
  })
})
