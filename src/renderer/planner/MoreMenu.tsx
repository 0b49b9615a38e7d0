import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Menu, type MenuLine } from '../ui/Menu.tsx'
import type { DialogName } from './PlannerDialogs.tsx'

export interface MoreMenuProps {
  readonly hasShare: boolean
  readonly onDialog: (name: DialogName) => void
}

/** What is not wanted each day. */
export function MoreMenu({ hasShare, onDialog }: MoreMenuProps): ReactNode {
  const text = useText()
  const share: MenuLine = { id: 'share', icon: 'copy', label: text('planner.share'), run: () => onDialog('share') }
  const keys: MenuLine = {
    id: 'keys',
    icon: 'keyboard',
    label: text('planner.keys'),
    keys: '?',
    run: () => onDialog('keys'),
  }
  return (
    <Menu label={text('planner.more')} lines={hasShare ? [share, keys] : [keys]}>
      <IconButton icon="more" label={text('planner.more')} />
    </Menu>
  )
}
