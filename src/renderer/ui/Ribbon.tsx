import type { ReactNode } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import type { SharedInterval } from '../../core/sync/records.ts'
import type { Instant } from '../../core/time/instant.ts'

export interface RibbonProps {
  /** What the whole width stands for: instants, so that a day of 23 or 25 hours is drawn true. */
  readonly window: Interval
  readonly pieces: readonly SharedInterval[]
  readonly now?: Instant
  /** Hours marked behind the pieces, such as core hours. */
  readonly bands?: readonly Interval[]
  /** Thin lines: where another clock begins a date or is set. */
  readonly seams?: readonly Instant[]
  /** What it says, in words: the picture alone is nothing to a screen reader. */
  readonly label: string
  /** Drawn faint where nobody vouches for it, as with a plan alone. */
  readonly faint?: boolean
}

const NONE: readonly never[] = []

/** A stretch of time as a strip. States differ by shape: focus low, open full, together striped. */
export function Ribbon({
  window,
  pieces,
  now,
  bands = NONE,
  seams = NONE,
  label,
  faint = false,
}: RibbonProps): ReactNode {
  const seen = pieces.filter((piece) => piece.start < window.end && piece.end > window.start)
  return (
    <div className="ui-ribbon" role="img" aria-label={label} data-faint={faint || undefined}>
      {bands.map((band) => (
        <span key={band.start} className="ui-ribbon-band" style={place(band, window)} />
      ))}
      {seams.map((at) => (
        <span key={at} className="ui-ribbon-seam" style={{ left: percent(at, window) }} />
      ))}
      {seen.map((piece) => (
        <span
          key={piece.start}
          className="ui-ribbon-piece"
          data-state={piece.state}
          data-from-before={piece.start < window.start || undefined}
          data-goes-on={piece.end > window.end || undefined}
          style={place(piece, window)}
        />
      ))}
      {now !== undefined && now >= window.start && now < window.end && (
        <span className="ui-ribbon-now" style={{ left: percent(now, window) }} />
      )}
    </div>
  )
}

const percent = (at: Instant, { start, end }: Interval): string => `${((at - start) / (end - start)) * 100}%`

function place(piece: Interval, window: Interval): { left: string; right: string } {
  const start = Math.max(piece.start, window.start)
  const end = Math.min(piece.end, window.end)
  const right = ((window.end - end) / (window.end - window.start)) * 100
  return { left: percent(start, window), right: `${right}%` }
}
