import { type ReactNode, Suspense } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import { JumpToDate, KeysDialog, ShareDialog } from './later.ts'
import type { Day } from './useDay.ts'

export type DialogName = 'keys' | 'share' | 'jump'

export interface PlannerDialogsProps {
  readonly name: DialogName | null
  readonly day: Day
  /** What is in sight. */
  readonly window: Interval
  readonly onClose: () => void
}

/** What is asked for now and then, loaded when it is. */
export function PlannerDialogs({ name, day, window, onClose }: PlannerDialogsProps): ReactNode {
  if (name === null) return null
  return (
    <Suspense>
      {name === 'keys' && <KeysDialog onClose={onClose} />}
      {name === 'share' && <ShareDialog window={window} onClose={onClose} />}
      {name === 'jump' && <JumpToDate date={day.date} onPick={day.show} onClose={onClose} />}
    </Suspense>
  )
}
