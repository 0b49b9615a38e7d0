import { describe, expect, test } from 'vitest'
import { block, planOf, stateWith } from '../../../../../tests/fakes/state.ts'
import { SessionEvent } from '../../../focus/events.ts'
import { FocusSettings } from '../../../focus/modes.ts'
import { nextBoundary, type SessionView, viewSession } from '../../../focus/session.ts'
import { HOUR, MINUTE, SECOND } from '../../../time/instant.ts'
import { instantAt } from '../../../time/zone.ts'
import { announce } from '../../announce.ts'
import { desired } from '../../desired.ts'
import type { Intent } from '../../intent.ts'
import { reduce } from '../../reduce.ts'
import { statusReport } from '../../report/status.ts'
import type { State } from '../../state.ts'

const NOW = instantAt('2026-11-26', '09:00', 'Europe/Lisbon')
const at = (minute: number): number => NOW + minute * MINUTE

const liking = (focus: Partial<FocusSettings>, more: Partial<State> = {}): State => {
  const state = stateWith(more)
  return { ...state, settings: { ...state.settings, focus: FocusSettings.parse(focus) } }
}

/** Lives through intents at their minutes, looking whenever the core asks for it, as main does. */
function live(first: State, ...steps: readonly (readonly [number, Intent])[]) {
  let state = first
  const events: SessionEvent[] = []
  const told: string[] = []
  const codes: string[] = []
  const apply = (intent: Intent, now: number): void => {
    const reduced = reduce(state, intent, now)
    if (!reduced.outcome.ok) codes.push(reduced.outcome.code)
    told.push(...announce(state, reduced.state, now).map(({ key }) => key))
    events.push(...reduced.events.map((event) => SessionEvent.parse(JSON.parse(JSON.stringify(event)))))
    state = reduced.state
  }
  let clock = NOW
  for (const [minute, intent] of steps) {
    for (
      let due = desired(state, clock).wakeAt;
      due !== null && due <= at(minute);
      due = desired(state, clock).wakeAt
    ) {
      clock = due
      apply({ type: 'look' }, clock)
    }
    clock = at(minute)
    apply(intent, clock)
  }
  return { state, events, told, codes, types: events.map(({ type }) => type) }
}

const LOOK: Intent = { type: 'look' }
function viewOf(state: State, minute: number): SessionView {
  if (state.session.current === null) throw new Error('There is no session.')
  return viewSession(state.session.current, at(minute))
}

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

describe('run by the plan', () => {
  const plan = planOf(block('focus', '2026-11-26', '09:30', 60, { id: 'b', title: 'Draft' }))
  const planned = liking({ auto: true }, { plan })

  test('is announced five minutes before, starts itself and lands softly', () => {
    const { told, events } = live(planned, [0, LOOK], [91, LOOK])
    expect(told).toEqual(['announce.startsSoon', 'announce.landing', 'announce.completed'])
    expect(events).toMatchObject([
      { type: 'started', at: at(30), by: 'plan', mode: 'until', fixed: true, until: at(90), title: 'Draft' },
      { type: 'ended', at: at(90), how: 'completed' },
    ])
  })

  test('is put off a limited number of times, or skipped', () => {
    const put = { type: 'focus.postponeStart', block: 'b' } as const
    const late = live(planned, [0, LOOK], [26, put], [31, put], [33, put], [50, LOOK])
    expect(late.codes).toEqual(['postponed_enough'])
    expect(late.events).toMatchObject([{ type: 'started', at: at(40), until: at(90) }])
    expect(live(planned, [0, LOOK], [26, { type: 'focus.skipStart', block: 'b' }], [60, LOOK]).events).toEqual([])
  })

  test('starts once: not again after its end by hand, nor over a session, nor long after its time', () => {
    expect(live(planned, [0, LOOK], [40, { type: 'focus.end' }], [60, LOOK]).types).toEqual(['started', 'ended'])
    const busy = live(planned, [0, { type: 'focus.start', minutes: 40 }], [60, LOOK])
    expect(busy.types).toEqual(['started', 'ended'])
    expect(reduce(planned, LOOK, at(45)).events).toEqual([])
  })

  test('a block says how: its mode, its mute, strict, or that it does not start itself', () => {
    const own = block('focus', '2026-11-26', '09:30', 60, {
      id: 'b',
      focus: { mode: 'pomodoro', mute: false, strict: true },
    })
    const { state, events } = live({ ...planned, plan: planOf(own) }, [0, LOOK], [31, LOOK])
    expect(events).toMatchObject([{ mode: 'pomodoro', mute: false, strict: true, until: at(90), fixed: true }])
    expect(desired(state, at(31)).mute).toBeNull()
    const still = block('focus', '2026-11-26', '09:30', 60, { focus: { auto: false } })
    expect(live({ ...planned, plan: planOf(still) }, [0, LOOK], [31, LOOK]).events).toEqual([])
  })
})

describe('a gap', () => {
  const running = live(stateWith(), [0, { type: 'focus.start', minutes: 60 }]).state
  const slept = reduce(running, { type: 'gap', kind: 'sleep', from: at(20) }, at(30)).state

  test.each([
    ['keep', 40, 'running'],
    ['trim', 30, 'running'],
    ['discard', 20, 'ended'],
  ] as const)('%s leaves %i minutes of focus ten minutes later', (how, focused, phase) => {
    expect(viewOf(slept, 30).gap).toMatchObject({ kind: 'sleep', taken: 10 * MINUTE })
    const { state } = reduce(slept, { type: 'focus.settleGap', how }, at(40))
    expect(viewOf(state, 40)).toMatchObject({ focused: focused * MINUTE, phase, gap: null })
    expect(reduce(state, { type: 'focus.settleGap', how }, at(40)).outcome).toMatchObject({ code: 'no_gap' })
  })

  test('behind the lock is found when it opens, also after the end', () => {
    const over = reduce(running, LOOK, at(60)).state
    const opened = reduce(over, { type: 'gap', kind: 'lock', from: at(50) }, at(80)).state
    expect(viewOf(opened, 80)).toMatchObject({ focused: 50 * MINUTE, how: 'completed', gap: { kind: 'lock' } })
    const { state } = reduce(opened, { type: 'focus.settleGap', how: 'keep' }, at(81))
    expect(viewOf(state, 81).focused).toBe(60 * MINUTE)
  })

  test('of sleep behind a lock is asked about once, and counted once', () => {
    const both = reduce(slept, { type: 'gap', kind: 'lock', from: at(15) }, at(32)).state
    expect(viewOf(both, 32)).toMatchObject({
      focused: 15 * MINUTE,
      gap: { start: at(15), end: at(32), taken: 17 * MINUTE },
    })
    const { state } = reduce(both, { type: 'focus.settleGap', how: 'keep' }, at(32))
    expect(viewOf(state, 32).focused).toBe(32 * MINUTE)
  })
})

describe('the clock', () => {
  test('that was set moves a length and leaves a time alone', () => {
    const set: Intent = { type: 'clockSet', by: -HOUR }
    const length = reduce(live(stateWith(), [0, { type: 'focus.start', minutes: 30 }]).state, set, at(10) - HOUR).state
    expect(viewOf(length, -50)).toMatchObject({ until: at(30) - HOUR, focused: 10 * MINUTE, left: 20 * MINUTE })
    const time = reduce(live(stateWith(), [0, { type: 'focus.start', until: at(30) }]).state, set, at(10) - HOUR).state
    expect(viewOf(time, -50)).toMatchObject({ until: at(30), focused: 10 * MINUTE, left: 80 * MINUTE })
  })

  test.each([
    ['spring', '2026-03-29', '00:30', 'Europe/Lisbon'],
    ['autumn', '2026-10-25', '00:30', 'Europe/Lisbon'],
    ['autumn by half an hour', '2026-04-05', '01:00', 'Australia/Lord_Howe'],
  ])('of the zone changes in %s inside a session: 90 minutes are 90 minutes', (_name, date, time, zone) => {
    const begin = instantAt(date, time, zone)
    const state = reduce(stateWith(), { type: 'system.report', system: { zone } }, begin).state
    const started = reduce(state, { type: 'focus.start', minutes: 90 }, begin).state
    const moved = reduce(
      started,
      { type: 'system.report', system: { zone: 'Asia/Kathmandu' } },
      begin + 10 * MINUTE,
    ).state
    const ended = reduce(moved, LOOK, begin + 90 * MINUTE)
    expect(ended.events).toMatchObject([{ type: 'ended', how: 'completed', at: begin + 90 * MINUTE }])
    expect(
      nextBoundary(viewSession(started.session.current ?? [{ type: 'started', at: 0, session: '', until: 0 }], begin)),
    ).toBe(begin + 90 * MINUTE)
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
