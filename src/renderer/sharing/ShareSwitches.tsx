import type { ReactNode } from 'react'
import { sharesPlan } from '../../core/availability/cut.ts'
import type { TeamSlice } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Refused } from '../ui/Refused.tsx'
import { Switch } from '../ui/Switch.tsx'

/** What a team may see of me: one switch a field. Plan and clock are on until I say no, all others off until I say so. */
export function ShareSwitches({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const { ask, error } = useWish()
  const { awayAfterMinutes } = useSlice('settings')
  const { here } = useSlice('system')
  const { place, away, skills } = team.shares
  const hasPlan = sharesPlan(team.shares)
  const share = (field: 'plan' | 'zone' | 'away' | 'skills') => (on: boolean) =>
    void ask({ type: 'team.share', team: team.team, place, [field]: on })
  return (
    <>
      <Switch
        label={text('sharing.plan.share')}
        hint={text('sharing.plan.share.meaning')}
        isOn={hasPlan}
        onChange={share('plan')}
      />
      <Switch
        label={text('sharing.zone.share')}
        hint={text('sharing.zone.share.meaning')}
        isOn={team.shares.zone !== false}
        onChange={share('zone')}
      />
      <Switch
        label={text('settings.teams.place')}
        hint={text(hasPlan ? 'settings.teams.place.meaning' : 'sharing.withPlan')}
        isOn={place}
        isDisabled={!hasPlan}
        onChange={(on) => void ask({ type: 'team.share', team: team.team, place: on })}
      />
      <Switch
        label={text('settings.teams.away')}
        hint={text('settings.teams.away.meaning', { minutes: awayAfterMinutes })}
        isOn={away === true}
        onChange={share('away')}
      />
      {away === true && here.input === 'unknown' && (
        <p className="ui-hint" role="status">
          {text(here.locked === null ? 'settings.teams.away.unknown' : 'settings.teams.away.lockOnly')}
        </p>
      )}
      <Switch
        label={text('sharing.skills.share')}
        hint={text(hasPlan ? 'sharing.skills.meaning' : 'sharing.withPlan')}
        isOn={skills === true}
        isDisabled={!hasPlan}
        onChange={share('skills')}
      />
      <Refused error={error} />
    </>
  )
}
