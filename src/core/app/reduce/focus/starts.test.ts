import { describe, expect, test } from 'vitest'
import { block, planOf } from '../../../../../tests/fakes/state.ts'
import { desired } from '../../desired.ts'
import { reduce } from '../../reduce.ts'
import { at, liking, live, LOOK } from '../../../../../tests/fakes/lived.ts'

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
