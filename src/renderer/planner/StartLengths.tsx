import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Menu, type MenuLine } from '../ui/Menu.tsx'

/** The menu beside the start button. */
export function StartLengths({ lines }: { readonly lines: readonly MenuLine[] }): ReactNode {
  const text = useText()
  return (
    <Menu label={text('planner.start.lengths')} heading={text('planner.start.for')} lines={lines}>
      <IconButton tone="primary" icon="down" label={text('planner.start.lengths')} />
    </Menu>
  )
}
