import { memo, type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { RosterCounts } from '../../../core/team/roster.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useDispatch } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Menu, type MenuLine } from '../../ui/Menu.tsx'
import { Counts } from '../Counts.tsx'
import { FindField } from '../FindField.tsx'
import { HostForm } from '../HostForm.tsx'
import { JoinForm } from '../JoinForm.tsx'
import { StatusButton } from '../StatusButton.tsx'
import { teamLines } from '../TeamMenu.tsx'
import { ViewMenu } from '../ViewMenu.tsx'

export interface AllHeaderProps {
  readonly teams: readonly TeamSlice[]
  readonly counts: RosterCounts
  readonly linked: boolean
  readonly minute: Instant
  /** What is looked for; null while nobody looks. */
  readonly query: string | null
  readonly onQuery: (query: string | null) => void
  readonly onEnterList: () => void
  readonly onChoose: (team: string) => void
}

export const AllHeader = memo(function AllHeader(props: AllHeaderProps): ReactNode {
  const { teams, counts, linked, minute, query, onQuery, onEnterList, onChoose } = props
  const text = useText()
  return (
    <header className="team-header">
      <div className="team-header-line">
        <h1 className="team-title">
          <AllMenu teams={teams} onChoose={onChoose} />
        </h1>
        <StatusButton />
        <IconButton
          icon="search"
          tone="plain"
          label={text('team.find')}
          onPress={() => onQuery(query === null ? '' : null)}
        />
        <ViewMenu isAll />
      </div>
      {counts.people > 0 && <Counts counts={counts} linked={linked} core={NO_HOURS} minute={minute} />}
      {query !== null && <FindField query={query} onQuery={onQuery} onEnterList={onEnterList} />}
    </header>
  )
})

const NO_HOURS: readonly never[] = []

/** The teams, and what needs none of them. */
function AllMenu({ teams, onChoose }: Pick<AllHeaderProps, 'teams' | 'onChoose'>): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const [dialog, setDialog] = useState<'join' | 'host' | null>(null)
  const done = (id: string): void => {
    setDialog(null)
    onChoose(id)
  }
  const open = (window: 'settings' | 'planner') => () => void dispatch({ type: 'window.open', window })
  const lines: readonly MenuLine[] = [
    ...teamLines(teams, null, text('team.all'), onChoose),
    { id: 'join', label: text('team.menu.join'), icon: 'plus', startsGroup: true, run: () => setDialog('join') },
    { id: 'host', label: text('team.menu.host'), icon: 'plus', run: () => setDialog('host') },
    { id: 'settings', label: text('team.menu.settings'), icon: 'settings', startsGroup: true, run: open('settings') },
    { id: 'planner', label: text('team.menu.planner'), icon: 'panel', run: open('planner') },
  ]
  return (
    <>
      <Menu label={text('team.menu', { team: text('team.all') })} lines={lines}>
        <Button className="team-title-button">
          <span className="team-title-text">{text('team.all')}</span>
          <Icon name="down" />
        </Button>
      </Menu>
      {dialog !== null && (
        <Dialog title={text(`team.${dialog}.title`)} isOpen onClose={() => setDialog(null)}>
          {dialog === 'join' ? <JoinForm onDone={done} /> : <HostForm onDone={done} />}
        </Dialog>
      )}
    </>
  )
}
