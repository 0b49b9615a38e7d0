import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { AboutSection } from './AboutSection.tsx'
import { AutomationSection } from './AutomationSection.tsx'
import { CalendarsSection } from './CalendarsSection.tsx'
import { FocusSection } from './FocusSection.tsx'
import { LookSection } from './LookSection.tsx'
import { ModesSection } from './ModesSection.tsx'
import { MuteSection } from './MuteSection.tsx'
import { TeamsSection } from './TeamsSection.tsx'
import { YouSection } from './YouSection.tsx'
import './settings.css'

/** Everything that can be set. Each change holds at once. */
export function SettingsScreen(): ReactNode {
  const text = useText()
  return (
    <main className="settings">
      <h1 className="settings-title">{text('settings.title')}</h1>
      <YouSection />
      <FocusSection />
      <ModesSection />
      <MuteSection />
      <TeamsSection />
      <CalendarsSection />
      <LookSection />
      <AutomationSection />
      <AboutSection />
    </main>
  )
}
