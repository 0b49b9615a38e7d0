/** A session lived through, minute by minute. */
import { stateWith } from './state.ts'
import { SessionEvent } from '../../src/core/focus/events.ts'
import { FocusSettings } from '../../src/core/focus/modes.ts'
import { type SessionView, viewSession } from '../../src/core/focus/session.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { announce } from '../../src/core/app/announce.ts'
import { desired } from '../../src/core/app/desired.ts'
import type { Intent } from '../../src/core/app/intent.ts'
import { reduce } from '../../src/core/app/reduce.ts'
import type { State } from '../../src/core/app/state.ts'

export const NOW = instantAt('2026-11-26', '09:00', 'Europe/Lisbon')
export const at = (minute: number): number => NOW + minute * MINUTE

export const liking = (focus: Partial<FocusSettings>, more: Partial<State> = {}): State => {
  const state = stateWith(more)
  return { ...state, settings: { ...state.settings, focus: FocusSettings.parse(focus) } }
}

/** Lives through intents at their minutes, looking whenever the core asks for it, as main does. */
export function live(first: State, ...steps: readonly (readonly [number, Intent])[]) {
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

export const LOOK: Intent = { type: 'look' }
export function viewOf(state: State, minute: number): SessionView {
  if (state.session.current === null) throw new Error('There is no session.')
  return viewSession(state.session.current, at(minute))
}
