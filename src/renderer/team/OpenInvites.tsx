import type { ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import type { TeamBook } from '../../core/app/teamWishes.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { PeoplePart } from './PeoplePart.tsx'

type Invite = TeamBook['invites'][number]

export interface OpenInvitesProps {
  readonly team: TeamSlice
  readonly invites: readonly Invite[]
}

/** Links that still let somebody in. Their secret was told once; here they can be taken back. */
export function OpenInvites({ team, invites }: OpenInvitesProps): ReactNode {
  const text = useText()
  return (
    <PeoplePart heading={text('team.people.invites')}>
      <ul className="team-people-list">
        {invites.map((invite) => (
          <InviteRow key={invite.id} team={team.team} invite={invite} />
        ))}
      </ul>
    </PeoplePart>
  )
}

function InviteRow({ team, invite }: { readonly team: string; readonly invite: Invite }): ReactNode {
  const text = useText()
  const times = useTimes()
  const now = useNow('minute')
  const { ask, pending, error } = useWish()
  const at = times.moment(invite.expires, now)
  return (
    <li>
      <div className="team-people-row">
        <span className="team-people-name">{text(`team.people.invite.${invite.for}`, { uses: invite.uses, at })}</span>
        <Button
          size="small"
          tone="quiet"
          isPending={pending}
          onPress={() => void ask({ type: 'team.removeInvite', team, invite: invite.id })}
        >
          {text('team.people.invite.remove')}
        </Button>
      </div>
      <Refused error={error} />
    </li>
  )
}
