import { memo, type ReactNode, useState } from 'react'
import type { WeeklyHours } from '../../core/agreement/rules.ts'
import type { TeamSlice } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import { AgreementLine } from './agreement/AgreementLine.tsx'
import { HereCounted } from './Counts.tsx'
import { type Finding, HeaderFrame } from './HeaderFrame.tsx'
import { TeamDialogs, type TeamDialog } from './TeamDialogs.tsx'
import { TeamMenu } from './TeamMenu.tsx'

export interface TeamHeaderProps extends Finding {
  readonly team: TeamSlice
  readonly teams: readonly TeamSlice[]
  readonly linked: boolean
  readonly core: readonly WeeklyHours[]
  readonly minute: Instant
  readonly onChoose: (team: string) => void
}

/** Stays as it is while people change. */
export const TeamHeader = memo(function TeamHeader(props: TeamHeaderProps): ReactNode {
  const { team, teams, linked, core, minute, onChoose, ...finding } = props
  const [dialog, setDialog] = useState<TeamDialog | null>(null)
  return (
    <HeaderFrame {...finding} menu={<TeamMenu team={team} teams={teams} onChoose={onChoose} onDialog={setDialog} />}>
      <HereCounted linked={linked} core={core} minute={minute} />
      <AgreementLine team={team} onOpen={() => setDialog('agreement')} />
      <TeamDialogs team={team} dialog={dialog} onClose={() => setDialog(null)} onDone={onChoose} />
    </HeaderFrame>
  )
})
