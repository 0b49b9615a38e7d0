/**
 * The heart: dispatch → reduce → save → reconcile → announce → broadcast. Start-up, crash, sleep, wake, a set clock and
 * a reconnected hub are one path: look again and make the world so.
 */
import { announce } from '../core/app/announce.ts'
import { desired } from '../core/app/desired.ts'
import { type Errand, type Intent, isErrand, type Outcome, refused, type Wish } from '../core/app/intent.ts'
import { reduce } from '../core/app/reduce.ts'
import type { State } from '../core/app/state.ts'
import type { SessionEvent } from '../core/focus/session.ts'
import type { PlanMonths } from './planMonths.ts'
import { type Clock, type Journal, type Keeper, SaveError } from './ports.ts'
import type { Reconcile } from './reconcile.ts'
import { saveChanges } from './saving.ts'

export interface Loop {
  state(): State
  /** The answer comes after the change was saved and acted upon. */
  dispatch(intent: Intent): Promise<Outcome>
  /** Makes the world match without a change: after start, wake or reconnect. */
  reconcile(): Promise<void>
  /** Called after each change. Returns how to stop listening. */
  subscribe(listener: (before: State, after: State) => void): () => void
}

export interface LoopParts {
  readonly clock: Clock
  readonly keeper: Keeper
  readonly journal: Journal
  readonly reconcile: Reconcile
  readonly runErrand: (errand: Errand, loop: Loop) => Promise<Outcome>
  /** What time did since the last look. A wish about focus must not be measured with a clock that was set meanwhile. */
  readonly observe?: () => readonly Intent[]
  /** Where the plan is kept by months; else it is one file. */
  readonly months?: Pick<PlanMonths, 'before' | 'save'>
  readonly announce: (key: string, values: Readonly<Record<string, string | number>>) => void
}

export function createLoop(first: State, parts: LoopParts): Loop {
  const { clock, keeper, journal } = parts
  const listeners = new Set<(before: State, after: State) => void>()
  let state = first

  async function dispatch(intent: Intent): Promise<Outcome> {
    if (isErrand(intent)) return parts.runErrand(intent, loop)
    if (intent.type.startsWith('focus.')) for (const seen of parts.observe?.() ?? []) await dispatch(seen)
    for (const read of parts.months?.before(intent, state) ?? []) await dispatch(read)
    const before = state
    const now = clock.now()
    const { state: after, events, outcome } = reduce(before, intent, now)
    if (!outcome.ok) return outcome
    const problem = intent.type === 'plan.months' ? null : trySave(before, after, events)
    if (problem !== null && !mustGoOn(intent, events)) return refused(problem)
    state = after
    for (const listener of listeners) listener(before, after)
    if (problem !== null)
      void dispatch({ type: 'notice.tell', key: 'notice.notSaved', values: { code: problem }, tone: 'problem' })
    // Old months are looked at, and nothing of the world depends on them.
    if (intent.type === 'plan.months') return outcome
    // A look that changed nothing still arms the next alarm and draws the minutes left.
    if (after !== before && onlyRosters(before, after)) return outcome
    await reconcile()
    for (const { key, values } of announce(before, after, now, state.ledger.digest)) parts.announce(key, values)
    return outcome
  }

  function trySave(before: State, after: State, events: readonly SessionEvent[]): SaveError['code'] | null {
    try {
      if (events.length > 0) journal.append(events)
      saveChanges({ keeper, now: clock.now(), months: parts.months }, before, after)
      return null
    } catch (error) {
      if (error instanceof SaveError) return error.code
      throw error
    }
  }

  const reconcile = (): Promise<void> => {
    const now = clock.now()
    return parts.reconcile(desired(state, now), state, now)
  }

  const loop: Loop = {
    state: () => state,
    dispatch,
    reconcile,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return loop
}

/** Ending restores the desktop even if saving fails, and what was observed is so whether or not the disk is full. */
function mustGoOn(intent: Intent, events: readonly SessionEvent[]): boolean {
  if (events.some((event) => event.type === 'ended' || event.type === 'paused')) return true
  return !(WISH_AREAS as readonly string[]).includes(intent.type.split('.')[0] ?? '')
}

const WISH_AREAS = [
  'focus',
  'plan',
  'doc',
  'knock',
  'alert',
  'rhythm',
  'inbox',
  'status',
  'settings',
] as const satisfies readonly (Wish['type'] extends `${infer Area}.${string}` ? Area : never)[]

/** Teammates come and go many times a second; nothing of mine depends on them but the windows that show them. */
function onlyRosters(before: State, after: State): boolean {
  return Object.keys(after).every(
    (key) => key === 'rosters' || before[key as keyof State] === after[key as keyof State],
  )
}
