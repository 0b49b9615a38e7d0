import type { ReactNode } from 'react'
import { TEAM_LOOKS } from '../../core/app/state.ts'
import { GROUPINGS, GROUPINGS_OF_ALL } from '../../core/team/sections.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Menu, type MenuLine } from '../ui/Menu.tsx'

/** How people are grouped (all teams together by team, too), and whether they are a list or a table. Kept for the next time. */
export function ViewMenu({ isAll = false }: { readonly isAll?: boolean }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const { teamGroup, allTeamsGroup, teamLook } = useSlice('settings')
  const groups = (isAll ? GROUPINGS_OF_ALL : GROUPINGS).map((id): MenuLine => ({
    id,
    label: text(`team.view.by.${id}`),
    isChosen: id === (isAll ? allTeamsGroup : teamGroup),
    run: () =>
      void dispatch({
        type: 'settings.change',
        change: id === 'team' || isAll ? { allTeamsGroup: id } : { teamGroup: id },
      }),
  }))
  const looks = TEAM_LOOKS.map((id, index): MenuLine => ({
    id,
    label: text(`team.view.look.${id}`),
    isChosen: id === teamLook,
    startsGroup: index === 0,
    run: () => void dispatch({ type: 'settings.change', change: { teamLook: id } }),
  }))
  return (
    <Menu label={text('team.view')} lines={[...groups, ...looks]}>
      <IconButton icon="view" tone="plain" label={text('team.view')} />
    </Menu>
  )
}
