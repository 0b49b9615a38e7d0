import type { ReactNode } from 'react'
import type { Settings } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import { Refused } from '../ui/Refused.tsx'
import { Select } from '../ui/Select.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][]
const CLOCKS = ['locale', '24', '12'] as const satisfies readonly Settings['clock'][]

const DAY_ENDS = [0, 1, 2, 3, 4, 5, 6] as const

export function LookSection(): ReactNode {
  const text = useText()
  const { theme, clock, dayEndsAt } = useSlice('settings')
  const times = useTimes()
  const { change, error } = useSetting()
  return (
    <Section name="look">
      <div className="settings-pair">
        <SegmentedControl
          label={text('settings.theme')}
          labelShown
          segments={THEMES.map((id) => ({ id, label: text(`settings.theme.${id}`) }))}
          value={theme}
          onChange={(next) => void change({ theme: next })}
        />
        <SegmentedControl
          label={text('settings.clock')}
          labelShown
          segments={CLOCKS.map((id) => ({ id, label: text(`settings.clock.${id}`) }))}
          value={clock}
          onChange={(next) => void change({ clock: next })}
        />
      </div>
      <Select
        label={text('settings.dayEnds')}
        choices={DAY_ENDS.map((hour) => ({
          id: String(hour),
          label: times.wall(`${String(hour).padStart(2, '0')}:00`),
        }))}
        value={String(dayEndsAt)}
        onChange={(hour) => void change({ dayEndsAt: Number(hour) })}
      />
      <p className="ui-hint">{text('settings.dayEnds.meaning')}</p>
      <Refused error={error} />
    </Section>
  )
}
