import { type ReactNode, useEffect } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { DeviceList } from './DeviceList.tsx'
import { MemberList } from './MemberList.tsx'
import { OpenInvites } from './OpenInvites.tsx'
import './people.css'
import { TeamData } from './TeamData.tsx'
import { TeamName } from './TeamName.tsx'

export interface PeopleDialogProps {
  readonly team: TeamSlice
  readonly onClose: () => void
}

/** Who is in a team and on which computers I am; an owner also names it, takes invites back, and has its data. */
export function PeopleDialog({ team, onClose }: PeopleDialogProps): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const { book } = team
  useEffect(() => void ask({ type: 'team.people', team: team.team }), [ask, team.team])
  return (
    <Dialog title={text('team.people.title', { team: team.name })} isOpen onClose={onClose}>
      {error !== null && (
        <div className="team-people-error" role="alert">
          <p className="ui-error">{error}</p>
          <Button size="small" isPending={pending} onPress={() => void ask({ type: 'team.people', team: team.team })}>
            {text('team.people.again')}
          </Button>
        </div>
      )}
      {book === undefined && error === null && <p className="ui-hint">{text('team.people.asking')}</p>}
      {book !== undefined && (
        <>
          <DeviceList team={team} devices={book.devices} />
          <MemberList team={team} people={book.people} isOwner={book.role === 'owner'} />
          {book.role === 'owner' && <TeamName key={team.name} team={team} />}
          {book.invites.length > 0 && <OpenInvites team={team} invites={book.invites} />}
          {book.role === 'owner' && <TeamData team={team} />}
        </>
      )}
    </Dialog>
  )
}
