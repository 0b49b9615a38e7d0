import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeBridge } from '../../../tests/fakes/bridge.ts'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import type { Plan } from '../../core/app/state.ts'
import { sliceIn, startMirror } from './mirror.ts'
import { nearPlan } from './nearPlan.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 26, 9), toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const today = block('focus', '2026-11-26', '14:00', 60, { id: 'today' })
const old = block('open', '2019-03-05', '09:00', 60, { id: 'old' })

async function watched() {
  const bridge = fakeBridge(stateWith({ plan: planOf(today) }))
  const mirror = startMirror(bridge)
  await mirror.watch(['plan'])
  const plan = (): Plan => sliceIn(mirror.store.getState(), 'plan') ?? {}
  return { bridge, plan }
}

test('an old month that comes and goes leaves the near plan as it is', async () => {
  const { bridge, plan } = await watched()
  const before = nearPlan(plan())
  bridge.report({ type: 'plan.months', blocks: planOf(old), gone: [] })
  expect(Object.keys(plan())).toContain('old')
  expect(nearPlan(plan())).toBe(before)
  bridge.report({ type: 'plan.months', blocks: {}, gone: ['2019-03'] })
  expect(Object.keys(plan())).not.toContain('old')
  expect(nearPlan(plan())).toBe(before)
})

test('whatever changes today or ahead is in it at once, also where it came from an old day', async () => {
  const { bridge, plan } = await watched()
  nearPlan(plan())
  bridge.report({ type: 'plan.months', blocks: planOf(old), gone: [] })
  nearPlan(plan())
  bridge.report({ type: 'plan.change', id: 'today', change: { title: 'Draft' } })
  expect(nearPlan(plan())['today']?.title).toBe('Draft')
  bridge.report({ type: 'plan.change', id: 'old', change: { start: block('open', '2026-11-27', '09:00', 60).start } })
  expect(nearPlan(plan())['old']?.start).toContain('2026-11-27')
  bridge.report({ type: 'plan.remove', id: 'today' })
  expect(nearPlan(plan())['today']).toBeUndefined()
})
