import type { ReactNode } from 'react'
import { MUTE_MODES } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Refused } from '../ui/Refused.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Switch } from '../ui/Switch.tsx'
import { MuteReport } from './MuteReport.tsx'
import { Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

export function MuteSection(): ReactNode {
  const text = useText()
  const { mute, quietHours } = useSlice('settings')
  const { change, error } = useSetting()
  return (
    <Section name="mute">
      <div className="ui-field">
        <SegmentedControl
          label={text('settings.mute.mode')}
          labelShown
          segments={MUTE_MODES.map((id) => ({ id, label: text(`settings.mute.${id}`) }))}
          value={mute}
          onChange={(mode) => void change({ mute: mode })}
        />
        <p className="ui-hint">{text(`settings.mute.${mute}.meaning`)}</p>
        <Refused error={error} />
      </div>
      <Switch
        label={text('settings.mute.quiet')}
        hint={text('settings.mute.quiet.meaning')}
        isOn={quietHours}
        isDisabled={mute === 'never'}
        onChange={(on) => void change({ quietHours: on })}
      />
      <MuteReport />
    </Section>
  )
}
