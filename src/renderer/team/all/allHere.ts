import { createContext, useContext } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { Person } from '../../../core/sync/records.ts'

/** Where the people of all teams are one list: whom a row of it stands for. */
export interface AllHere {
  readonly teams: readonly TeamSlice[]
  /** Said in each row; not where the list has a heading for each team. */
  readonly inRows: boolean
  placeOf(id: string): { readonly team: TeamSlice; readonly linked: boolean; readonly person: Person } | undefined
}

/** Null in the list of a single team. */
export const AllHereContext = createContext<AllHere | null>(null)

export const useAllHere = (): AllHere | null => useContext(AllHereContext)
