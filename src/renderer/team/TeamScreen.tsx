import { type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useSlice } from '../lib/app.tsx'
import { NoTeam } from './NoTeam.tsx'
import { TeamView } from './TeamView.tsx'
import './forms.css'
import './team.css'
import './row.css'

export function TeamScreen(): ReactNode {
  const teams = useSlice('teams')
  const [chosen, setChosen] = useState<string | null>(null)
  const team = (chosen === null ? undefined : teams[chosen]) ?? sorted(teams)[0]
  if (team === undefined) return <NoTeam onDone={setChosen} />
  return <TeamView key={team.team} team={team} teams={sorted(teams)} onChoose={setChosen} />
}

const sorted = (teams: Readonly<Record<string, TeamSlice>>): readonly TeamSlice[] =>
  Object.values(teams).toSorted((a, b) => a.name.localeCompare(b.name) || (a.team < b.team ? -1 : 1))
