import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { isDown } from '../../lib/isDown.ts'
import { useNow } from '../../lib/useNow.ts'
import { useWish } from '../../lib/useWish.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useReason } from '../Connection.tsx'

interface TeamsProps {
  readonly teams: readonly TeamSlice[]
}

/** Above the list: which hubs are out of reach, since when, why, and what to do. */
export function LinksDown({ teams }: TeamsProps): ReactNode {
  return (
    <div className="team-link-live" role="status">
      {teams.filter(isDown).map((team) => (
        <Down key={team.team} team={team} />
      ))}
    </div>
  )
}

function Down({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const times = useTimes()
  const now = useNow('minute')
  const because = useReason()
  const { ask, pending, error } = useWish()
  const { status, reason, since } = team.link
  if (status !== 'offline' && status !== 'refused') return null
  const said = text(`planner.link.${status}`, { team: team.name, at: times.moment(since, now) })
  return (
    <div className="team-banner" data-status={status}>
      <Icon name="warning" />
      <p>
        <strong>{said}</strong> {error ?? because(reason, team)}
      </p>
      <Button
        size="small"
        isPending={pending}
        aria-label={text('team.all.retry', { team: team.name })}
        onPress={() => void ask({ type: 'team.retry', team: team.team })}
      >
        {text('team.link.retry')}
      </Button>
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
