import { type ReactNode, useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { TextField } from '../ui/TextField.tsx'
import { PersonField } from './PersonField.tsx'
import { TeamForm } from './TeamForm.tsx'

/** Refusals that are about the link itself stand beside it. */
const ABOUT_INVITE: ReadonlySet<string> = new Set(['invite_malformed', 'invite_invalid'])

/** Joins a team with its invite. */
export function JoinForm({ onDone }: { readonly onDone: (team: string) => void }): ReactNode {
  const text = useText()
  const settings = useSlice('settings')
  const [invite, setInvite] = useState('')
  const [person, setPerson] = useState(settings.name)
  const wish = useWish()
  const isMissing = invite.trim() === ''
  const name = person.trim()
  // The hub knows whether the link is for a further device of somebody, who has a name already.
  const needsName = wish.refusal?.code === 'name_needed'
  const aboutInvite = wish.refusal !== null && ABOUT_INVITE.has(wish.refusal.code)
  const inviteError = (tried: boolean): string | null => {
    if (aboutInvite) return wish.error
    return tried && isMissing ? text('team.join.invite.missing') : null
  }
  return (
    <TeamForm
      wish={aboutInvite || needsName ? { ...wish, error: null } : wish}
      submit={text('team.join.submit')}
      onSubmit={() => wish.ask({ type: 'team.join', invite: invite.trim(), ...(name === '' ? {} : { person: name }) })}
      isComplete={!isMissing}
      onDone={onDone}
    >
      {(tried) => (
        <>
          <TextField
            label={text('team.join.invite')}
            placeholder={text('team.join.invite.example')}
            value={invite}
            onChange={(value) => {
              setInvite(value)
              wish.forget()
            }}
            error={inviteError(tried)}
          />
          <PersonField person={person} onChange={setPerson} isJoining isMissing={needsName} />
        </>
      )}
    </TeamForm>
  )
}
