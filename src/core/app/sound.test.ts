import { expect, test } from 'vitest'
import { stateWith } from '../../../tests/fakes/state.ts'
import { MINUTE } from '../time/instant.ts'
import type { Intent } from './intent.ts'
import { reduce } from './reduce.ts'
import { soundAt, trialVolume } from './sound.ts'
import { Settings, type State } from './state.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const END = NOW + 25 * MINUTE

function running(settings: Partial<Settings>, change: Partial<State> = {}): State {
  const state = stateWith({ settings: { ...Settings.parse({}), ...settings }, ...change })
  return reduce(state, { type: 'focus.start', minutes: 25 }, NOW).state
}
const heard = (before: State, intent: Intent, now = END): number =>
  soundAt(before, reduce(before, intent, now).state, now)

test('nothing is heard unless the person wants it', () => {
  expect(heard(running({}), { type: 'look' })).toBe(0)
})

test('a session that ran to its end is heard once, as loud as it is set; one that was stopped by hand is not', () => {
  expect(heard(running({ endSound: 'soft' }), { type: 'look' })).toBe(0.3)
  expect(heard(running({ endSound: 'loud' }), { type: 'look' })).toBe(1)
  expect(heard(running({ endSound: 'soft' }), { type: 'focus.end' }, NOW + MINUTE)).toBe(0)
  const over = reduce(running({ endSound: 'soft' }), { type: 'look' }, END).state
  expect(heard(over, { type: 'look' }, END + MINUTE)).toBe(0)
  expect(heard(running({ endSound: 'soft' }), { type: 'look' }, NOW + MINUTE)).toBe(0)
})

test('the mute holds for sounds too: kept always, or set by hand before the session', () => {
  expect(heard(running({ endSound: 'loud', mute: 'always' }), { type: 'look' })).toBe(0)
  const mute = { level: 'verified', label: 'dunst', held: true, alreadyMuted: true, problem: null } as const
  expect(heard(running({ endSound: 'loud' }, { mute }), { type: 'look' })).toBe(0)
})

test('a trial is heard also where the sound is off', () => {
  expect(trialVolume(Settings.parse({}))).toBe(0.3)
  expect(trialVolume(Settings.parse({ endSound: 'medium' }))).toBe(0.6)
})
