import { expect, test } from 'vitest'
import { reduce } from '../core/app/reduce.ts'
import type { Intent } from '../core/app/intent.ts'
import type { State } from '../core/app/state.ts'
import { stateWith } from '../../tests/fakes/state.ts'
import { followFocusView } from './focusView.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)

function followed(first: State) {
  let state = first
  const did: string[] = []
  let tell: (before: State, after: State) => void = () => {}
  followFocusView(
    {
      state: () => state,
      subscribe(listener) {
        tell = listener
        return () => {}
      },
    },
    {
      open: (kind, quietly) => void did.push(`open ${kind}${quietly === true ? ' quietly' : ''}`),
      close: (kind) => void did.push(`close ${kind}`),
    },
  )
  const say = (intent: Intent, now = NOW): readonly string[] => {
    const before = state
    state = reduce(state, intent, now).state
    tell(before, state)
    return did.splice(0)
  }
  return { say, begun: () => did.splice(0) }
}

const wanted = (): State => {
  const state = stateWith()
  return { ...state, settings: { ...state.settings, focusView: true } }
}

test('it comes with a session, without taking the keyboard, and goes when a session ended by hand is put away', () => {
  const { say } = followed(wanted())
  expect(say({ type: 'focus.start', minutes: 25 })).toEqual(['open focus quietly'])
  expect(say({ type: 'focus.extend', minutes: 5 })).toEqual([])
  expect(say({ type: 'focus.pause' })).toEqual([])
  expect(say({ type: 'focus.end' })).toEqual([])
  expect(say({ type: 'look' }, NOW + 11_000)).toEqual(['close focus'])
})

test('a session that ran to its end stays in view', () => {
  const { say } = followed(wanted())
  say({ type: 'focus.start', minutes: 25 })
  expect(say({ type: 'look' }, NOW + 25 * 60_000)).toEqual([])
  expect(say({ type: 'look' }, NOW + 60 * 60_000)).toEqual([])
})

test('who does not want it is left alone; who switches it on during a session sees it at once', () => {
  const { say } = followed(stateWith())
  expect(say({ type: 'focus.start', minutes: 25 })).toEqual([])
  expect(say({ type: 'settings.change', change: { focusView: true } })).toEqual(['open focus quietly'])
  expect(say({ type: 'settings.change', change: { theme: 'dark' } })).toEqual([])
})

test('a session that goes on after a restart has its view again', () => {
  const running = reduce(wanted(), { type: 'focus.start', minutes: 25 }, NOW).state
  expect(followed(running).begun()).toEqual(['open focus quietly'])
})
