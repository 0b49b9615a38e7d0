import { describe, expect, test } from 'vitest'
import { block, planOf, stateWith } from '../../../../../tests/fakes/state.ts'
import { MINUTE, SECOND } from '../../../time/instant.ts'
import { desired } from '../../desired.ts'
import { reduce } from '../../reduce.ts'
import { statusReport } from '../../report/status.ts'
import { NOW, at, liking, live, LOOK, viewOf } from '../../../../../tests/fakes/lived.ts'

describe('pomodoro', () => {
  const rhythm = liking({ mode: 'pomodoro', rounds: 3, every: 2 })

  test('goes through work, a short break, work, a long break and work, each at its own instant', () => {
    const { events, told } = live(rhythm, [0, { type: 'focus.toggle' }], [200, LOOK])
    expect(events.map(({ type, at: when }) => [type, (when - NOW) / MINUTE])).toEqual([
      ['started', 0],
      ['breakStarted', 25],
      ['breakEnded', 30],
      ['breakStarted', 55],
      ['breakEnded', 70],
      ['ended', 95],
    ])
    expect(events[3]).toMatchObject({ long: true })
    expect(told).toEqual([
      'announce.breakBegins',
      'announce.breakOver',
      'announce.breakBegins',
      'announce.breakOver',
      'announce.landing',
      'announce.completed',
    ])
  })

  test('mutes and says focusing while it works; in a break the plan speaks', () => {
    const working = live(rhythm, [0, { type: 'focus.toggle' }], [10, LOOK]).state
    expect(desired(working, at(10)).mute).toEqual({ until: at(25) })
    expect(desired(working, at(10)).tray.me).toMatchObject({ state: 'focusing', until: at(25) })
    const resting = live(rhythm, [0, { type: 'focus.toggle' }], [27, LOOK]).state
    expect(desired(resting, at(27)).mute).toBeNull()
    expect(desired(resting, at(27)).tray.me.state).toBe('available')
    expect(viewOf(resting, 27)).toMatchObject({ phase: 'break', focused: 25 * MINUTE, stretch: { left: 3 * MINUTE } })
  })

  test('counts only work', () => {
    expect(viewOf(live(rhythm, [0, { type: 'focus.toggle' }], [200, LOOK]).state, 200).focused).toBe(75 * MINUTE)
  })

  test('a break is put off a limited number of times, and the end moves with it', () => {
    const { state, codes, types } = live(
      rhythm,
      [0, { type: 'focus.toggle' }],
      [20, { type: 'focus.postponeBreak' }],
      [31, { type: 'focus.postponeBreak' }],
      [32, { type: 'focus.postponeBreak' }],
      [37, LOOK],
    )
    expect(types).toEqual(['started', 'postponed', 'breakStarted', 'breakEnded', 'breakStarted'])
    expect(codes).toEqual(['postponed_enough'])
    expect(viewOf(state, 37)).toMatchObject({ phase: 'break', stretch: { until: at(41), number: 1 } })
  })

  test('a skipped break brings the end nearer; one taken early drops the rest of the stretch', () => {
    const skipped = live(rhythm, [0, { type: 'focus.toggle' }], [26, { type: 'focus.skipBreak' }]).state
    expect(viewOf(skipped, 26)).toMatchObject({ phase: 'running', until: at(91) })
    const early = live(rhythm, [0, { type: 'focus.toggle' }], [15, { type: 'focus.break' }]).state
    expect(viewOf(early, 15)).toMatchObject({ phase: 'break', until: at(85), stretch: { until: at(20) } })
  })

  test('until a time takes no break that would leave nothing after it', () => {
    const { types } = live(rhythm, [0, { type: 'focus.start', until: at(33) }], [40, LOOK])
    expect(types).toEqual(['started', 'ended'])
  })

  test('a pause keeps what was left of the stretch', () => {
    const { state } = live(
      rhythm,
      [0, { type: 'focus.toggle' }],
      [10, { type: 'focus.pause' }],
      [60, { type: 'focus.resume' }],
    )
    expect(viewOf(state, 60)).toMatchObject({ breakAt: at(75), until: at(145) })
  })

  test('an absence over the break, and no shorter, was the break', () => {
    const before = live(rhythm, [0, { type: 'focus.toggle' }], [19, LOOK]).state
    const { state, events } = reduce(before, { type: 'gap', kind: 'sleep', from: at(20) }, at(40))
    expect(events.map(({ type }) => type)).toEqual(['breakStarted', 'gap', 'breakEnded'])
    expect(viewOf(state, 40)).toMatchObject({ phase: 'running', focused: 20 * MINUTE, gap: null, breakAt: at(65) })
  })

  test('a break runs through sleep, and ends when there is somebody', () => {
    const { state, types } = live(rhythm, [0, { type: 'focus.toggle' }], [26, LOOK])
    expect(types.at(-1)).toBe('breakStarted')
    const slept = reduce(state, { type: 'gap', kind: 'sleep', from: at(26) }, at(50))
    expect(viewOf(slept.state, 50)).toMatchObject({ phase: 'running', focused: 25 * MINUTE, gap: null, until: at(95) })
  })
})

describe('flow', () => {
  const flowing = liking({ mode: 'flow', flow: 60, rest: 10 })

  test('has no end, suggests a break once, and again after as long', () => {
    const { state, types } = live(flowing, [0, { type: 'focus.toggle' }], [130, LOOK])
    expect(types).toEqual(['started', 'suggested', 'suggested'])
    expect(viewOf(state, 130)).toMatchObject({ until: null, left: null, suggested: true, focused: 130 * MINUTE })
  })

  test('a break taken comes back to work by itself', () => {
    const { state, types } = live(flowing, [0, { type: 'focus.toggle' }], [61, { type: 'focus.break' }], [75, LOOK])
    expect(types).toEqual(['started', 'suggested', 'breakStarted', 'breakEnded'])
    expect(viewOf(state, 75)).toMatchObject({
      phase: 'running',
      suggested: false,
      focused: 65 * MINUTE,
      breakAt: at(131),
    })
  })

  test('others read when the plan makes one reachable next, else until after the suggested break', () => {
    const free = live(flowing, [0, { type: 'focus.toggle' }]).state
    expect(desired(free, NOW).tray.me).toMatchObject({ state: 'focusing', until: at(70) })
    const plan = planOf(block('open', '2026-11-26', '09:30', 60))
    const planned = live({ ...flowing, plan }, [0, { type: 'focus.toggle' }]).state
    expect(desired(planned, NOW).tray.me).toMatchObject({ state: 'focusing', until: at(30) })
  })

  test('does not outlast a long absence, and offers the time', () => {
    const { state, events } = live(
      flowing,
      [0, { type: 'focus.toggle' }],
      [200, { type: 'gap', kind: 'sleep', from: at(30) }],
    )
    expect(events.at(-1)).toMatchObject({ type: 'ended', how: 'settled', at: at(30) })
    expect(viewOf(state, 200).gap).toMatchObject({ kind: 'sleep', taken: 170 * MINUTE })
  })
})

describe('a break on its own', () => {
  test('is a record, unmuted, no focus, and told at its end', () => {
    const { state, told, types } = live(stateWith(), [0, { type: 'focus.break', minutes: 15 }], [5, LOOK])
    expect(desired(state, at(5)).mute).toBeNull()
    expect(viewOf(state, 5)).toMatchObject({
      mode: 'break',
      phase: 'break',
      focused: 0,
      stretch: { left: 10 * MINUTE },
    })
    expect([told, types]).toEqual([[], ['started']])
    expect(live(stateWith(), [0, { type: 'focus.break', minutes: 15 }], [20, LOOK]).told).toEqual([
      'announce.breakOver',
    ])
  })

  test('gives way to focus', () => {
    const { types, state } = live(stateWith(), [0, { type: 'focus.break' }], [3, { type: 'focus.toggle' }])
    expect(types).toEqual(['started', 'ended', 'started'])
    expect(viewOf(state, 3)).toMatchObject({ mode: 'countdown', phase: 'running' })
  })
})

describe('strict', () => {
  const strict = liking({ strict: true })
  const asked = live(strict, [0, { type: 'focus.toggle' }], [5, { type: 'focus.end' }]).state

  test('asks first, ends with a reason at once, without one after the wait', () => {
    expect(asked.session.endAsked).toBe(at(5))
    expect(reduce(asked, { type: 'focus.end' }, at(5) + 14 * SECOND).events).toEqual([])
    expect(reduce(asked, { type: 'focus.end', reason: 'fire drill' }, at(5) + SECOND).events).toMatchObject([
      { type: 'ended', how: 'stopped', reason: 'fire drill' },
    ])
    expect(reduce(asked, { type: 'focus.end' }, at(5) + 15 * SECOND).events).toMatchObject([{ type: 'ended' }])
  })

  test('forgets the question, and has no pause', () => {
    expect(reduce(asked, LOOK, at(8)).state.session.endAsked).toBeNull()
    expect(reduce(asked, { type: 'focus.keepOn' }, at(6)).state.session.endAsked).toBeNull()
    expect(reduce(asked, { type: 'focus.pause' }, at(6)).outcome).toMatchObject({ code: 'strict_no_pause' })
  })
})

test('what waits for a word is in the report of the state', () => {
  const plan = planOf(block('focus', '2026-11-26', '09:30', 60, { id: 'b', title: 'Draft' }))
  const { state } = live(liking({ auto: true, target: 180 }, { plan }), [0, LOOK], [26, LOOK])
  expect(statusReport(state, at(26))).toMatchObject({
    next: { block: 'b', title: 'Draft', at: at(30), postponed: 0 },
    today: { focused: 0, target: 180 * MINUTE },
  })
})
