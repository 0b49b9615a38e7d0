import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { TeamSlice } from '../../core/app/state.ts'
import { useDispatch } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuLine } from '../ui/Menu.tsx'
import type { TeamDialog } from './TeamDialogs.tsx'

export interface TeamMenuProps {
  readonly team: TeamSlice
  readonly teams: readonly TeamSlice[]
  readonly onChoose: (team: string) => void
  readonly onDialog: (dialog: TeamDialog) => void
}

/** The team's name, which opens what can be done with it, and the other teams. */
export function TeamMenu({ team, teams, onChoose, onDialog }: TeamMenuProps): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const others: MenuLine[] = teams.map(({ team: id, name }) => ({
    id: `team:${id}`,
    label: name,
    isChosen: id === team.team,
    run: () => onChoose(id),
  }))
  const dialog = (id: TeamDialog, label: string, more: Partial<MenuLine> = {}): MenuLine => ({
    id,
    label,
    run: () => onDialog(id),
    ...more,
  })
  const lines: readonly MenuLine[] = [
    ...(others.length > 1 ? others : []),
    dialog('overlap', text('team.menu.overlap'), { icon: 'people', startsGroup: others.length > 1 }),
    dialog('today', text('team.menu.today'), { icon: 'inbox' }),
    dialog('week', text('team.menu.week'), { icon: 'panel' }),
    dialog('agreement', text('team.menu.agreement'), { icon: 'check' }),
    dialog('invite', text('team.menu.invite'), { icon: 'copy', startsGroup: true }),
    dialog('people', text('team.menu.people'), { icon: 'people' }),
    dialog('join', text('team.menu.join'), { icon: 'plus' }),
    dialog('host', text('team.menu.host'), { icon: 'plus' }),
    {
      id: 'settings',
      label: text('team.menu.settings'),
      icon: 'settings',
      startsGroup: true,
      run: () => void dispatch({ type: 'window.open', window: 'settings' }),
    },
    {
      id: 'planner',
      label: text('team.menu.planner'),
      icon: 'panel',
      run: () => void dispatch({ type: 'window.open', window: 'planner' }),
    },
    dialog('leave', text('team.menu.leave', { team: team.name }), { tone: 'danger', icon: 'close', startsGroup: true }),
  ]
  return (
    <Menu label={text('team.menu', { team: team.name })} lines={lines}>
      <Button className="team-title-button">
        <span className="team-title-text">{team.name}</span>
        <Icon name="down" />
      </Button>
    </Menu>
  )
}
