import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useBridge, useDispatch, useSlice } from '../lib/app.tsx'
import { NoTeam } from './NoTeam.tsx'
import { ALL_TEAMS } from './TeamMenu.tsx'
import { TeamView, type TeamViewProps } from './TeamView.tsx'
import { usePeople } from './usePeople.ts'
import './forms.css'
import './team.css'
import './detail.css'
import './row.css'

const AllTeams = lazy(async () => ({ default: (await import('./all/AllTeams.tsx')).AllTeams }))

export function TeamScreen(): ReactNode {
  const teams = useSlice('teams')
  const { lastTeam } = useSlice('settings')
  const dispatch = useDispatch()
  const [chosen, setChosen] = useState(lastTeam)
  const choose = (id: string): void => {
    setChosen(id)
    void dispatch({ type: 'settings.change', change: { lastTeam: id } })
  }
  const openings = useOpenings()
  const all = useMemo(() => sorted(teams), [teams])
  const team = teams[chosen] ?? all[0]
  if (team === undefined) return <NoTeam onDone={choose} />
  if (chosen === ALL_TEAMS && all.length > 1)
    return (
      <Suspense>
        <AllTeams openings={openings} teams={all} onChoose={choose} />
      </Suspense>
    )
  return <OneTeam key={team.team} openings={openings} team={team} teams={all} onChoose={choose} />
}

type OneTeamProps = Omit<TeamViewProps, 'people'> & { readonly openings: number }

/** Keeps a team's people here while its view is made anew. */
function OneTeam({ openings, ...props }: OneTeamProps): ReactNode {
  const people = usePeople(props.team.team)
  return <TeamView key={openings} people={people} {...props} />
}

/** How often the window was opened: closed, its page stays for a while, and what was open in it must not come back. */
function useOpenings(): number {
  const bridge = useBridge()
  const [openings, setOpenings] = useState(0)
  useEffect(() => bridge.on('closed', () => setOpenings((before) => before + 1)), [bridge])
  return openings
}

const sorted = (teams: Readonly<Record<string, TeamSlice>>): readonly TeamSlice[] =>
  Object.values(teams).toSorted((a, b) => a.name.localeCompare(b.name) || (a.team < b.team ? -1 : 1))
