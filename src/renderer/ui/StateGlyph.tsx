import type { ReactNode } from 'react'
import type { AvailabilityState } from '../../core/sync/records.ts'

export interface StateGlyphProps {
  readonly state: AvailabilityState
  /** For `focusing`: the share of the session that is left, 0 to 1. Without it the half circle stands for focus. */
  readonly left?: number
}

const MOON = 'M10.6 1.8a6.4 6.4 0 1 0 3.6 8.6A5.2 5.2 0 0 1 10.6 1.8z'
const QUESTION = 'M5.3 5.6A2.7 2.7 0 0 1 8 3.2c1.5 0 2.7 1 2.7 2.4 0 2-2.7 2.1-2.7 4M8 12.6h.01'

/** ● ◐ ◆ ☾ ○ ? drawn, so that every font and screen shows the same. A word always stands beside it. */
export function StateGlyph({ state, left = 0.5 }: StateGlyphProps): ReactNode {
  return (
    <svg className="ui-glyph" data-state={state} viewBox="0 0 16 16" aria-hidden="true">
      {shape(state, left)}
    </svg>
  )
}

function shape(state: AvailabilityState, left: number): ReactNode {
  switch (state) {
    case 'available':
      return <circle cx="8" cy="8" r="6" fill="currentColor" />
    case 'focusing':
      return (
        <>
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d={wedge(left)} fill="currentColor" />
        </>
      )
    case 'together':
      return <path d="M8 1.4 14.6 8 8 14.6 1.4 8z" fill="currentColor" />
    case 'away':
      return <path d={MOON} fill="currentColor" />
    case 'off':
      return <circle cx="8" cy="8" r="5.3" fill="none" stroke="currentColor" strokeWidth="1.6" />
    case 'unknown':
      return <path d={QUESTION} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
  }
}

/** The part of the disc that is left, ending at twelve o'clock as on a kitchen timer. */
function wedge(left: number): string {
  const share = Math.min(0.9999, Math.max(0, left))
  const angle = 2 * Math.PI * (1 - share)
  const x = 8 + 6 * Math.sin(angle)
  const y = 8 - 6 * Math.cos(angle)
  return `M8 8 ${x.toFixed(2)} ${y.toFixed(2)}A6 6 0 ${share > 0.5 ? 1 : 0} 1 8 2z`
}
