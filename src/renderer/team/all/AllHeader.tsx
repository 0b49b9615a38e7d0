import { memo, type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { RosterCounts } from '../../../core/team/roster.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useText } from '../../lib/intl.tsx'
import { Counts } from '../Counts.tsx'
import { type Finding, HeaderFrame } from '../HeaderFrame.tsx'
import { NewTeamDialog } from '../NewTeamDialog.tsx'
import { teamLines } from '../TeamMenu.tsx'
import { TitleMenu, useNewTeamLines, useWindowLines } from '../TitleMenu.tsx'

export interface AllHeaderProps extends Finding {
  readonly teams: readonly TeamSlice[]
  readonly counts: RosterCounts
  readonly linked: boolean
  readonly minute: Instant
  readonly onChoose: (team: string) => void
}

export const AllHeader = memo(function AllHeader(props: AllHeaderProps): ReactNode {
  const { teams, counts, linked, minute, onChoose, ...finding } = props
  return (
    <HeaderFrame {...finding} menu={<AllMenu teams={teams} onChoose={onChoose} />} isAll>
      {counts.people > 0 && <Counts counts={counts} linked={linked} core={NO_HOURS} minute={minute} />}
    </HeaderFrame>
  )
})

const NO_HOURS: readonly never[] = []

/** The teams, and what needs none of them. */
function AllMenu({ teams, onChoose }: Pick<AllHeaderProps, 'teams' | 'onChoose'>): ReactNode {
  const text = useText()
  const all = text('team.all')
  const [way, setWay] = useState<'join' | 'host' | null>(null)
  const [join, host] = useNewTeamLines(setWay)
  const windows = useWindowLines()
  const lines = [...teamLines(teams, null, all, onChoose), { ...join, startsGroup: true }, host, ...windows]
  return (
    <>
      <TitleMenu title={all} lines={lines} />
      {way !== null && <NewTeamDialog way={way} onClose={() => setWay(null)} onDone={onChoose} />}
    </>
  )
}
