import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { TextField } from '../ui/TextField.tsx'

export interface PersonFieldProps {
  readonly person: string
  readonly onChange: (person: string) => void
  /** Who joins as a further device has a name already. */
  readonly isJoining?: boolean
  readonly isMissing: boolean
}

/** My name, as the team will read it. */
export function PersonField({ person, onChange, isJoining = false, isMissing }: PersonFieldProps): ReactNode {
  const text = useText()
  return (
    <TextField
      label={text('team.person')}
      hint={text(isJoining ? 'team.person.meaning.join' : 'team.person.meaning')}
      value={person}
      onChange={onChange}
      maxLength={80}
      error={isMissing ? text('team.person.missing') : null}
    />
  )
}
