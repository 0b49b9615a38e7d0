/** Blocks that are only typed or proposed yet, where they would lie. */
import { createContext, type CSSProperties, type ReactNode, useContext } from 'react'
import { type Block, blockInterval, type Interval, overlaps } from '../../../core/planner/block.ts'
import { placeOf } from '../place.ts'
import { useBlockWords } from '../useBlockWords.ts'
import './line.css'

export const NO_GHOSTS: readonly Block[] = []
export const GhostContext = createContext(NO_GHOSTS)

export interface GhostsProps {
  readonly window: Interval
  /** Where one lies, if not by its instants in the window. */
  readonly place?: (span: Interval) => CSSProperties
}

export function Ghosts({ window, place }: GhostsProps): ReactNode {
  const words = useBlockWords()
  const ghosts = useContext(GhostContext).filter((block) => overlaps(blockInterval(block), window))
  if (ghosts.length === 0) return null
  return (
    <ul className="plan-ghosts" aria-hidden="true">
      {ghosts.map((block) => (
        <li
          key={block.id}
          className="plan-ghost"
          data-kind={block.kind}
          style={place?.(blockInterval(block)) ?? placeOf(blockInterval(block), window)}
        >
          {words.name(block)} <span className="plan-ghost-times">{words.times(block)}</span>
        </li>
      ))}
    </ul>
  )
}
