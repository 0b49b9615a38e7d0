import { createContext, useContext } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'

/** The team that is looked at, for what lies deep in its list. */
export const TeamHere = createContext<TeamSlice | null>(null)

export function useTeamHere(): TeamSlice {
  const team = useContext(TeamHere)
  if (team === null) throw new Error('There is no team above this component.')
  return team
}
