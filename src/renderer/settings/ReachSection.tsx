import type { ReactNode } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Section } from './Section.tsx'
import { ShortcutField } from './ShortcutField.tsx'
import { useSetting } from './useSetting.ts'

/** How focus is at hand while other programs are in front. */
export function ReachSection(): ReactNode {
  const text = useText()
  const { focusView, trayCountdown } = useSlice('settings')
  const { change } = useSetting()
  return (
    <Section name="reach">
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
      <ShortcutField setting="shortcut" />
      <ShortcutField setting="interruptShortcut" />
    </Section>
  )
}
