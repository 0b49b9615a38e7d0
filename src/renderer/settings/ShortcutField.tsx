import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { acceleratorOf, keysShown } from './accelerator.ts'

import { useSetting } from './useSetting.ts'

export interface ShortcutFieldProps {
  readonly setting: 'shortcut' | 'interruptShortcut'
}

/** A key combination that works everywhere on the desktop: to start and end focus, or to log an interruption. */
export function ShortcutField({ setting }: ShortcutFieldProps): ReactNode {
  const text = useText()
  const shortcut = useSlice('settings')[setting]
  const system = useSlice('system')
  const { platform } = system
  const taken = system[`${setting}Taken`]
  const { change, error } = useSetting()
  const [listening, setListening] = useState(false)
  const label = useId()
  const mac = platform === 'darwin'
  const take = (event: KeyboardEvent): void => {
    if (!listening || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return setListening(false)
    const pressed = acceleratorOf(event, mac)
    if (pressed === null) return
    setListening(false)
    void change({ [setting]: pressed })
  }
  return (
    <div className="ui-field" role="group" aria-labelledby={label}>
      <span className="ui-label" id={label}>
        {text(`settings.${setting}`)}
      </span>
      <div className="settings-line" onKeyDownCapture={take} onBlur={() => setListening(false)}>
        <Keys keys={keysShown(shortcut, mac)} />
        <Button size="small" onPress={() => setListening(true)} aria-pressed={listening}>
          {text(listening ? 'settings.shortcut.listening' : 'settings.shortcut.change')}
        </Button>
        {shortcut !== '' && !listening && (
          <Button size="small" tone="quiet" onPress={() => void change({ [setting]: '' })}>
            {text('settings.shortcut.remove')}
          </Button>
        )}
      </div>
      <p className="ui-hint">{text(listening ? 'settings.shortcut.how' : `settings.${setting}.meaning`)}</p>
      {shortcut !== '' && !taken && (
        <p className="ui-error" role="status">
          {text('settings.shortcut.notTaken')}
        </p>
      )}
      <Refused error={error} />
    </div>
  )
}

function Keys({ keys }: { readonly keys: readonly string[] }): ReactNode {
  const text = useText()
  if (keys.length === 0) return <span>{text('settings.shortcut.none')}</span>
  return (
    <span className="settings-keys">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
