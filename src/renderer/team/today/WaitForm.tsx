import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { useText } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { fitsName } from '../overlap/fitsName.ts'
import { useAddWait } from '../useAddWait.ts'
import type { TeamDay } from './useTeamDay.ts'

export interface WaitFormProps {
  readonly team: TeamSlice
  readonly day: Pick<TeamDay, 'roster' | 'now'>
}

/** Of more people than this, those who are looked for by name. */
const MOST_LISTED = 50

/** I wait on somebody for something. */
export function WaitForm({ team, day: { roster, now } }: WaitFormProps): ReactNode {
  const text = useText()
  const { add, pending, error } = useAddWait(team)
  const [query, setQuery] = useState('')
  const others = useMemo(
    () =>
      Object.values(roster)
        .filter(({ id }) => id !== team.me)
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    [roster, team.me],
  )
  const isLarge = others.length > MOST_LISTED
  const people = others.filter(({ name }) => !isLarge || fitsName(name, query)).slice(0, MOST_LISTED)
  const [chosen, setChosen] = useState<string | null>(null)
  const [what, setWhat] = useState('')
  const on = people.find(({ id }) => id === chosen)?.id ?? people[0]?.id ?? others[0]?.id
  if (on === undefined) return null
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await add(on, what, now)) setWhat('')
  }
  return (
    <form className="today-waiting" noValidate onSubmit={(event) => void submit(event)}>
      {isLarge && <TextField label={text('overlap.find')} value={query} onChange={setQuery} />}
      <Select
        label={text('today.wait.on')}
        choices={people.map(({ id, name }) => ({ id, label: name }))}
        value={on}
        onChange={setChosen}
      />
      <TextField label={text('today.wait.for')} maxLength={280} value={what} onChange={setWhat} error={error} />
      <Button type="submit" isPending={pending} isDisabled={what.trim() === ''}>
        {text('today.wait.add')}
      </Button>
    </form>
  )
}
