import type { MouseEvent, ReactNode } from 'react'
import { type Block, blockInterval } from '../../../core/planner/block.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useBlockWords } from '../useBlockWords.ts'
import type { Night } from './night.ts'

export interface NightTailsProps {
  readonly block: Block
  readonly night: Night
  readonly onPress: (event: MouseEvent) => void
}

/** What a block over midnight goes on with on the next day: for the eye and the pointer, since its head has said it all. */
export function NightTails({ block, night, onPress }: NightTailsProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const words = useBlockWords()
  const last = night.tails.at(-1)
  return (
    <div aria-hidden="true">
      {night.joints.map((joint) => (
        <span key={joint.left} className="week-joint" style={joint} />
      ))}
      {night.tails.map(({ date, place, goesOn }) => (
        <div
          key={date}
          role="presentation"
          className="week-tail"
          data-goes-on={goesOn || undefined}
          data-last={date === last?.date || undefined}
          style={place}
          onClick={onPress}
        >
          <span className="plan-bar" />
          <span className="plan-title">{words.name(block)}</span>
          <span className="plan-sub">{text('planner.week.night', { end: times.time(blockInterval(block).end) })}</span>
          {date === last?.date && <span className="plan-edge" data-edge="end" />}
        </div>
      ))}
    </div>
  )
}
