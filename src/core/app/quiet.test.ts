import { describe, expect, test } from 'vitest'
import type { BlockKind } from '../planner/block.ts'
import { desired } from './desired.ts'
import { quietHours } from './quiet.ts'
import { reduce } from './reduce.ts'
import { emptyState, type MuteSlice, type State } from './state.ts'

const HOUR = 3_600_000
/** Monday 2026-11-23 in UTC. */
const MONDAY = Date.UTC(2026, 10, 23)
const at = (hours: number) => MONDAY + hours * HOUR

const system = {
  zone: 'UTC',
  trayHost: true,
  vault: 'file',
  dataDir: '',
  version: '0',
  shortcutTaken: true,
  interruptShortcutTaken: true,
  here: { input: 'unknown', locked: null, asleep: false },
  platform: 'linux',
} as const

function planned(...blocks: readonly (readonly [kind: BlockKind, hour: number, hours: number])[]): State {
  let state = emptyState(system)
  for (const [index, [kind, hour, hours]] of blocks.entries()) {
    const block = {
      id: `b${index}`,
      kind,
      title: '',
      start: `2026-11-23T${String(hour).padStart(2, '0')}:00:00+00:00[UTC]`,
      minutes: hours * 60,
    }
    const added = reduce(state, { type: 'plan.add', block }, at(0))
    if (!added.outcome.ok) throw new Error(JSON.stringify(added.outcome))
    state = added.state
  }
  return state
}

const quiet = (state: State): State => ({ ...state, settings: { ...state.settings, quietHours: true } })
const day = planned(['open', 9, 2], ['focus', 11, 1], ['personal', 12, 2], ['together', 14, 1])

describe('quiet hours', () => {
  test('are off unless asked for, and where Tideline shall never mute', () => {
    expect(desired(day, at(8)).mute).toBeNull()
    const never = quiet({ ...day, settings: { ...day.settings, mute: 'never' } })
    expect(desired(never, at(8)).mute).toBeNull()
  })

  test.each([
    ['before the first block', 8, { until: at(9) }],
    ['in it', 9, null],
    ['in the next without a gap', 11.5, null],
    ['in a private block', 13, { until: at(14) }],
    ['in the last', 14.5, null],
    ['after the last: nothing ahead says when to end', 16, null],
  ])('%s', (_case, hour, mute) => {
    expect(desired(quiet(day), at(hour)).mute).toEqual(mute)
  })

  test('look again at the end of the stretch', () => {
    expect(quietHours(quiet(day), at(9.5))).toEqual({ muted: false, until: at(12) })
    expect(desired(quiet(day), at(11.9)).wakeAt).toBeLessThanOrEqual(at(12))
  })

  test('an empty plan mutes nothing', () => {
    expect(desired(quiet(planned()), at(8)).mute).toBeNull()
    expect(desired(quiet(planned(['rest', 9, 8])), at(8)).mute).toBeNull()
  })

  test('a session in them ends when it ends, and they go on', () => {
    const { state } = reduce(quiet(day), { type: 'focus.start', minutes: 30 }, at(7))
    expect(desired(state, at(7)).mute).toEqual({ until: at(7.5) })
    const over = reduce(state, { type: 'look' }, at(7.5)).state
    expect(desired(over, at(7.5)).mute).toEqual({ until: at(9) })
  })
})

describe('what was seen at a test', () => {
  const mute: MuteSlice = { level: 'requested', label: 'x 1', held: false, alreadyMuted: false, problem: null }
  const report = (state: State, slice: MuteSlice) => reduce(state, { type: 'mute.report', mute: slice }, at(8)).state
  const saw = (state: State, seen: boolean) => reduce(state, { type: 'mute.saw', seen }, at(8))

  test('nothing: verified, for this server and version alone, also at the next report', () => {
    const { state } = saw(report(planned(), mute), false)
    expect(state.mute).toMatchObject({ level: 'verified', test: 'held' })
    expect(report(state, mute).mute.level).toBe('verified')
    const other = report(state, { ...mute, label: 'x 2' })
    expect([other.mute.level, other.mute.test]).toEqual(['requested', undefined])
  })

  test('the notice: no more than requested, whatever our own tests say', () => {
    const { state } = saw(report(planned(), { ...mute, level: 'verified' }), true)
    expect(state.mute).toMatchObject({ level: 'requested', test: 'shown' })
    expect(saw(state, false).state.mute).toMatchObject({ level: 'verified', test: 'held' })
  })

  test('a problem now is not verified by a test of then', () => {
    const { state } = saw(report(planned(), mute), false)
    expect(report(state, { ...mute, level: 'unsupported', problem: 'locked' }).mute.level).toBe('unsupported')
  })

  test('without a desktop there is nothing to remember', () => {
    expect(saw(planned(), false).outcome).toMatchObject({ ok: false, code: 'no_mute_tested' })
  })

  test('no more than twenty are kept', () => {
    let state = planned()
    for (let version = 0; version < 25; version += 1)
      state = saw(report(state, { ...mute, label: `x ${version}` }), false).state
    expect(Object.keys(state.settings.muteTests)).toHaveLength(20)
    expect(state.settings.muteTests['x 24']).toBe('held')
  })
})
