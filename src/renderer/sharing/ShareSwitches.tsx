import type { ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Switch } from '../ui/Switch.tsx'

/** What a team may see beside when I can be reached: one switch a field, all of them off until I say so. */
export function ShareSwitches({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const { ask, error } = useWish()
  const { awayAfterMinutes } = useSlice('settings')
  const { here } = useSlice('system')
  const { place, away, skills } = team.shares
  return (
    <>
      <Switch
        label={text('settings.teams.place')}
        hint={text('settings.teams.place.meaning')}
        isOn={place}
        onChange={(on) => void ask({ type: 'team.share', team: team.team, place: on })}
      />
      <Switch
        label={text('settings.teams.away')}
        hint={text('settings.teams.away.meaning', { minutes: awayAfterMinutes })}
        isOn={away === true}
        onChange={(on) => void ask({ type: 'team.share', team: team.team, place, away: on })}
      />
      {away === true && here.input === 'unknown' && (
        <p className="ui-hint" role="status">
          {text(here.locked === null ? 'settings.teams.away.unknown' : 'settings.teams.away.lockOnly')}
        </p>
      )}
      <Switch
        label={text('sharing.skills.share')}
        hint={text('sharing.skills.meaning')}
        isOn={skills === true}
        onChange={(on) => void ask({ type: 'team.share', team: team.team, place, skills: on })}
      />
      {error !== null && (
        <p className="ui-error" role="alert">
          {error}
        </p>
      )}
    </>
  )
}
