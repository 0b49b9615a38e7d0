import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'

/** In the order of the window. */
export const SECTIONS = [
  'you',
  'focus',
  'breaks',
  'limits',
  'reach',
  'mute',
  'teams',
  'calendars',
  'look',
  'automation',
  'yours',
  'app',
] as const
export type SectionName = (typeof SECTIONS)[number]

export const headingId = (name: SectionName): string => `settings-${name}`

interface SectionProps {
  readonly name: SectionName
  readonly children: ReactNode
}

/** A titled group of settings. */
export function Section({ name, children }: SectionProps): ReactNode {
  const text = useText()
  return (
    <section className="settings-section" aria-labelledby={headingId(name)}>
      <h2 className="settings-heading" id={headingId(name)} tabIndex={-1}>
        {text(`settings.${name}`)}
      </h2>
      <div className="settings-fields">{children}</div>
    </section>
  )
}
