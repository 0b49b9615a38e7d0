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

/**
 * A stretch of time as a strip. States differ by shape: focus low, open full, together striped. One element with many
 * backgrounds: a list of thousands makes several of these in each frame, and each element of theirs would cost again.
 */
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
  const layers = [
    ...(now !== undefined && now >= window.start && now < window.end ? [line('now', now, window, '2px')] : []),
    ...seen.map((piece) => area(piece.state, piece, window)),
    ...seams.map((at) => line('seam', at, window)),
    ...bands.flatMap((band) => [
      line('edge', Math.max(band.start, window.start), window),
      line('edge', Math.min(band.end, window.end), window),
      area('band', band, window),
    ]),
  ]
  return (
    <div
      className="ui-ribbon"
      role="img"
      aria-label={label}
      data-faint={faint || undefined}
      style={{
        backgroundImage: layers.map(({ image }) => image).join(),
        backgroundPosition: layers.map(({ position }) => position).join(),
        backgroundSize: layers.map(({ size }) => size).join(),
      }}
    />
  )
}

/** One background: `image` is a name of `parts.css`. */
interface Layer {
  readonly image: string
  readonly position: string
  readonly size: string
}

function area(name: SharedInterval['state'] | 'band', piece: Interval, window: Interval): Layer {
  const start = share(Math.max(piece.start, window.start), window)
  const width = share(Math.min(piece.end, window.end), window) - start
  // A background's place is a share of what is left beside it.
  const left = width < 1 ? start / (1 - width) : 0
  return {
    image: `var(--ribbon-${name})`,
    position: `${percent(left)} 100%`,
    size: `${percent(width)} ${name === 'focusing' ? '45%' : '100%'}`,
  }
}

const line = (name: 'now' | 'seam' | 'edge', at: Instant, window: Interval, width = '1px'): Layer => ({
  image: `var(--ribbon-${name})`,
  position: `${percent(share(at, window))} 0`,
  size: `${width} 100%`,
})

const share = (at: Instant, { start, end }: Interval): number => (at - start) / (end - start)
const percent = (value: number): string => `${Math.round(value * 100_000) / 1000}%`
