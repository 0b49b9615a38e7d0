import type { ReactNode } from 'react'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { SkillsField } from '../sharing/SkillsField.tsx'
import { LineField } from '../ui/LineField.tsx'
import { Section } from './Section.tsx'
import { useSetting } from './useSetting.ts'

export function YouSection(): ReactNode {
  const { name } = useSlice('settings')
  return (
    <Section name="you">
      <NameField key={name} name={name} />
      <SkillsField />
    </Section>
  )
}

function NameField({ name }: { readonly name: string }): ReactNode {
  const text = useText()
  const { change, error } = useSetting()
  return (
    <LineField
      label={text('settings.name')}
      hint={text('settings.name.meaning')}
      value={name}
      onSay={(said) => void change({ name: said })}
      maxLength={80}
      error={error}
    />
  )
}
