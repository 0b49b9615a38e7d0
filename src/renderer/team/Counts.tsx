import type { ReactNode } from 'react'
import { nextCore } from '../../core/agreement/coreHours.ts'
import type { WeeklyHours } from '../../core/agreement/rules.ts'
import type { RosterCounts } from '../../core/team/roster.ts'
import type { Instant } from '../../core/time/instant.ts'
import { Say, useText, useTimes } from '../lib/intl.tsx'

export interface CountsProps {
  readonly counts: RosterCounts
  readonly linked: boolean
  readonly core: readonly WeeklyHours[]
  readonly minute: Instant
}

/** `2 of 7 reachable now, 1 together · core hours at 15:00`. */
export function Counts({ counts, linked, core, minute }: CountsProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const next = core.length === 0 ? null : nextCore(core, times.zone, minute)
  return (
    <p className="team-counts">
      <Say id={linked ? 'team.counts' : 'team.counts.unlinked'} values={{ ...counts }} />
      {next !== null &&
        ` · ${
          next.start > minute
            ? text('team.counts.core.at', { at: times.brief(next.start, minute) })
            : text('team.counts.core.until', { at: times.brief(next.end, minute) })
        }`}
    </p>
  )
}
