/** The ledger as the app knows it: every recent interruption, wherever its events lie. */
import { familiar, type Interruption, interruptionsOf, isLedgerEvent } from '../focus/interruptions.ts'
import { isOfFocus, RECENT, type Session, type SessionEvent } from '../focus/session.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import { emptyLedger, type LedgerSlice, type State } from './state.ts'

/** The recent sessions of focus with the one at hand, oldest first. */
export function knownSessions({ session: { current, past } }: Pick<State, 'session'>): readonly Session[] {
  const all = current === null || past.includes(current) ? past : [...past, current]
  return all.filter(isOfFocus)
}

/** All of the last day and a half, oldest first. */
export function recentInterruptions(state: Pick<State, 'session' | 'ledger'>): readonly Interruption[] {
  const events: readonly SessionEvent[] = [...knownSessions(state).flat(), ...state.ledger.stray]
  return interruptionsOf(events).toSorted((one, other) => one.at - other.at)
}

/** After this an interruption is no longer news; it stays in the log. */
const ASKED_FOR = 30 * MINUTE

/** The newest interruption while it is fresh and the person has not said that they are back; else null. */
export function openInterruption(state: Pick<State, 'session' | 'ledger'>, now: Instant): Interruption | null {
  const newest = recentInterruptions(state).at(-1)
  return newest === undefined || newest.back !== null || now - newest.at > ASKED_FOR ? null : newest
}

/** The ledger that a journal leaves behind. */
export function ledgerFrom(events: readonly SessionEvent[], now: Instant): LedgerSlice {
  const stray = events.filter(isLedgerEvent).filter(({ session, at }) => session === '' && at > now - RECENT)
  return { ...emptyLedger, ...familiar(interruptionsOf(events)), stray }
}
