import type { ReactNode } from 'react'
import { TEAM_LOOKS } from '../../core/app/state.ts'
import { GROUPINGS } from '../../core/team/sections.ts'
import { useDispatch, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Menu, type MenuLine } from '../ui/Menu.tsx'

/** How people are grouped, and whether they are a list or a table. Kept for the next time. */
export function ViewMenu(): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const { teamGroup, teamLook } = useSlice('settings')
  const groups = GROUPINGS.map((id): MenuLine => ({
    id,
    label: text(`team.view.by.${id}`),
    isChosen: id === teamGroup,
    run: () => void dispatch({ type: 'settings.change', change: { teamGroup: id } }),
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
