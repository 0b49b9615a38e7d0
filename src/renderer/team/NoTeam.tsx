import { type ReactNode, useState } from 'react'
import { useText } from '../lib/intl.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { HostForm } from './HostForm.tsx'
import { JoinForm } from './JoinForm.tsx'

/** Just me: host a team, or join one. */
export function NoTeam({ onDone }: { readonly onDone: (team: string) => void }): ReactNode {
  const text = useText()
  const [way, setWay] = useState<'join' | 'host'>('join')
  return (
    <main className="team-none">
      <div className="team-none-card">
        <h1 className="team-none-title">{text('team.none.title')}</h1>
        <p>{text('team.none.how')}</p>
        <SegmentedControl
          label={text('team.none.way')}
          segments={[
            { id: 'join', label: text('team.none.join') },
            { id: 'host', label: text('team.none.host') },
          ]}
          value={way}
          onChange={setWay}
        />
        {way === 'join' ? <JoinForm onDone={onDone} /> : <HostForm onDone={onDone} />}
      </div>
    </main>
  )
}
