import { type ReactNode, useState } from 'react'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { Switch } from '../ui/Switch.tsx'

export interface Account {
  readonly address: string
  readonly user: string
  readonly password: string
}

export interface Found {
  readonly home: string
  readonly calendars: readonly { readonly url: string; readonly name: string }[]
}

interface ServerFoundProps {
  readonly account: Account
  readonly found: Found
}

export function ServerFound({ account, found }: ServerFoundProps): ReactNode {
  const text = useText()
  return (
    <div className="settings-fields">
      <p role="status">{text('calendars.server.found', { count: found.calendars.length })}</p>
      <ul className="settings-teams" aria-label={text('calendars.server.title')}>
        {found.calendars.map((one) => (
          <Line key={one.url} account={account} {...one} />
        ))}
      </ul>
      <MakeOwn account={account} home={found.home} />
    </div>
  )
}

function Line({
  account,
  url,
  name,
}: {
  readonly account: Account
  readonly url: string
  readonly name: string
}): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [isThere, setThere] = useState(false)
  const subscribe = async (): Promise<void> => {
    const { ok } = await ask({ type: 'calendar.subscribe', ...account, url, name: name.slice(0, 80) })
    if (ok) setThere(true)
  }
  return (
    <li className="ui-field">
      <div className="settings-team-head">
        <strong className="settings-team-name">{name}</strong>
        <span role="status">{isThere && text('calendars.server.subscribed')}</span>
        {!isThere && (
          <Button
            size="small"
            isPending={pending}
            aria-label={text('calendars.server.subscribeNamed', { name })}
            onPress={() => void subscribe()}
          >
            {text('calendars.server.subscribe')}
          </Button>
        )}
      </div>
      <Refused error={error} />
    </li>
  )
}

/** A calendar of Tideline's own, for the person's other devices. */
function MakeOwn({ account, home }: { readonly account: Account; readonly home: string }): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [titles, setTitles] = useState(false)
  const [isMade, setMade] = useState(false)
  const make = async (): Promise<void> => {
    const { ok } = await ask({ type: 'calendar.make', ...account, home, titles })
    if (ok) setMade(true)
  }
  return (
    <div className="settings-team">
      <p className="ui-hint">{text('calendars.server.make.hint')}</p>
      <Switch
        label={text('calendars.server.titles')}
        hint={text('calendars.server.titles.hint')}
        isOn={titles}
        isDisabled={isMade}
        onChange={setTitles}
      />
      <div className="settings-line">
        <Button size="small" isPending={pending} isDisabled={isMade} onPress={() => void make()}>
          {text('calendars.server.make')}
        </Button>
        <span role="status">{isMade && text('calendars.server.made')}</span>
      </div>
      <Refused error={error} />
    </div>
  )
}
