import { type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { ShareSwitches } from '../sharing/ShareSwitches.tsx'
import { LeaveDialog } from '../team/LeaveDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Minutes } from './Numbers.tsx'
import { Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

export function TeamsSection(): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const teams = Object.values(useSlice('teams')).toSorted((a, b) => a.name.localeCompare(b.name))
  const { checkIns } = useSlice('settings')
  const { change } = useSetting()
  const [leaving, setLeaving] = useState<TeamSlice | null>(null)
  return (
    <Section name="teams">
      {teams.length === 0 && <p className="ui-hint">{text('settings.teams.none')}</p>}
      {teams.length > 0 && (
        <ul className="settings-teams">
          {teams.map((team) => (
            <Team key={team.team} team={team} onLeave={() => setLeaving(team)} />
          ))}
        </ul>
      )}
      {/* Only where some team is told: else nothing is looked at. */}
      {teams.some(({ shares }) => shares.away === true) && (
        <Minutes
          name="awayAfterMinutes"
          label="settings.awayAfter"
          hint="settings.awayAfter.meaning"
          min={1}
          max={240}
        />
      )}
      {teams.length > 0 && (
        <Switch
          label={text('settings.checkIns')}
          hint={text('settings.checkIns.meaning')}
          isOn={checkIns}
          onChange={(on) => void change({ checkIns: on })}
        />
      )}
      <div>
        <Button onPress={() => void dispatch({ type: 'window.open', window: 'team' })}>
          {text(teams.length === 0 ? 'settings.teams.begin' : 'settings.teams.open')}
        </Button>
      </div>
      {leaving !== null && <LeaveDialog team={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  )
}

function Team({ team, onLeave }: { readonly team: TeamSlice; readonly onLeave: () => void }): ReactNode {
  const text = useText()
  return (
    <li className="settings-team">
      <div className="settings-team-head">
        <div className="settings-team-name">
          <strong>{team.name}</strong>
          <span className="ui-hint settings-url">{team.url}</span>
          <span className="ui-hint">
            {text(`settings.teams.hosted.${team.hosted}`)} · {text(`settings.teams.link.${team.link.status}`)}
          </span>
        </div>
        <Button
          size="small"
          tone="quiet"
          onPress={onLeave}
          aria-label={text('settings.teams.leaveNamed', { team: team.name })}
        >
          {text('settings.teams.leave')}
        </Button>
      </div>
      <ShareSwitches team={team} />
    </li>
  )
}
