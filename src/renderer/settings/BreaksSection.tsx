import type { ReactNode } from 'react'
import { type FocusNumber, FocusNumbers, Numbers } from './Numbers.tsx'
import { Section } from './Section.tsx'
import { SoundField } from './SoundField.tsx'

const FIELDS: readonly FocusNumber[] = [
  { name: 'rest', min: 1, max: 120, step: 5 },
  { name: 'landing', min: 0, max: 30, hint: 'settings.focus.landing.meaning' },
  { name: 'postpone', min: 1, max: 30 },
  { name: 'postpones', min: 0, max: 10, unit: null, hint: 'settings.focus.postpones.meaning' },
]

/** What comes between stretches of focus, and at their end. */
export function BreaksSection(): ReactNode {
  return (
    <Section name="breaks">
      <Numbers>
        <FocusNumbers fields={FIELDS} />
      </Numbers>
      <SoundField />
    </Section>
  )
}
