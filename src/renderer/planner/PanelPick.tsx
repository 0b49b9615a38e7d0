import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'

export type Panel = 'day' | 'now' | 'inbox'

/** Where there is room for one thing at a time. */
export function PanelPick({
  panel,
  onPick,
}: {
  readonly panel: Panel
  readonly onPick: (panel: Panel) => void
}): ReactNode {
  const text = useText()
  const segments = (['day', 'now', 'inbox'] as const).map((id) => ({ id, label: text(`planner.panel.${id}`) }))
  return (
    <nav className="plan-panel-pick" aria-label={text('planner.panel')}>
      <SegmentedControl label={text('planner.panel')} segments={segments} value={panel} onChange={onPick} />
    </nav>
  )
}
