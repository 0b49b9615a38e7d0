import { type ReactNode, useState } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

export function YouSection(): ReactNode {
  const { name } = useSlice('settings')
  return (
    <Section name="you">
      <NameField key={name} name={name} />
    </Section>
  )
}

/** Holds once it is left, or with Enter; Escape takes it back. */
function NameField({ name }: { readonly name: string }): ReactNode {
  const text = useText()
  const { change, error } = useSetting()
  const [draft, setDraft] = useState(name)
  const commit = (): void => {
    if (draft.trim() !== name) void change({ name: draft.trim() })
  }
  return (
    <TextField
      label={text('settings.name')}
      hint={text('settings.name.meaning')}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        else if (event.key === 'Escape') setDraft(name)
      }}
      maxLength={80}
      error={error}
    />
  )
}
