import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'
import { acceleratorOf, keysShown } from './accelerator.ts'
import { Refused } from './Section.tsx'
import { useSetting } from './useSetting.ts'

/** The key combination that starts and ends focus everywhere on the desktop. */
export function ShortcutField(): ReactNode {
  const text = useText()
  const { shortcut } = useSlice('settings')
  const { shortcutTaken, platform } = useSlice('system')
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
    void change({ shortcut: pressed })
  }
  return (
    <div className="ui-field" role="group" aria-labelledby={label}>
      <span className="ui-label" id={label}>
        {text('settings.shortcut')}
      </span>
      <div className="settings-line" onKeyDownCapture={take} onBlur={() => setListening(false)}>
        <Keys keys={keysShown(shortcut, mac)} />
        <Button size="small" onPress={() => setListening(true)} aria-pressed={listening}>
          {text(listening ? 'settings.shortcut.listening' : 'settings.shortcut.change')}
        </Button>
        {shortcut !== '' && !listening && (
          <Button size="small" tone="quiet" onPress={() => void change({ shortcut: '' })}>
            {text('settings.shortcut.remove')}
          </Button>
        )}
      </div>
      <p className="ui-hint">{text(listening ? 'settings.shortcut.how' : 'settings.shortcut.meaning')}</p>
      {shortcut !== '' && !shortcutTaken && (
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
