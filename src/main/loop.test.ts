import { describe, expect, test, vi } from 'vitest'
import { fakeClock, fakeDisk } from '../../tests/fakes/world.ts'
import { block, stateWith, system, membershipWith } from '../../tests/fakes/state.ts'
import type { Desired } from '../core/app/desired.ts'
import { reduce } from '../core/app/reduce.ts'
import type { State } from '../core/app/state.ts'
import { viewSession } from '../core/focus/session.ts'
import type { Person } from '../core/sync/records.ts'
import { MINUTE } from '../core/time/instant.ts'
import { createLoop } from './loop.ts'
import { restoreState } from './restore.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)

function world(first: State = stateWith()) {
  const clock = fakeClock(NOW)
  const disk = fakeDisk()
  const steps: string[] = []
  const wanted: Desired[] = []
  const loop = createLoop(first, {
    clock,
    keeper: disk.keeper,
    journal: disk.journal,
    reconcile: async (desired) => {
      wanted.push(desired)
      await Promise.resolve()
      steps.push(desired.mute === null ? 'unmuted' : 'muted')
    },
    runErrand: async () => ({ ok: true }),
    announce: (key) => steps.push(key),
  })
  return { clock, disk, loop, steps, wanted }
}

const phase = (state: State, now: number): string | undefined =>
  state.session.current === null ? undefined : viewSession(state.session.current, now).phase

describe('dispatch', () => {
  test('the journal has the start before the desktop is muted', async () => {
    const { loop, disk, wanted } = world()
    const dispatched = loop.dispatch({ type: 'focus.toggle' })
    expect(disk.events).toMatchObject([{ type: 'started' }])
    await dispatched
    expect(wanted.at(-1)?.mute).toEqual({ until: NOW + 50 * MINUTE })
  })

  test('the end is told after the desktop was given back, so that the notice is seen', async () => {
    const { loop, clock, steps } = world()
    await loop.dispatch({ type: 'focus.start', minutes: 25 })
    clock.pass(25 * MINUTE)
    await loop.dispatch({ type: 'look' })
    expect(steps).toEqual(['muted', 'unmuted', 'announce.completed'])
  })

  test('each look arms the next, so that a session of several minutes comes to its end by itself', async () => {
    const { loop, clock, wanted, steps } = world()
    await loop.dispatch({ type: 'focus.start', minutes: 25 })
    const end = clock.now() + 25 * MINUTE
    for (let looks = 0; looks < 30 && clock.now() < end; looks += 1) {
      clock.set(wanted.at(-1)?.wakeAt ?? end)
      await loop.dispatch({ type: 'look' })
      if (clock.now() < end) expect(wanted.at(-1)?.wakeAt).toBeGreaterThan(clock.now())
    }
    expect([clock.now(), phase(loop.state(), end)]).toEqual([end, 'ended'])
    expect(steps.at(-1)).toBe('announce.completed')
  })

  test('saves only what an intent changed', async () => {
    const { loop, disk } = world()
    await loop.dispatch({ type: 'plan.add', block: block('open', '2026-11-26', '15:00', 60) })
    expect([...disk.files.keys()]).toEqual(['plan', 'history'])
    await loop.dispatch({ type: 'mute.report', mute: { ...loop.state().mute, held: true } })
    expect([...disk.files.keys()]).toEqual(['plan', 'history'])
  })

  test('a team that changes 200 times a second costs neither the disk nor the desktop anything', async () => {
    const person: Person = {
      id: 'p',
      name: 'Ana',
      live: true,
      gone: null,
      presence: null,
      manual: null,
      plan: null,
      asOf: null,
    }
    const { loop, disk, wanted } = world()
    await loop.dispatch({
      type: 'team.joined',
      membership: membershipWith(),
      invite: null,
    })
    disk.files.clear()
    const before = wanted.length
    await loop.dispatch({ type: 'roster.report', team: 't', name: 'Atlas', full: true, set: [person], gone: [] })
    expect(loop.state().rosters['t']?.['p']).toBe(person)
    expect(wanted).toHaveLength(before)
    expect(disk.files.size).toBe(0)
  })
})

describe('a full disk', () => {
  test('refuses a change, keeps what was there and says so', async () => {
    const { loop, disk } = world()
    disk.refuse('disk_full')
    const state = loop.state()
    expect(await loop.dispatch({ type: 'plan.add', block: block('open', '2026-11-26', '15:00', 60) })).toEqual({
      ok: false,
      code: 'disk_full',
    })
    expect(await loop.dispatch({ type: 'focus.toggle' })).toEqual({ ok: false, code: 'disk_full' })
    expect(loop.state()).toBe(state)
  })

  test('never keeps the desktop muted: the end goes through, and the screen tells it was not saved', async () => {
    const { loop, disk, steps } = world()
    await loop.dispatch({ type: 'focus.toggle' })
    disk.refuse('disk_full')
    expect(await loop.dispatch({ type: 'focus.toggle' })).toEqual({ ok: true })
    expect(steps.at(-1)).toBe('unmuted')
    await vi.waitFor(() =>
      expect(loop.state().notices).toMatchObject([{ key: 'notice.notSaved', values: { code: 'disk_full' } }]),
    )
  })
})

describe('start', () => {
  test('what was done today can still be undone after a restart, on another day not', async () => {
    const { loop, disk } = world()
    await loop.dispatch({ type: 'plan.add', block: block('open', '2026-11-26', '15:00', 60, { id: 'a' }) })
    await loop.dispatch({ type: 'plan.remove', id: 'a' })
    const again = restoreState(disk.keeper, disk.journal, system, NOW + MINUTE)
    const undone = reduce(again, { type: 'plan.undo' }, NOW + MINUTE).state
    expect(Object.keys(undone.plan)).toEqual(['a'])
    expect(reduce(undone, { type: 'plan.undo' }, NOW + MINUTE).state.plan).toEqual({})
    expect(restoreState(disk.keeper, disk.journal, system, NOW + 24 * 60 * MINUTE).history.past).toEqual([])
  })

  test('what was saved is there again, and an open session goes on', async () => {
    const one = world()
    await one.loop.dispatch({ type: 'plan.add', block: block('open', '2026-11-26', '15:00', 60) })
    await one.loop.dispatch({ type: 'settings.change', change: { name: 'Ana', theme: 'dark' } })
    await one.loop.dispatch({ type: 'focus.toggle' })
    const again = restoreState(one.disk.keeper, one.disk.journal, system, NOW + MINUTE)
    const { plan, settings, session, notices } = one.loop.state()
    expect(again).toMatchObject({ plan, settings, notices })
    expect(again.session.current).toEqual(session.current)
    expect(phase(again, NOW + MINUTE)).toBe('running')
  })

  test('a broken file is told on screen', () => {
    const { disk } = world()
    const keeper = {
      ...disk.keeper,
      load: () => ({ value: null, problem: { code: 'broken', keptAs: 'plan.broken.json', recovered: false } as const }),
    }
    const state = restoreState(keeper, disk.journal, system, NOW)
    expect(state.notices).toContainEqual(
      expect.objectContaining({
        key: 'notice.file.broken',
        tone: 'problem',
        values: { name: 'plan', file: 'plan.broken.json' },
      }),
    )
  })
})
