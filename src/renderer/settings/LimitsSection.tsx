import type { ReactNode } from 'react'
import type { LimitName } from '../../core/planner/limits.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Numbers } from './Numbers.tsx'
import { Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

/** In hours, up to so many. */
const FIELDS: readonly (readonly [name: LimitName, most: number])[] = [
  ['rest', 24],
  ['spread', 24],
  ['week', 168],
  ['focus', 24],
  ['reachable', 24],
]

/** What a working day should not pass. It is shown while planning, and nothing is ever refused for it. */
export function LimitsSection(): ReactNode {
  const text = useText()
  const { reflow, energy } = useSlice('settings')
  const { change } = useSetting()
  return (
    <Section name="limits">
      <p className="ui-hint">{text('settings.limits.meaning')}</p>
      <Numbers>
        {FIELDS.map(([name, most]) => (
          <Hours key={name} name={name} most={most} />
        ))}
      </Numbers>
      <Switch
        label={text('settings.reflow')}
        hint={text('settings.reflow.meaning')}
        isOn={reflow}
        onChange={(on) => void change({ reflow: on })}
      />
      <Switch
        label={text('settings.energy')}
        hint={text('settings.energy.meaning')}
        isOn={energy}
        onChange={(on) => void change({ energy: on })}
      />
    </Section>
  )
}

function Hours({ name, most }: { readonly name: LimitName; readonly most: number }): ReactNode {
  const text = useText()
  const minutes = useSlice('settings').limits[name]
  const { change, error } = useSetting()
  return (
    <NumberField
      label={text(`settings.limits.${name}`)}
      hint={text(`settings.limits.${name}.meaning`)}
      unit="hour"
      value={minutes / 60}
      min={0}
      max={most}
      step={name === 'week' ? 1 : 0.5}
      grain={0.25}
      onChange={(hours) => void change({ limits: { [name]: Math.round(hours * 60) } })}
      error={error}
    />
  )
}
