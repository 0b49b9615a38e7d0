import type { ReactNode } from 'react'
import type { Settings } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Refused, Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][]
const CLOCKS = ['locale', '24', '12'] as const satisfies readonly Settings['clock'][]

export function LookSection(): ReactNode {
  const text = useText()
  const { theme, clock } = useSlice('settings')
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
      <Refused error={error} />
    </Section>
  )
}
