import { type ReactNode, useState } from 'react'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { HostForm } from '../team/HostForm.tsx'
import { JoinForm } from '../team/JoinForm.tsx'
import '../team/forms.css'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Switch } from '../ui/Switch.tsx'
import { StepTitle } from './StepTitle.tsx'

type Way = 'later' | 'join' | 'host'

/** A team now or later, and whether Tideline is there from login on. */
export function TeamStep(): ReactNode {
  const text = useText()
  const teams = Object.values(useSlice('teams'))
  const [way, setWay] = useState<Way>('later')
  const segments = (['later', 'join', 'host'] as const).map((id) => ({ id, label: text(`welcome.team.${id}`) }))
  const done = (): void => setWay('later')
  return (
    <>
      <StepTitle title={text('welcome.team')} what={text('welcome.team.what')} />
      {teams.length > 0 ? (
        <p role="status">{text('welcome.team.in', { teams: teams.map(({ name }) => name).join(', ') })}</p>
      ) : (
        <>
          <SegmentedControl label={text('welcome.team')} segments={segments} value={way} onChange={setWay} />
          {way === 'later' && <p className="plan-quiet">{text('welcome.team.later.what')}</p>}
          {way === 'join' && <JoinForm onDone={done} />}
          {way === 'host' && <HostForm onDone={done} />}
        </>
      )}
      <hr className="welcome-line" />
      <LoginSwitch />
    </>
  )
}

function LoginSwitch(): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const { startAtLogin } = useSlice('settings')
  return (
    <Switch
      label={text('welcome.login')}
      hint={text('welcome.login.what')}
      isOn={startAtLogin}
      onChange={(on) => void dispatch({ type: 'settings.change', change: { startAtLogin: on } })}
    />
  )
}
