import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { HookField } from './HookField.tsx'
import { Section } from './Section.tsx'

/** What focus sets off, and what may set off focus. */
export function AutomationSection(): ReactNode {
  const text = useText()
  return (
    <Section name="automation">
      <HookField />
      <p className="ui-hint">{text('settings.automation.links')}</p>
    </Section>
  )
}
