import type { ReactNode } from 'react'
import { BLOCK_KINDS, type BlockKind } from '../../core/planner/block.ts'
import { useText } from '../lib/intl.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'

export function KindPick({
  value,
  onChange,
}: {
  readonly value: BlockKind
  readonly onChange: (kind: BlockKind) => void
}): ReactNode {
  const text = useText()
  const segments = BLOCK_KINDS.map((kind) => ({
    id: kind,
    label: (
      <>
        <span className="plan-kind-dot" data-kind={kind} />
        {text(`planner.kind.${kind}`)}
      </>
    ),
  }))
  return <SegmentedControl label={text('planner.editor.kind')} segments={segments} value={value} onChange={onChange} />
}
