import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'

export type Panel = 'day' | 'now' | 'inbox'
/** A week has no room for the inbox beside it in a smaller window. */
export type WeekPanel = 'week' | 'inbox'

const OF_DAY = ['day', 'now', 'inbox'] as const satisfies readonly Panel[]
const OF_WEEK = ['week', 'inbox'] as const satisfies readonly WeekPanel[]

/** Where there is room for one thing at a time. */
export function PanelPick(props: PickProps<Panel>): ReactNode {
  return <Pick {...props} panels={OF_DAY} />
}

/** The week, or the inbox: with it where there is room for both, so that its tasks can be drawn onto a day. */
export function WeekPanelPick(props: PickProps<WeekPanel>): ReactNode {
  return <Pick {...props} panels={OF_WEEK} />
}

interface PickProps<Name> {
  readonly panel: Name
  readonly onPick: (panel: Name) => void
}

function Pick<Name extends Panel | WeekPanel>({
  panels,
  panel,
  onPick,
}: PickProps<Name> & { readonly panels: readonly Name[] }): ReactNode {
  const text = useText()
  const segments = panels.map((id) => ({ id, label: text(`planner.panel.${id}`) }))
  return (
    <nav className="plan-panel-pick" aria-label={text('planner.panel')}>
      <SegmentedControl label={text('planner.panel')} segments={segments} value={panel} onChange={onPick} />
    </nav>
  )
}
