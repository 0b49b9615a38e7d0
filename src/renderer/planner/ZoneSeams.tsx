import type { CSSProperties, ReactNode } from 'react'
import type { Block, Interval } from '../../core/planner/block.ts'
import { zoneSeams } from '../../core/planner/zoneSeams.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { hoursDown } from './place.ts'

export interface ZoneSeamsProps {
  readonly blocks: readonly Block[]
  readonly window: Interval
  readonly zone: Zone
  /** How far down an instant is, if not by the window. */
  readonly top?: (at: Instant) => CSSProperties['top']
}

/** Where another clock begins: a line across, with the time there. */
export function ZoneSeams({ blocks, window, zone, top }: ZoneSeamsProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const seams = zoneSeams(blocks, window, zone)
  if (seams.length === 0) return null
  return (
    <ul className="plan-zone-seams" aria-label={text('planner.zoneSeams')}>
      {seams.map((seam) => (
        <li key={seam.at} className="plan-zone-seam" style={{ top: top?.(seam.at) ?? hoursDown(seam.at, window) }}>
          <span>
            {text('planner.zoneSeam', {
              place: seam.zone.slice(seam.zone.lastIndexOf('/') + 1).replaceAll('_', ' '),
              time: times.wall(seam.wall),
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
