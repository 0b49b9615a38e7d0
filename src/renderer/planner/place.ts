/** From instants to places on the timeline. One hour is `--hour` high, whatever the zoom. */
import type { CSSProperties } from 'react'
import { type Block, blocksIn, type Interval } from '../../core/planner/block.ts'
import { movedLike } from '../../core/planner/editMany.ts'
import type { Selection } from './useSelection.ts'
import type { Lane } from '../../core/planner/day.ts'
import { HOUR, type Instant, type Millis, MINUTE } from '../../core/time/instant.ts'

export const hoursDown = (at: Instant, window: Interval): string =>
  `calc(var(--hour) * ${((at - window.start) / HOUR).toFixed(4)})`

export function placeOf(piece: Interval, window: Interval, lane?: Lane): CSSProperties {
  const start = Math.max(piece.start, window.start)
  const end = Math.min(piece.end, window.end)
  const height = `calc(var(--hour) * ${((end - start) / HOUR).toFixed(4)})`
  const place = { top: hoursDown(start, window), height, '--true': height }
  if (lane === undefined || lane.columns === 1) return place
  const share = 100 / lane.columns
  return {
    ...place,
    left: `${lane.column * share}%`,
    width: `calc(${share}% - ${lane.column + 1 < lane.columns ? 4 : 0}px)`,
  }
}

export type BlockSize = 'short' | 'tiny' | 'line' | 'full'

/** How much can be written on a stretch of this length. */
export function sizeOf({ start, end }: Interval): BlockSize {
  const minutes = (end - start) / MINUTE
  if (minutes < 15) return 'short'
  if (minutes < 25) return 'tiny'
  return minutes < 50 ? 'line' : 'full'
}

/** A block too short to be read or hit is drawn as high as a line, which covers the time of this many minutes. */
export const drawnSpan = (span: Millis): Millis => (span < 15 * MINUTE ? 28 * MINUTE : span)

/** A block that carries the running session needs room for its buttons. */
export const SESSION_ROOM = 90 * MINUTE

/** The blocks of a window with the one that is under way in its place. */
export function withDraft(
  blocks: readonly Block[],
  draft: Block | null,
  window: Interval,
  selection?: Selection,
): readonly Block[] {
  if (draft === null) return blocks
  const before = blocks.find(({ id }) => id === draft.id)
  const isMove = before !== undefined && before.minutes === draft.minutes && selection?.isOneOfMany(draft.id) === true
  const along = (block: Block): Block =>
    isMove && selection.ids.has(block.id) ? movedLike(block, before, draft) : block
  return blocksIn([...blocks.filter(({ id }) => id !== draft.id).map(along), draft], window)
}
