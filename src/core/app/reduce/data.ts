import { recentSessions } from '../../focus/session.ts'
import type { Instant } from '../../time/instant.ts'
import type { DataNews } from '../dataIntent.ts'
import { ledgerFrom } from '../ledger.ts'
import { emptyState, noSession, type State } from '../state.ts'
import { changed, type Reduced } from './result.ts'
import { withNameToTell } from './teams.ts'

/** What was done before belongs to another plan, so there is nothing to undo. */
export function reduceData(state: State, { parts, events }: DataNews, now: Instant): Reduced {
  const isRenamed = parts.settings.name !== state.settings.name
  return changed({
    ...state,
    ...parts,
    teams: isRenamed ? withNameToTell(state.teams, parts.settings.name) : state.teams,
    history: emptyState(state.system).history,
    session: { ...noSession, past: recentSessions(events, now) },
    ledger: ledgerFrom(events, now),
    starts: {},
  })
}
