/** A block over midnight is one block: its head stands in the first column that shows it, and what is left of it in the next. */
import type { CSSProperties } from 'react'
import { type Block, blockInterval, overlaps } from '../../../core/planner/block.ts'
import { ALONE, type Lane } from '../../../core/planner/day.ts'
import { type Column, placeInColumn } from './columns.ts'

/** Places that count from the head of the block, which they are drawn inside of. */
export interface Night {
  /** What joins the foot of each column to the top of the next. */
  readonly joints: readonly CSSProperties[]
  readonly tails: readonly Tail[]
}

export interface Tail {
  readonly date: string
  readonly place: CSSProperties
  /** Whether it is not over at the end of the last column in sight. */
  readonly goesOn: boolean
}

export interface Laned {
  readonly column: Column
  readonly lanes: ReadonlyMap<string, Lane>
}

/** What `placeInColumn` leaves free beside a block, and the line between two columns. */
const GAP = '2px'
const LINE = '1px'

/** What there is of a block in the columns after its own; undefined where it ends in its own. */
export function nightOf(block: Block, own: Laned, after: readonly Laned[]): Night | undefined {
  const span = blockInterval(block)
  const rest = after.filter(({ column }) => overlaps(span, column.window))
  if (rest.length === 0) return undefined
  const lane = own.lanes.get(block.id) ?? ALONE
  const head = placeInColumn(span, own.column, lane)
  const up = `calc(-1 * ${String(head.top)})`
  const end = { top: up, height: 'calc(var(--hour) * 24)' }
  const pieces = rest.map(({ column, lanes }, index) => {
    const its = lanes.get(block.id) ?? ALONE
    const wide = lane.columns / its.columns
    // In lanes of the head's column, from the head's left edge on; and the lines between days before it.
    return { column, its, wide, from: lane.columns * (index + 1) - lane.column, lines: `${index + 1} * ${LINE}` }
  })
  return {
    joints: [
      { ...end, left: '100%', width: `calc(${across(lane.columns - lane.column - 1)} + ${GAP} + ${LINE})` },
      ...pieces.slice(0, -1).map(({ its, wide, from, lines }) => ({
        ...end,
        left: `calc(${across(from + wide * (its.column + 1))} + ${lines} - ${GAP})`,
        width: `calc(${across(lane.columns - wide * (its.column + 1))} + ${GAP} + ${LINE})`,
      })),
    ],
    tails: pieces.map(({ column, its, wide, from, lines }) => {
      const place = placeInColumn(span, column, its)
      return {
        date: column.date,
        goesOn: span.end > column.window.end,
        place: {
          top: up,
          height: place.height,
          left: `calc(${across(from + wide * its.column)} + ${lines})`,
          width: `calc(${across(wide)} - ${GAP})`,
        },
      }
    }),
  }
}

/** So many lanes of the head's column, as its own box measures them. */
const across = (lanes: number): string => `${lanes.toFixed(4)} * (100% + ${GAP})`
