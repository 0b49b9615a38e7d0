import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { useText } from '../../lib/intl.tsx'
import { LinkDown } from '../Connection.tsx'

interface TeamsProps {
  readonly teams: readonly TeamSlice[]
}

/** Above the list: which hubs are out of reach, since when, why, and what to do. */
export function LinksDown({ teams }: TeamsProps): ReactNode {
  return (
    <div className="team-link-live" role="status">
      {teams.map((team) => (
        <LinkDown key={team.team} team={team} isOneOfMany />
      ))}
    </div>
  )
}

/** Under the list, quiet: how many of the hubs are in reach. */
export function AllLinks({ teams }: TeamsProps): ReactNode {
  const text = useText()
  const online = teams.filter(({ link }) => link.status === 'online').length
  return (
    <footer className="team-foot" data-status={online === teams.length ? 'online' : 'connecting'}>
      <span className="team-foot-dot" />
      <span>{text('team.all.online', { online, all: teams.length })}</span>
    </footer>
  )
}
