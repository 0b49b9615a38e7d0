import type { ComponentType, ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'
import { AboutSection } from './AboutSection.tsx'
import { AutomationSection } from './AutomationSection.tsx'
import { BreaksSection } from './BreaksSection.tsx'
import { CalendarsSection } from './CalendarsSection.tsx'
import { DataSection } from './DataSection.tsx'
import { FocusSection } from './FocusSection.tsx'
import { LimitsSection } from './LimitsSection.tsx'
import { LookSection } from './LookSection.tsx'
import { MuteSection } from './MuteSection.tsx'
import { ReachSection } from './ReachSection.tsx'
import { headingId, type SectionName, SECTIONS } from './Section.tsx'
import { TeamsSection } from './TeamsSection.tsx'
import { YouSection } from './YouSection.tsx'
import './settings.css'

const CONTENT: Readonly<Record<SectionName, ComponentType>> = {
  you: YouSection,
  focus: FocusSection,
  breaks: BreaksSection,
  limits: LimitsSection,
  reach: ReachSection,
  mute: MuteSection,
  teams: TeamsSection,
  calendars: CalendarsSection,
  look: LookSection,
  automation: AutomationSection,
  yours: DataSection,
  app: AboutSection,
}

/** Everything that can be set. Each change holds at once. */
export function SettingsScreen(): ReactNode {
  const text = useText()
  return (
    <main className="settings">
      <h1 className="settings-title">{text('settings.title')}</h1>
      <div className="settings-columns">
        <Contents />
        <div className="settings-sections">
          {SECTIONS.map((name) => {
            const Content = CONTENT[name]
            return <Content key={name} />
          })}
        </div>
      </div>
    </main>
  )
}

/** What there is, to jump to; only where the window has room beside. */
function Contents(): ReactNode {
  const text = useText()
  return (
    <nav className="settings-contents" aria-label={text('settings.contents')}>
      <ul>
        {SECTIONS.map((name) => (
          <li key={name}>
            <Button size="small" tone="quiet" onPress={() => jumpTo(name)}>
              {text(`settings.${name}`)}
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The focus goes along, so that the next Tab is in that section. */
function jumpTo(name: SectionName): void {
  const heading = document.getElementById(headingId(name))
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}
