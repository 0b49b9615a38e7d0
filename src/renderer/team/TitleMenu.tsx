import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useDispatch } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuLine } from '../ui/Menu.tsx'

/** The title of the window, which opens what can be done with it. */
export function TitleMenu({
  title,
  lines,
}: {
  readonly title: string
  readonly lines: readonly MenuLine[]
}): ReactNode {
  const text = useText()
  return (
    <Menu label={text('team.menu', { team: title })} lines={lines}>
      <Button className="team-title-button">
        <span className="team-title-text">{title}</span>
        <Icon name="down" />
      </Button>
    </Menu>
  )
}

/** To join or host one more team. */
export function useNewTeamLines(open: (dialog: 'join' | 'host') => void): readonly [MenuLine, MenuLine] {
  const text = useText()
  return [
    { id: 'join', label: text('team.menu.join'), icon: 'plus', run: () => open('join') },
    { id: 'host', label: text('team.menu.host'), icon: 'plus', run: () => open('host') },
  ]
}

/** The app's other windows. */
export function useWindowLines(): readonly MenuLine[] {
  const text = useText()
  const dispatch = useDispatch()
  const open = (window: 'settings' | 'planner') => () => void dispatch({ type: 'window.open', window })
  return [
    { id: 'settings', label: text('team.menu.settings'), icon: 'settings', startsGroup: true, run: open('settings') },
    { id: 'planner', label: text('team.menu.planner'), icon: 'panel', run: open('planner') },
  ]
}
