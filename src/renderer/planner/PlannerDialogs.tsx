import { type ReactNode, Suspense } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import { KeysDialog, ShareDialog } from './later.ts'

export type DialogName = 'keys' | 'share'

export interface PlannerDialogsProps {
  readonly name: DialogName | null
  /** What is in sight. */
  readonly window: Interval
  readonly onClose: () => void
}

/** What is asked for now and then, loaded when it is. */
export function PlannerDialogs({ name, window, onClose }: PlannerDialogsProps): ReactNode {
  if (name === null) return null
  return (
    <Suspense>
      {name === 'keys' ? <KeysDialog onClose={onClose} /> : <ShareDialog window={window} onClose={onClose} />}
    </Suspense>
  )
}
