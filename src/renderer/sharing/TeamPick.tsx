import type { ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import { Select } from '../ui/Select.tsx'

export interface TeamPickProps {
  readonly teams: readonly TeamSlice[]
  readonly value: string
  readonly onChange: (team: string) => void
}

/** Whose view of me, where I am in several teams. */
export function TeamPick({ teams, value, onChange }: TeamPickProps): ReactNode {
  const text = useText()
  const choices = teams.map((team) => ({ id: team.team, label: team.name }))
  return <Select label={text('planner.shared.team')} choices={choices} value={value} onChange={onChange} />
}
