import { type FormEvent, type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'

/** An owner gives the team another name. */
export function TeamName({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const [name, setName] = useState(team.name)
  const wanted = name.trim()
  const rename = (event: FormEvent): void => {
    event.preventDefault()
    if (wanted !== '' && wanted !== team.name) void ask({ type: 'team.rename', team: team.team, name: wanted })
  }
  return (
    <form className="team-people-naming" noValidate onSubmit={rename}>
      <TextField label={text('team.people.name')} value={name} onChange={setName} maxLength={80} error={error} />
      <Button type="submit" isPending={pending} isDisabled={wanted === '' || wanted === team.name}>
        {text('team.people.name.save')}
      </Button>
    </form>
  )
}
