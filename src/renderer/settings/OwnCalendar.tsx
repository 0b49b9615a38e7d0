import { type ReactNode, useState } from 'react'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { Switch } from '../ui/Switch.tsx'

/** What can be said of a calendar that Tideline made on a server. */
export function OwnCalendar({ id, titles }: { readonly id: string; readonly titles: boolean }): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="ui-field">
      <p className="ui-hint">{text('calendars.own.hint')}</p>
      <Switch
        label={text('calendars.server.titles')}
        hint={text('calendars.server.titles.hint')}
        isOn={titles}
        onChange={(on) => void ask({ type: 'calendar.change', id, titles: on })}
      />
      <div className="settings-line">
        {isAsking ? (
          <>
            <Button
              autoFocus
              size="small"
              tone="danger"
              isPending={pending}
              onPress={() => void ask({ type: 'calendar.remove', id, there: true })}
            >
              {text('calendars.own.really')}
            </Button>
            <Button size="small" tone="quiet" onPress={() => setAsking(false)}>
              {text('calendars.own.keep')}
            </Button>
          </>
        ) : (
          <Button
            size="small"
            tone="quiet"
            aria-label={text('calendars.own.deleteNamed')}
            onPress={() => setAsking(true)}
          >
            {text('calendars.own.delete')}
          </Button>
        )}
      </div>
      <Refused error={error} />
    </div>
  )
}
