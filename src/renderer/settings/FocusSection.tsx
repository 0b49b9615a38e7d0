import type { ReactNode } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Section } from './Section.tsx'
import { SoundField } from './SoundField.tsx'
import { ShortcutField } from './ShortcutField.tsx'
import { useSetting } from './useSetting.ts'

export function FocusSection(): ReactNode {
  const text = useText()
  const { defaultMinutes, focusView, trayCountdown } = useSlice('settings')
  const { change, error } = useSetting()
  return (
    <Section title={text('settings.focus')}>
      <NumberField
        label={text('settings.minutes')}
        hint={text('settings.minutes.meaning')}
        unit="minute"
        value={defaultMinutes}
        min={5}
        max={480}
        step={5}
        onChange={(minutes) => void change({ defaultMinutes: minutes })}
        error={error}
      />
      <Switch
        label={text('settings.focusView')}
        hint={text('settings.focusView.meaning')}
        isOn={focusView}
        onChange={(on) => void change({ focusView: on })}
      />
      <Switch
        label={text('settings.countdown')}
        hint={text('settings.countdown.meaning')}
        isOn={trayCountdown}
        onChange={(on) => void change({ trayCountdown: on })}
      />
      <SoundField />
      <ShortcutField setting="shortcut" />
      <ShortcutField setting="interruptShortcut" />
    </Section>
  )
}
