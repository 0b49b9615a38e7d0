/** What the planner proposes, with the journal where the person's energy is asked for. */
import { type Proposal, proposalOf } from '../core/app/proposal.ts'
import type { State } from '../core/app/state.ts'
import { type EnergyCurve, energyCurve } from '../core/insights/energy.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Journal } from './ports.ts'

/** The journal is read again only where a session changed. */
const curves = new WeakMap<State['session'], EnergyCurve | null>()

export function propose(journal: Journal, state: State, now: Instant): Proposal | null {
  const { settings, session, system } = state
  if (!settings.energy) return proposalOf(state, now)
  const known = curves.get(session)
  const curve = known === undefined ? energyCurve(journal.recent().events, system.zone, now) : known
  curves.set(session, curve)
  return proposalOf(state, now, curve)
}
