import type { ReactNode } from 'react'
import { CHOSEN_MODES, type FocusSettings } from '../../core/focus/modes.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Refused } from '../ui/Refused.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Switch } from '../ui/Switch.tsx'
import { type FocusNumber, FocusNumbers, Minutes, Numbers } from './Numbers.tsx'
import { Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

/** The numbers of each mode; what a mode does not know is not asked. */
const OF_MODE: Readonly<Record<FocusSettings['mode'], readonly FocusNumber[]>> = {
  countdown: [],
  pomodoro: [
    { name: 'work', min: 5, max: 240, step: 5 },
    { name: 'short', min: 1, max: 60 },
    { name: 'long', min: 1, max: 120, step: 5 },
    { name: 'every', min: 1, max: 12, unit: null, hint: 'settings.focus.every.meaning' },
    { name: 'rounds', min: 1, max: 12, unit: null, hint: 'settings.focus.rounds.meaning' },
  ],
  flow: [{ name: 'flow', min: 15, max: 240, step: 5 }],
}

const TARGET: readonly FocusNumber[] = [
  { name: 'target', min: 0, max: 960, step: 15, hint: 'settings.focus.target.meaning' },
]

/** How focus is counted, how long it is, and whether the plan runs it. */
export function FocusSection(): ReactNode {
  const text = useText()
  const { focus } = useSlice('settings')
  const { change, error } = useSetting()
  const set = (given: Partial<FocusSettings>): void => void change({ focus: given })
  return (
    <Section name="focus">
      <div className="ui-field">
        <SegmentedControl
          label={text('settings.focus.mode')}
          labelShown
          segments={CHOSEN_MODES.map((id) => ({ id, label: text(`settings.focus.mode.${id}`) }))}
          value={focus.mode}
          onChange={(mode) => set({ mode })}
        />
        <p className="ui-hint">{text(`settings.focus.mode.${focus.mode}.meaning`)}</p>
        <Refused error={error} />
      </div>
      <Numbers>
        {focus.mode === 'countdown' && (
          <Minutes name="defaultMinutes" label="settings.minutes" hint="settings.minutes.meaning" min={5} max={480} />
        )}
        <FocusNumbers fields={[...OF_MODE[focus.mode], ...TARGET]} />
      </Numbers>
      <Switch
        label={text('settings.focus.strict')}
        hint={text('settings.focus.strict.meaning')}
        isOn={focus.strict}
        onChange={(strict) => set({ strict })}
      />
      <Switch
        label={text('settings.focus.auto')}
        hint={text('settings.focus.auto.meaning')}
        isOn={focus.auto}
        onChange={(auto) => set({ auto })}
      />
    </Section>
  )
}
