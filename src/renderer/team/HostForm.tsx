import { type ReactNode, useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Switch } from '../ui/Switch.tsx'
import { TextField } from '../ui/TextField.tsx'
import { PersonField } from './PersonField.tsx'
import { TeamForm } from './TeamForm.tsx'

/** Hosts a team on this computer. */
export function HostForm({ onDone }: { readonly onDone: (team: string) => void }): ReactNode {
  const text = useText()
  const settings = useSlice('settings')
  const [name, setName] = useState('')
  const [person, setPerson] = useState(settings.name)
  const [lan, setLan] = useState(false)
  const wish = useWish()
  const missing = { name: name.trim() === '', person: person.trim() === '' }
  return (
    <TeamForm
      wish={wish}
      submit={text('team.host.submit')}
      onSubmit={() => wish.ask({ type: 'team.host', name: name.trim(), person: person.trim(), lan })}
      isComplete={!missing.name && !missing.person}
      onDone={onDone}
    >
      {(tried) => (
        <>
          <TextField
            label={text('team.host.name')}
            placeholder={text('team.host.name.example')}
            value={name}
            onChange={setName}
            maxLength={80}
            error={tried && missing.name ? text('team.host.name.missing') : null}
          />
          <PersonField person={person} onChange={setPerson} isMissing={tried && missing.person} />
          <Switch
            label={text('team.host.lan')}
            hint={text(lan ? 'team.host.lan.on' : 'team.host.lan.off')}
            isOn={lan}
            onChange={setLan}
          />
        </>
      )}
    </TeamForm>
  )
}
