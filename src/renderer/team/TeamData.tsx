import { type FormEvent, type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useDispatch } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { AskFirst } from './AskFirst.tsx'
import { PeoplePart } from './PeoplePart.tsx'

/** For owners: the team's data as a file, a copy of a hub that runs here, and the way to another hub. */
export function TeamData({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const runsHere = team.hosted !== 'no'
  return (
    <PeoplePart heading={text('team.data')}>
      <ul className="team-people-list">
        <Copy team={team} what="export" />
        {runsHere && <Copy team={team} what="backup" />}
      </ul>
      <Move team={team} hint={text(runsHere ? 'team.data.move.meaning' : 'team.data.move.meaning.elsewhere')} />
    </PeoplePart>
  )
}

interface CopyProps {
  readonly team: TeamSlice
  readonly what: 'export' | 'backup'
}

/** A button that writes a file, and then says which. */
function Copy({ team, what }: CopyProps): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const { ask, pending, error } = useWish()
  const [file, setFile] = useState('')
  const save = async (): Promise<void> => {
    const outcome = await ask({ type: `team.${what}`, team: team.team })
    setFile(outcome.ok ? (outcome.value ?? '') : '')
  }
  const said = error ?? (file === '' ? text(`team.data.${what}.meaning`) : text('team.data.saved', { file }))
  return (
    <li className="team-data-row">
      <p className={error === null ? 'ui-hint' : 'ui-error'} role="status">
        {said}
      </p>
      <Button size="small" isPending={pending} onPress={() => void save()}>
        {text(`team.data.${what}`)}
      </Button>
      {file !== '' && (
        <Button size="small" tone="plain" onPress={() => void dispatch({ type: 'data.reveal' })}>
          {text('team.data.folder')}
        </Button>
      )}
    </li>
  )
}

function Move({ team, hint }: { readonly team: TeamSlice; readonly hint: string }): ReactNode {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [asking, setAsking] = useState(false)
  const to = typed.trim()
  const askFirst = (event: FormEvent): void => {
    event.preventDefault()
    if (to !== '') setAsking(true)
  }
  return (
    <>
      <form className="team-data-move" noValidate onSubmit={askFirst}>
        <TextField
          label={text('team.data.move.address')}
          hint={hint}
          placeholder="https://hub.example.org"
          value={typed}
          onChange={(now) => {
            setTyped(now)
            setAsking(false)
          }}
          maxLength={400}
        />
        <Button size="small" type="submit" isDisabled={to === '' || asking}>
          {text('team.data.move')}
        </Button>
      </form>
      {asking && (
        <AskFirst
          question={text('team.data.move.ask', { address: to })}
          go={text('team.data.move.go')}
          wish={{ type: 'team.move', team: team.team, to }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
