import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { ReadyPick } from './ReadyPick.tsx'
import type { Day } from './useDay.ts'
import type { PlanEdit } from './useEdit.ts'
import { useReady } from './useReady.ts'

/** A day without blocks: three ways to fill it at once, and how to draw one. */
export function EmptyDay({ day, edit }: { readonly day: Day; readonly edit: PlanEdit }): ReactNode {
  const text = useText()
  const ready = useReady(day)
  return (
    <div className="plan-empty">
      <h2 className="plan-empty-title">{text('planner.empty')}</h2>
      <p className="plan-quiet">{text('planner.empty.how')}</p>
      <ReadyPick
        day={day}
        names={['split', 'early', 'night']}
        onPick={(name) => void edit.addAll(ready.blocks(name), ready.name(name))}
      />
    </div>
  )
}
