/** What somebody does on an ordinary day, step by step, and what happens to them meanwhile. */
import type { Intent, Wish } from '../../../src/core/app/intent.ts'
import { GAP_ANSWERS } from '../../../src/core/focus/events.ts'
import { CHOSEN_MODES } from '../../../src/core/focus/modes.ts'
import type { State } from '../../../src/core/app/state.ts'
import type { Instant } from '../../../src/core/time/instant.ts'
import { MINUTE, SECOND } from '../../../src/core/time/instant.ts'
import { inZone } from '../../../src/core/time/zone.ts'
import { type Random, upTo } from './machine.ts'

export type Step =
  | { readonly type: 'intent'; readonly intent: Intent }
  /** Time passes and the alarm asks to look. */
  | { readonly type: 'wait'; readonly millis: number }
  /** Somebody sets the clock forward. */
  | { readonly type: 'clock'; readonly by: number }
  /** The desktop's own switch, which the person only touches while we hold nothing. */
  | { readonly type: 'hand' }
  | { readonly type: 'quit' }

const wish = (intent: Wish): Step => ({ type: 'intent', intent })

type Choice = readonly [weight: number, make: (random: Random, state: State, now: Instant) => Step]

const MODES = ['with', 'with', 'always', 'never'] as const

const CHOICES: readonly Choice[] = [
  [8, (random) => wish({ type: 'focus.start', minutes: 5 + upTo(random, 45), title: 'Draft “é”' })],
  [6, () => wish({ type: 'focus.toggle' })],
  [3, (random) => wish({ type: 'focus.start', mode: CHOSEN_MODES[upTo(random, 2)], strict: random() < 0.3 })],
  [2, (_random, _state, now) => wish({ type: 'focus.start', until: now + 25 * MINUTE })],
  [3, () => wish({ type: 'focus.break' })],
  [2, () => wish({ type: 'focus.skipBreak' })],
  [1, () => wish({ type: 'focus.postponeBreak' })],
  [2, (random) => wish({ type: 'focus.settleGap', how: GAP_ANSWERS[upTo(random, 2)] ?? 'keep' })],
  [1, () => wish({ type: 'focus.describe', who: 'Ben' })],
  [1, () => wish({ type: 'focus.back' })],
  [1, () => wish({ type: 'focus.outcome', text: 'Two pages' })],
  [2, () => wish({ type: 'focus.intend', text: 'The second chapter' })],
  [1, (random) => wish({ type: 'settings.change', change: { quietHours: random() < 0.3 } })],
  [4, () => wish({ type: 'focus.pause' })],
  [4, () => wish({ type: 'focus.resume' })],
  [3, (random) => wish({ type: 'focus.extend', minutes: 1 + upTo(random, 20) })],
  [3, () => wish({ type: 'focus.interrupt', note: 'phone' })],
  [4, () => wish({ type: 'focus.end' })],
  [3, () => wish({ type: 'focus.undoEnd' })],
  [4, (random, _state, now) => wish({ type: 'plan.add', block: blockAt(random, now) })],
  [2, (random, state) => wish({ type: 'plan.change', id: anyOf(random, state.plan), change: { title: 'Other' } })],
  [1, (random, state) => wish({ type: 'plan.remove', id: anyOf(random, state.plan) })],
  [1, () => wish({ type: 'plan.undo' })],
  [1, () => wish({ type: 'plan.redo' })],
  [2, (random) => wish({ type: 'inbox.add', id: `i${upTo(random, 9)}`, title: 'Call back' })],
  [1, (random, state) => wish({ type: 'inbox.done', id: anyOf(random, state.inbox), done: true })],
  [2, (_random, _state, now) => wish({ type: 'status.set', status: { text: 'Deep work', until: now + 40 * MINUTE } })],
  [3, (random) => wish({ type: 'settings.change', change: { mute: MODES[upTo(random, 3)] ?? 'with' } })],
  [2, (random) => wish({ type: 'settings.change', change: { defaultMinutes: 5 + upTo(random, 60) } })],
  [5, (random) => ({ type: 'wait', millis: upTo(random, 20) * MINUTE })],
  [3, (random) => ({ type: 'wait', millis: upTo(random, 20) * SECOND })],
  [
    2,
    (random, _state, now) => ({
      type: 'intent',
      intent: { type: 'gap', kind: 'sleep', from: now - upTo(random, 10) * MINUTE },
    }),
  ],
  [1, (random) => ({ type: 'clock', by: upTo(random, 10) * MINUTE })],
  [2, () => ({ type: 'hand' })],
  [1, () => ({ type: 'quit' })],
]

const TOTAL = CHOICES.reduce((sum, [weight]) => sum + weight, 0)

export function nextStep(random: Random, state: State, now: Instant): Step {
  let place = random() * TOTAL
  for (const [weight, make] of CHOICES) {
    place -= weight
    if (place < 0) return make(random, state, now)
  }
  return { type: 'wait', millis: 0 }
}

const anyOf = (random: Random, things: Readonly<Record<string, unknown>>): string => {
  const ids = Object.keys(things)
  return ids[upTo(random, ids.length - 1)] ?? 'none'
}

const blockAt = (random: Random, now: Instant) => ({
  id: `b${upTo(random, 50)}`,
  kind: (['focus', 'open', 'rest'] as const)[upTo(random, 2)] ?? 'focus',
  title: 'Spring report',
  start: inZone(now + (upTo(random, 600) - 300) * MINUTE, 'Europe/Lisbon'),
  minutes: 5 + upTo(random, 120),
})
