import { type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import type { TeamBook } from '../../core/app/teamWishes.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { AskFirst } from './AskFirst.tsx'
import { CopyLink } from './CopyLink.tsx'
import { PeoplePart } from './PeoplePart.tsx'

type Device = TeamBook['devices'][number]

export interface DeviceListProps {
  readonly team: TeamSlice
  readonly devices: readonly Device[]
}

/** My computers in this team, and the link that adds one. */
export function DeviceList({ team, devices }: DeviceListProps): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [link, setLink] = useState<string | null>(null)
  const pair = async (): Promise<void> => {
    const outcome = await ask({ type: 'team.pair', team: team.team })
    if (outcome.ok) setLink(outcome.value ?? null)
  }
  return (
    <PeoplePart heading={text('team.people.devices')}>
      <ul className="team-people-list">
        {devices.map((device) => (
          <DeviceRow key={device.id} team={team} device={device} />
        ))}
      </ul>
      <p className="ui-hint">{text('team.people.devices.meaning')}</p>
      {link === null ? (
        <Button icon="plus" isPending={pending} onPress={() => void pair()}>
          {text('team.people.pair')}
        </Button>
      ) : (
        <>
          <CopyLink key={link} link={link} />
          <p className="ui-hint">{text('team.people.pair.meaning')}</p>
          {team.hosted === 'loopback' && <p className="ui-hint">{text('team.people.pair.loopback')}</p>}
        </>
      )}
      <Refused error={error} />
    </PeoplePart>
  )
}

function DeviceRow({ team, device }: { readonly team: TeamSlice; readonly device: Device }): ReactNode {
  const text = useText()
  const [asking, setAsking] = useState(false)
  const isThis = device.id === team.device
  return (
    <li>
      <div className="team-people-row">
        <span className="team-people-name">{text(wordsFor(isThis, device.live))}</span>
        {!asking && (
          <Button
            size="small"
            tone="quiet"
            aria-label={`${text('team.people.device.remove')}: ${text(wordsFor(isThis, device.live))}`}
            onPress={() => setAsking(true)}
          >
            {text('team.people.device.remove')}
          </Button>
        )}
      </div>
      {asking && (
        <AskFirst
          question={text(isThis ? 'team.people.device.ask' : 'team.people.device.askOther')}
          go={text('team.people.device.remove')}
          wish={{ type: 'team.removeDevice', team: team.team, device: device.id }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}

function wordsFor(isThis: boolean, live: boolean) {
  if (isThis) return 'team.people.devices.this'
  return live ? 'team.people.devices.live' : 'team.people.devices.gone'
}
