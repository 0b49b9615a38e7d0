import { type ReactNode, useState } from 'react'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { TextField } from '../ui/TextField.tsx'

import { type Account, type Found, ServerFound } from './ServerFound.tsx'

/** Name and password first, then what the server has. Nothing is kept before something is chosen. */
export function ServerDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText()
  const [account, setAccount] = useState<Account>({ address: '', user: '', password: '' })
  const [found, setFound] = useState<Found | null>(null)
  return (
    <Dialog
      isOpen
      title={text('calendars.server.title')}
      onClose={onClose}
      {...(found === null ? {} : { foot: <Button onPress={onClose}>{text('calendars.server.done')}</Button> })}
    >
      {found === null ? (
        <SignIn account={account} onChange={setAccount} onFound={setFound} />
      ) : (
        <ServerFound account={account} found={found} />
      )}
    </Dialog>
  )
}

interface SignInProps {
  readonly account: Account
  readonly onChange: (account: Account) => void
  readonly onFound: (found: Found) => void
}

function SignIn({ account, onChange, onFound }: SignInProps): ReactNode {
  const text = useText()
  const { ask, pending, error, forget } = useWish()
  const look = async (): Promise<void> => {
    const outcome = await ask({ type: 'calendar.discover', ...account })
    if (outcome.ok && outcome.value !== undefined) onFound(JSON.parse(outcome.value) as Found)
  }
  const change = (name: keyof Account) => (typed: string) => {
    forget()
    onChange({ ...account, [name]: typed })
  }
  return (
    <form
      className="settings-fields"
      onSubmit={(event) => {
        event.preventDefault()
        void look()
      }}
    >
      <TextField
        autoFocus
        label={text('calendars.server.address')}
        hint={text('calendars.server.address.hint')}
        value={account.address}
        onChange={change('address')}
      />
      <TextField label={text('calendars.server.user')} value={account.user} onChange={change('user')} />
      <TextField
        type="password"
        label={text('calendars.server.password')}
        hint={text('calendars.server.password.hint')}
        value={account.password}
        onChange={change('password')}
      />
      <Refused error={error} />
      <div className="settings-line">
        <Button
          tone="primary"
          type="submit"
          isPending={pending}
          isDisabled={Object.values(account).some((typed) => typed === '')}
        >
          {text('calendars.server.look')}
        </Button>
      </div>
    </form>
  )
}
