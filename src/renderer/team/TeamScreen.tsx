import { type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { NoTeam } from './NoTeam.tsx'
import { TeamView } from './TeamView.tsx'
import './forms.css'
import './team.css'
import './row.css'

export function TeamScreen(): ReactNode {
  const teams = useSlice('teams')
  const { lastTeam } = useSlice('settings')
  const dispatch = useDispatch()
  const [chosen, setChosen] = useState(lastTeam)
  const choose = (id: string): void => {
    setChosen(id)
    void dispatch({ type: 'settings.change', change: { lastTeam: id } })
  }
  const team = teams[chosen] ?? sorted(teams)[0]
  if (team === undefined) return <NoTeam onDone={choose} />
  return <TeamView key={team.team} team={team} teams={sorted(teams)} onChoose={choose} />
}

const sorted = (teams: Readonly<Record<string, TeamSlice>>): readonly TeamSlice[] =>
  Object.values(teams).toSorted((a, b) => a.name.localeCompare(b.name) || (a.team < b.team ? -1 : 1))
