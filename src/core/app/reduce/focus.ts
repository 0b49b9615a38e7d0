/** Everything about focus goes through here; what each wish and each look comes to lies in `focus/`. */
import type { Instant } from '../../time/instant.ts'
import { runningSession } from '../running.ts'
import type { Intent } from '../intent.ts'
import type { State } from '../state.ts'
import { clockSet, settle } from './focus/clock.ts'
import { afterRestart, recordGap, settleGap } from './focus/gap.ts'
import { end, chain } from './focus/record.ts'
import { start } from './focus/start.ts'
import { lookAtPlan, steerStart } from './focus/starts.ts'
import { steer, stopByHand, undoEnd } from './focus/steer.ts'
import type { LedgerIntent } from './ledger.ts'
import { changed, type Reduced } from './result.ts'

type FocusIntent = Exclude<
  Extract<Intent, { type: `focus.${string}` | 'look' | 'started' | 'gap' | 'clockSet' | 'quitting' }>,
  LedgerIntent
>

export function reduceFocus(state: State, intent: FocusIntent, now: Instant): Reduced {
  switch (intent.type) {
    case 'look':
      return chain(settle(state, now), (after) => lookAtPlan(after, now))
    case 'started':
      return afterRestart(state, intent.lastAlive, now)
    case 'gap':
      return recordGap(state, intent.kind, intent.from, now)
    case 'clockSet':
      return clockSet(state, intent.by, now)
    case 'quitting':
      return runningSession(state, now) === null ? changed(state) : end(state, now, 'quit')
    case 'focus.toggle':
      return isFocusing(state, now) ? stopByHand(state, now) : start(state, {}, now)
    case 'focus.start':
      return start(state, intent, now)
    case 'focus.undoEnd':
      return undoEnd(state, now)
    case 'focus.settleGap':
      return settleGap(state, intent.how, now)
    case 'focus.postponeStart':
    case 'focus.skipStart':
      return steerStart(state, intent, now)
    default:
      return steer(state, intent, now)
  }
}

/** A break on its own gives way to focus, as doing nothing would. */
function isFocusing(state: State, now: Instant): boolean {
  const running = runningSession(state, now)
  return running !== null && running.mode !== 'break'
}
