import { createContext, type ReactNode, useContext } from 'react'
import { nextCore } from '../../core/agreement/coreHours.ts'
import type { WeeklyHours } from '../../core/agreement/rules.ts'
import type { RosterCounts } from '../../core/team/roster.ts'
import type { Instant } from '../../core/time/instant.ts'
import { Say, useText, useTimes } from '../lib/intl.tsx'

/** How many can be reached. It changes all the time in a team of thousands, and whatever else lies above it does not. */
export const CountsHere = createContext<RosterCounts>({ people: 0, available: 0, together: 0 })

/** `Counts` of those here; nothing in a team of one. */
export function HereCounted(props: Omit<CountsProps, 'counts'>): ReactNode {
  const counts = useContext(CountsHere)
  return counts.people > 0 && <Counts {...props} counts={counts} />
}

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
