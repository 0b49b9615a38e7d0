import { type ReactNode, useState } from 'react'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'
import { ServerDialog } from './ServerDialog.tsx'

/** The way to calendars on a CalDAV server. */
export function ServerCalendars(): ReactNode {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="ui-field">
      <span className="ui-label">{text('calendars.server')}</span>
      <p className="ui-hint">{text('calendars.server.hint')}</p>
      <div className="settings-line">
        <Button size="small" onPress={() => setOpen(true)}>
          {text('calendars.server.open')}
        </Button>
      </div>
      {isOpen && <ServerDialog onClose={() => setOpen(false)} />}
    </div>
  )
}
