import type { ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Axis } from './Axis.tsx'
import { LinkBanner, LinkLine } from './Connection.tsx'
import { CountsHere } from './Counts.tsx'
import { KnockPanel } from './knock/KnockPanel.tsx'
import { TeamHere } from './knock/teamHere.ts'
import { OnlyMe } from './OnlyMe.tsx'
import { RosterList } from './RosterList.tsx'
import { TeamHeader } from './TeamHeader.tsx'
import { useCoreHours, useMarks } from './useCoreHours.ts'
import type { People } from './usePeople.ts'
import { useTeam } from './useTeam.ts'
import { useFinding } from './useFinding.ts'

export interface TeamViewProps {
  readonly team: TeamSlice
  readonly people: People
  readonly teams: readonly TeamSlice[]
  readonly onChoose: (team: string) => void
}

export function TeamView({ team, people, teams, onChoose }: TeamViewProps): ReactNode {
  const { view, linked, day, minute } = useTeam(team, people)
  const core = useCoreHours(team.team)
  const marks = useMarks(core, day)
  const { query, setQuery, items, list, enterList } = useFinding(view)
  const text = useText()
  const { teamLook } = useSlice('settings')
  return (
    <TeamHere value={team}>
      <div className="team">
        <CountsHere value={view.counts}>
          <TeamHeader
            team={team}
            teams={teams}
            linked={linked}
            core={core}
            minute={minute}
            query={query}
            onQuery={setQuery}
            onEnterList={enterList}
            onChoose={onChoose}
          />
        </CountsHere>
        <LinkBanner team={team} />
        <KnockPanel linked={linked} minute={minute} first={people.head?.people} />
        <main className="team-main">
          <div className="team-sheet" data-look={teamLook} data-skills={view.hasSkills || undefined}>
            {items.length > 0 && <Axis day={day} minute={minute} />}
            <RosterList ref={list} items={items} day={day} marks={marks} linked={linked} minute={minute} />
          </div>
          {query !== null && items.length === 0 && <p className="team-nobody">{text('team.find.nobody', { query })}</p>}
          {view.isWhole && view.counts.people === 0 && query === null && <OnlyMe team={team} />}
        </main>
        <LinkLine team={team} />
      </div>
    </TeamHere>
  )
}
