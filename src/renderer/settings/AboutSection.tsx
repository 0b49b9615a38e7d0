import type { ReactNode } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

/** What concerns the app on this computer: when it starts, where it keeps things, which version it is. */
export function AboutSection(): ReactNode {
  const text = useText()
  const { startAtLogin } = useSlice('settings')
  const { trayHost, vault, dataDir, version } = useSlice('system')
  const { change, error } = useSetting()
  const reveal = useWish()
  return (
    <Section name="app">
      <div className="ui-field">
        <Switch
          label={text('settings.login')}
          hint={text(trayHost ? 'settings.tray.there' : 'settings.tray.missing')}
          isOn={startAtLogin}
          onChange={(on) => void change({ startAtLogin: on })}
        />
        <Refused error={error} />
      </div>
      <div className="ui-field">
        <span className="ui-label">{text('settings.data')}</span>
        <div className="settings-line">
          <code className="settings-path">{dataDir}</code>
          <Button size="small" isPending={reveal.pending} onPress={() => void reveal.ask({ type: 'data.reveal' })}>
            {text('settings.data.reveal')}
          </Button>
        </div>
        <p className="ui-hint">{text(`settings.vault.${vault}`)}</p>
        <Refused error={reveal.error} />
      </div>
      <p className="ui-hint">{text('settings.version', { version })}</p>
    </Section>
  )
}
