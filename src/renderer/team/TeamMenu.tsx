import type { ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import type { MenuLine } from '../ui/Menu.tsx'
import type { TeamDialog } from './TeamDialogs.tsx'
import { TitleMenu, useNewTeamLines, useWindowLines } from './TitleMenu.tsx'

export interface TeamMenuProps {
  readonly team: TeamSlice
  readonly teams: readonly TeamSlice[]
  readonly onChoose: (team: string) => void
  readonly onDialog: (dialog: TeamDialog) => void
}

/** The id that stands for all of my teams; no hub makes one like it. */
export const ALL_TEAMS = 'all'

/** My teams and all of them together, to choose from where there are several; `shown` null is all. */
export function teamLines(
  teams: readonly TeamSlice[],
  shown: string | null,
  all: string,
  onChoose: (team: string) => void,
): readonly MenuLine[] {
  if (teams.length < 2) return []
  const line = (id: string, label: string): MenuLine => ({
    id: `team:${id}`,
    label,
    isChosen: id === (shown ?? ALL_TEAMS),
    run: () => onChoose(id),
  })
  return [...teams.map(({ team, name }) => line(team, name)), line(ALL_TEAMS, all)]
}

/** The team's name, which opens what can be done with it, and the other teams. */
export function TeamMenu({ team, teams, onChoose, onDialog }: TeamMenuProps): ReactNode {
  const text = useText()
  const others = teamLines(teams, team.team, text('team.all'), onChoose)
  const more = useNewTeamLines(onDialog)
  const windows = useWindowLines()
  const dialog = (id: TeamDialog, label: string, rest: Partial<MenuLine> = {}): MenuLine => ({
    id,
    label,
    run: () => onDialog(id),
    ...rest,
  })
  const lines: readonly MenuLine[] = [
    ...others,
    dialog('overlap', text('team.menu.overlap'), { icon: 'people', startsGroup: others.length > 0 }),
    dialog('today', text('team.menu.today'), { icon: 'inbox' }),
    dialog('week', text('team.menu.week'), { icon: 'panel' }),
    dialog('agreement', text('team.menu.agreement'), { icon: 'check' }),
    dialog('invite', text('team.menu.invite'), { icon: 'copy', startsGroup: true }),
    dialog('people', text('team.menu.people'), { icon: 'people' }),
    ...more,
    ...windows,
    dialog('leave', text('team.menu.leave', { team: team.name }), { tone: 'danger', icon: 'close', startsGroup: true }),
  ]
  return <TitleMenu title={team.name} lines={lines} />
}
