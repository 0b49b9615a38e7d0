import type { ReactNode } from 'react'
import { CHOSEN_MODES, type FocusSettings } from '../../core/focus/modes.ts'
import { useSlice } from '../lib/app.tsx'
import type { MessageKey } from '../lib/intl.tsx'
import { useText } from '../lib/intl.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Refused, Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

type Numbered = { [Key in keyof FocusSettings]: FocusSettings[Key] extends number ? Key : never }[keyof FocusSettings]

interface Field {
  readonly name: Numbered
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly unit?: 'minute' | null
  readonly hint?: MessageKey
}

/** The numbers of each mode; what a mode does not know is not asked. */
const OF_MODE: Readonly<Record<FocusSettings['mode'], readonly Field[]>> = {
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

const OF_ALL: readonly Field[] = [
  { name: 'rest', min: 1, max: 120, step: 5 },
  { name: 'postpone', min: 1, max: 30 },
  { name: 'postpones', min: 0, max: 10, unit: null, hint: 'settings.focus.postpones.meaning' },
  { name: 'landing', min: 0, max: 30, hint: 'settings.focus.landing.meaning' },
  { name: 'target', min: 0, max: 960, step: 15, hint: 'settings.focus.target.meaning' },
]

/** How focus is counted, its breaks, and whether the plan runs it. */
export function ModesSection(): ReactNode {
  const text = useText()
  const { focus } = useSlice('settings')
  const { change, error } = useSetting()
  const set = (given: Partial<FocusSettings>): void => void change({ focus: given })
  return (
    <Section title={text('settings.focus.mode')}>
      <div className="ui-field">
        <SegmentedControl
          label={text('settings.focus.mode')}
          segments={CHOSEN_MODES.map((id) => ({ id, label: text(`settings.focus.mode.${id}`) }))}
          value={focus.mode}
          onChange={(mode) => set({ mode })}
        />
        <p className="ui-hint">{text(`settings.focus.mode.${focus.mode}.meaning`)}</p>
        <Refused error={error} />
      </div>
      {OF_MODE[focus.mode].map((field) => (
        <Numbers key={field.name} field={field} />
      ))}
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
      {OF_ALL.map((field) => (
        <Numbers key={field.name} field={field} />
      ))}
    </Section>
  )
}

function Numbers({ field: { name, min, max, step = 1, unit = 'minute', hint } }: { readonly field: Field }): ReactNode {
  const text = useText()
  const value = useSlice('settings').focus[name]
  const { change, error } = useSetting()
  return (
    <NumberField
      label={text(`settings.focus.${name}`)}
      {...(hint === undefined ? {} : { hint: text(hint) })}
      {...(unit === null ? {} : { unit })}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={(next) => void change({ focus: { [name]: next } })}
      error={error}
    />
  )
}
