import { type FormEvent, type ReactNode, useState } from 'react'
import { waitsIn } from '../../../core/team/waiting.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useTeamDocs } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useAddWait } from '../useAddWait.ts'
import { useTeamHere } from './teamHere.ts'

interface Other {
  readonly id: string
  readonly name: string
}

/** What I wait on this person for already: so that nobody says it twice. */
export function MyWaits({ on: { id, name } }: { readonly on: Other }): ReactNode {
  const text = useText()
  const { team, me } = useTeamHere()
  const waits = waitsIn(useTeamDocs(team)).filter((wait) => wait.who === me && wait.on === id)
  return waits.map((wait) => <p key={wait.id}>{text('today.wait.mine', { on: name, what: wait.what })}</p>)
}

export interface WaitOnProps {
  readonly on: Other
  readonly minute: Instant
  readonly onDone: () => void
}

/** I cannot go on until this person did something: they see it once, calmly, and the team sees what hangs on whom. */
export function WaitOn({ on, minute, onDone }: WaitOnProps): ReactNode {
  const text = useText()
  const { add, pending, error } = useAddWait(useTeamHere())
  const [what, setWhat] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await add(on.id, what, minute)) onDone()
  }
  return (
    <form className="knock-form" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        label={text('knock.wait.for', { name: on.name })}
        autoFocus
        maxLength={280}
        value={what}
        onChange={setWhat}
        error={error}
      />
      <div className="knock-buttons">
        <Button size="small" type="submit" tone="primary" isPending={pending} isDisabled={what.trim() === ''}>
          {text('today.wait.add')}
        </Button>
        <Button size="small" tone="quiet" onPress={onDone}>
          {text('knock.cancel')}
        </Button>
      </div>
    </form>
  )
}
