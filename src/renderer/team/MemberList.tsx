import { type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import type { TeamBook } from '../../core/app/teamWishes.ts'
import { useText } from '../lib/intl.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { AskFirst } from './AskFirst.tsx'
import { PeoplePart } from './PeoplePart.tsx'

type Member = TeamBook['people'][number]

export interface MemberListProps {
  readonly team: TeamSlice
  readonly people: readonly Member[]
  /** Whether I am. */
  readonly isOwner: boolean
}

export function MemberList({ team, people, isOwner }: MemberListProps): ReactNode {
  const text = useText()
  return (
    <PeoplePart heading={text('team.people.members', { count: people.length })}>
      <ul className="team-people-list team-people-members">
        {people.map((member) => (
          <MemberRow key={member.id} team={team} member={member} isOwner={isOwner} />
        ))}
      </ul>
    </PeoplePart>
  )
}

interface MemberRowProps {
  readonly team: TeamSlice
  readonly member: Member
  readonly isOwner: boolean
}

function MemberRow({ team, member: { id, name, role }, isOwner }: MemberRowProps): ReactNode {
  const text = useText()
  const [asking, setAsking] = useState<'handOver' | 'remove' | null>(null)
  const isMe = id === team.me
  return (
    <li>
      <div className="team-people-row">
        <span className="team-people-name">{isMe ? text('team.people.you', { name }) : name}</span>
        {role === 'owner' && <span className="ui-hint">{text('team.people.owner')}</span>}
        {isOwner && !isMe && asking === null && (
          <Menu
            label={text('team.people.more', { name })}
            lines={[
              { id: 'handOver', label: text('team.people.handOver'), run: () => setAsking('handOver') },
              { id: 'remove', label: text('team.people.remove'), tone: 'danger', run: () => setAsking('remove') },
            ]}
          >
            <IconButton icon="more" size="small" label={text('team.people.more', { name })} />
          </Menu>
        )}
      </div>
      {asking !== null && (
        <AskFirst
          question={text(`team.people.${asking}.ask`, { name })}
          go={text(`team.people.${asking}.go`)}
          wish={{ type: asking === 'remove' ? 'team.removePerson' : 'team.handOver', team: team.team, person: id }}
          onClose={() => setAsking(null)}
        />
      )}
    </li>
  )
}
