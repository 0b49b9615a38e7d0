import { type ReactNode, useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { marksIn } from '../../../core/team/marks.ts'
import { useRosters, useSlice } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { Axis } from '../Axis.tsx'
import { KnockPanel } from '../knock/KnockPanel.tsx'
import { TeamHere } from '../knock/teamHere.ts'
import { RosterList } from '../RosterList.tsx'
import { AllHeader } from './AllHeader.tsx'
import { AllHereContext } from './allHere.ts'
import { AllLinks, LinksDown } from './AllLinks.tsx'
import { useEverybody } from './useEverybody.ts'
import { useFinding } from '../useFinding.ts'

export interface AllTeamsProps {
  /** Two at least. */
  readonly teams: readonly TeamSlice[]
  readonly onChoose: (team: string) => void
}

/** The people of all my teams in one list. What is done about somebody goes to the team of their row. */
export function AllTeams({ openings, ...props }: AllTeamsProps & { readonly openings: number }): ReactNode {
  // Keeps everybody here while the view is made anew.
  useRosters(props.teams.map(({ team }) => team))
  return <View key={openings} {...props} />
}

function View({ teams, onChoose }: AllTeamsProps): ReactNode {
  const { view, linked, here, day, minute } = useEverybody(teams)
  const { query, setQuery, items, list, enterList } = useFinding(view)
  const text = useText()
  // Each team agreed on hours of its own; its own list marks them.
  const marks = useMemo(() => marksIn(day, []), [day])
  const { teamLook } = useSlice('settings')
  return (
    <AllHereContext value={here}>
      <div className="team">
        <AllHeader
          teams={teams}
          counts={view.counts}
          linked={linked}
          minute={minute}
          query={query}
          onQuery={setQuery}
          onEnterList={enterList}
          onChoose={onChoose}
        />
        <LinksDown teams={teams} />
        {teams.map((team) => (
          <TeamHere key={team.team} value={team}>
            <KnockPanel linked={team.link.status === 'online'} minute={minute} isOneOfMany />
          </TeamHere>
        ))}
        <main className="team-main">
          <div className="team-sheet" data-look={teamLook} data-skills={view.hasSkills || undefined}>
            {items.length > 0 && <Axis day={day} minute={minute} />}
            <RosterList ref={list} items={items} day={day} marks={marks} linked minute={minute} />
          </div>
          {query !== null && items.length === 0 && <p className="team-nobody">{text('team.find.nobody', { query })}</p>}
          {view.isWhole && view.counts.people === 0 && query === null && (
            <p className="team-nobody">{text('team.all.nobody')}</p>
          )}
        </main>
        <AllLinks teams={teams} />
      </div>
    </AllHereContext>
  )
}
