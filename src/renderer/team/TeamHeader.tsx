import { memo, type ReactNode, useState } from 'react'
import type { WeeklyHours } from '../../core/agreement/rules.ts'
import type { TeamSlice } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useText } from '../lib/intl.tsx'
import { IconButton } from '../ui/Button.tsx'
import { AgreementLine } from './agreement/AgreementLine.tsx'
import { HereCounted } from './Counts.tsx'
import { FindField } from './FindField.tsx'
import { StatusButton } from './StatusButton.tsx'
import { TeamDialogs, type TeamDialog } from './TeamDialogs.tsx'
import { TeamMenu } from './TeamMenu.tsx'
import { ViewMenu } from './ViewMenu.tsx'

export interface TeamHeaderProps {
  readonly team: TeamSlice
  readonly teams: readonly TeamSlice[]
  readonly linked: boolean
  readonly core: readonly WeeklyHours[]
  readonly minute: Instant
  /** What is looked for; null while nobody looks. */
  readonly query: string | null
  readonly onQuery: (query: string | null) => void
  readonly onEnterList: () => void
  readonly onChoose: (team: string) => void
}

/** Stays as it is while people change. */
export const TeamHeader = memo(function TeamHeader(props: TeamHeaderProps): ReactNode {
  const { team, teams, linked, core, minute, query, onQuery, onEnterList, onChoose } = props
  const text = useText()
  const [dialog, setDialog] = useState<TeamDialog | null>(null)
  return (
    <header className="team-header">
      <div className="team-header-line">
        <h1 className="team-title">
          <TeamMenu team={team} teams={teams} onChoose={onChoose} onDialog={setDialog} />
        </h1>
        <StatusButton />
        <IconButton
          icon="search"
          tone="plain"
          label={text('team.find')}
          onPress={() => onQuery(query === null ? '' : null)}
        />
        <ViewMenu />
      </div>
      <HereCounted linked={linked} core={core} minute={minute} />
      <AgreementLine team={team} onOpen={() => setDialog('agreement')} />
      {query !== null && <FindField query={query} onQuery={onQuery} onEnterList={onEnterList} />}
      <TeamDialogs team={team} dialog={dialog} onClose={() => setDialog(null)} onDone={onChoose} />
    </header>
  )
})
