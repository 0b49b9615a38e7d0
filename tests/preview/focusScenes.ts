/** What focus asks and tells, each as wishes and time bring it about. */
import type { Intent } from '../../src/core/app/intent.ts'
import { reduce } from '../../src/core/app/reduce.ts'
import { runningSession } from '../../src/core/app/running.ts'
import type { State } from '../../src/core/app/state.ts'
import { type Instant, MINUTE } from '../../src/core/time/instant.ts'

/** A step comes so many minutes before the scene's time. */
type Step = readonly [before: number, intent: Intent]

const LOOK: Intent = { type: 'look' }
const start = (minutes: number, more: { strict?: boolean; title?: string } = {}): Intent => ({
  type: 'focus.start',
  minutes,
  title: 'Draft the spec',
  ...more,
})

const LIVES: Readonly<Record<string, readonly Step[]>> = {
  gap: [
    [60, start(90)],
    [5, { type: 'gap', kind: 'sleep', from: -35 }],
  ],
  gapOver: [
    [60, start(58)],
    [1, { type: 'gap', kind: 'lock', from: -35 }],
  ],
  strict: [
    [20, start(50, { strict: true })],
    [0, { type: 'focus.end' }],
  ],
  break: [
    [26, { type: 'focus.start', mode: 'pomodoro', title: 'Draft the spec' }],
    [0, LOOK],
  ],
  rest: [[3, { type: 'focus.break', minutes: 15 }]],
  rounds: [[10, { type: 'focus.start', mode: 'pomodoro', title: 'Draft the spec' }]],
  flow: [[40, { type: 'focus.start', mode: 'flow', title: 'Draft the spec' }]],
  suggested: [
    [95, { type: 'focus.start', mode: 'flow', title: 'Draft the spec' }],
    [2, LOOK],
  ],
  landing: [
    [46, start(50)],
    [1, LOOK],
  ],
}

/** Times within an intent are told as minutes before the scene's time too. */
function dated(intent: Intent, now: Instant): Intent {
  return intent.type === 'gap' ? { ...intent, from: now + intent.from * MINUTE } : intent
}

function live(state: State, steps: readonly Step[], now: Instant): State {
  const lived = steps.reduce(
    (was, [before, intent]) => reduce(was, dated(intent, now), now - before * MINUTE).state,
    state,
  )
  return { ...lived, mute: { ...lived.mute, held: runningSession(lived, now)?.phase === 'running' } }
}

export const focusScenes = (state: State, now: Instant): Readonly<Record<string, { state: State; now: Instant }>> =>
  Object.fromEntries(Object.entries(LIVES).map(([name, steps]) => [name, { now, state: live(state, steps, now) }]))
