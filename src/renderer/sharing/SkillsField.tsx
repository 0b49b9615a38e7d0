import type { ReactNode } from 'react'
import { SKILLS_MOST } from '../../core/sync/records.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { LineField } from '../ui/LineField.tsx'

/** What one may ask me about, with commas between. Set once; each team is told only where I share it. */
export function SkillsField(): ReactNode {
  const text = useText()
  const { skills } = useSlice('settings')
  const { ask, error } = useWish()
  const { count, length } = SKILLS_MOST
  const value = skills.join(', ')
  const say = (line: string): void =>
    void ask({ type: 'settings.change', change: { skills: skillsIn(line).slice(0, count) } })
  return (
    <LineField
      key={value}
      label={text('sharing.skills.field')}
      hint={text('sharing.skills.field.hint', { count, length })}
      placeholder={text('sharing.skills.field.example')}
      value={value}
      maxLength={count * (length + 2)}
      onSay={say}
      error={error}
    />
  )
}

/** Each once, however it is written. */
function skillsIn(line: string): string[] {
  const found = new Map<string, string>()
  for (const part of line.split(',')) {
    const skill = part.trim().replace(/^#/, '').slice(0, SKILLS_MOST.length)
    if (skill !== '' && !found.has(skill.toLowerCase())) found.set(skill.toLowerCase(), skill)
  }
  return [...found.values()]
}
