import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useBridge, useDispatch, useRoster, useSlice } from '../lib/app.tsx'
import { NoTeam } from './NoTeam.tsx'
import { ALL_TEAMS } from './TeamMenu.tsx'
import { TeamView } from './TeamView.tsx'
import './forms.css'
import './team.css'
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
  return (
    <Held key={team.team} team={team.team}>
      <TeamView key={openings} team={team} teams={all} onChoose={choose} />
    </Held>
  )
}

/** Keeps a team's people here while its view is made anew. */
function Held({ team, children }: { readonly team: string; readonly children: ReactNode }): ReactNode {
  useRoster(team)
  return children
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
