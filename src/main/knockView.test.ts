import { expect, test } from 'vitest'
import { stateWith } from '../../tests/fakes/state.ts'
import type { State } from '../core/app/state.ts'
import type { Received } from '../core/team/letters.ts'
import { followKnocks } from './knockView.ts'

const knock = (id: string, urgency: 'urgent' | 'today', over: Partial<Received> = {}): Received => ({
  ...{
    way: 'in',
    id,
    team: 't',
    from: 'ana',
    name: 'Ana',
    at: 0,
    is: 'open',
    notBefore: null,
    snoozed: null,
    about: '',
  },
  body: { kind: 'knock', urgency, text: 'Now' },
  ...over,
})
const stateOf = (...letters: Received[]): State =>
  stateWith({ letters: Object.fromEntries(letters.map((letter) => [letter.id, letter])) })

test('the window comes quietly with an urgent knock and goes with the last of them', () => {
  const seen: string[] = []
  let hear = (_before: State, _after: State): void => {}
  followKnocks(
    { subscribe: (listener) => ((hear = listener), () => undefined) },
    {
      open: (kind, quietly) => void seen.push(`${kind} ${quietly === true ? 'quietly' : 'aloud'}`),
      close: (kind) => void seen.push(`close ${kind}`),
    },
  )
  const [none, held, open] = [stateOf(), stateOf(knock('a', 'urgent', { is: 'held' })), stateOf(knock('a', 'urgent'))]
  const calm = stateOf(knock('a', 'urgent'), knock('b', 'today'))
  const later = stateOf(knock('a', 'urgent', { snoozed: { until: 1, reachable: false } }))
  hear(none, held)
  hear(held, open)
  hear(open, calm)
  expect(seen).toEqual(['knock quietly'])
  hear(calm, later)
  hear(later, calm)
  hear(calm, stateOf(knock('b', 'today')))
  expect(seen).toEqual(['knock quietly', 'close knock', 'knock quietly', 'close knock'])
})
