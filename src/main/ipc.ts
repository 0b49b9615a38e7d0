/** The handlers behind the contract. Whoever calls was checked and what they said was parsed before it comes here. */
import type { Proposal } from '../core/app/proposal.ts'
import type { InsightsReport } from '../core/app/report/insights.ts'
import type { WindowKind } from '../core/app/intent.ts'
import type { TeamHead } from '../core/app/teamHead.ts'
import type { SeenEvent } from '../core/calendar/event.ts'
import type { Interval } from '../core/planner/block.ts'
import type { TeamDoc } from '../core/team/docs.ts'
import type { Broadcast } from './broadcast.ts'
import type { Loop } from './loop.ts'
import type { Handlers } from './ports.ts'

export interface HandlerParts {
  readonly loop: Loop
  readonly broadcast: Broadcast
  readonly insights: () => InsightsReport
  readonly propose: () => Promise<Proposal | null>
  readonly events: (wanted: Interval) => Promise<readonly SeenEvent[]>
  /** Brings the old months of a window into the state. */
  readonly months: (wanted: Interval) => Promise<void>
  readonly docHistory: (wanted: { readonly team: string; readonly doc: string }) => Promise<readonly TeamDoc[]>
  readonly teamHead: (team: string) => TeamHead | null
  readonly drawn: () => void
  readonly foresee: (kind: WindowKind) => void
}

export function createHandlers({
  loop,
  broadcast,
  insights,
  propose,
  events,
  months,
  docHistory,
  teamHead,
  drawn,
  foresee,
}: HandlerParts): Handlers {
  return {
    dispatch: (wish) => loop.dispatch(wish),
    watch: (names, caller) => broadcast.watch(caller.id, names),
    unwatch: async (names, caller) => {
      broadcast.unwatch(caller.id, names)
      return null
    },
    insights: async () => insights(),
    propose: () => propose(),
    events: (wanted) => events(wanted),
    months: async (wanted) => {
      await months(wanted)
      return null
    },
    docHistory: (wanted) => docHistory(wanted),
    teamHead: async ({ team }) => teamHead(team),
    drawn: async () => {
      drawn()
      return null
    },
    foresee: async (kind) => {
      foresee(kind)
      return null
    },
  }
}
