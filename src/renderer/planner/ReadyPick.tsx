import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { type Block, blockInterval } from '../../core/planner/block.ts'
import type { ReadyName } from '../../core/planner/ready.ts'
import { useText } from '../lib/intl.tsx'
import type { Day } from './useDay.ts'
import { useReady } from './useReady.ts'

export interface ReadyPickProps {
  readonly day: Pick<Day, 'date' | 'zone' | 'window'>
  readonly names: readonly ReadyName[]
  /** The one that was picked; null or absent while none is. */
  readonly picked?: ReadyName | null
  readonly onPick: (name: ReadyName) => void
}

/** Ready rhythms, each with a picture of its day. */
export function ReadyPick({ day, names, picked = null, onPick }: ReadyPickProps): ReactNode {
  const text = useText()
  const ready = useReady(day)
  return (
    <ul className="plan-ready">
      {names.map((name) => (
        <li key={name}>
          <AriaButton
            className="plan-ready-button"
            onPress={() => onPick(name)}
            data-picked={picked === name || undefined}
          >
            <span className="plan-ready-name">{ready.name(name)}</span>
            <span className="plan-ready-what">{text(`planner.ready.${name}.what`)}</span>
            <DayStrip blocks={ready.blocks(name)} window={day.window} />
          </AriaButton>
        </li>
      ))}
    </ul>
  )
}

/** My own day at a glance, private kinds included: unlike a ribbon it never stands for what others see. */
function DayStrip({
  blocks,
  window,
}: {
  readonly blocks: readonly Block[]
  readonly window: Day['window']
}): ReactNode {
  const length = window.end - window.start
  return (
    <span className="plan-strip-day" aria-hidden="true">
      {blocks.map((block) => {
        const { start, end } = blockInterval(block)
        const left = ((start - window.start) / length) * 100
        const right = Math.max(0, ((window.end - end) / length) * 100)
        return <span key={block.id} data-kind={block.kind} style={{ left: `${left}%`, right: `${right}%` }} />
      })}
    </span>
  )
}
