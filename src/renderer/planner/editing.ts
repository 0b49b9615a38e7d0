/** Between a block and the fields of its editor. A field that was not touched changes nothing, so a fold stays which of the two it is. */
import type { BlockChange } from '../../core/app/intent.ts'
import type { BlockFocus } from '../../core/focus/modes.ts'
import {
  type Block,
  blockInterval,
  type BlockKind,
  LONGEST_BLOCK_MINUTES,
  SHORTEST_BLOCK_MINUTES,
} from '../../core/planner/block.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { addDays, dateIn, instantAt, instantOf, wallTimeIn, zonedTime, zoneOf } from '../../core/time/zone.ts'

export interface BlockFields {
  readonly title: string
  readonly kind: BlockKind
  /** `HH:MM` in the block's zone. */
  readonly start: string
  readonly end: string
  readonly place: string
  readonly focus: BlockFocus
  /** Null where nothing was said. */
  readonly fixed: boolean | null
}

export type FieldProblem = 'noTime' | 'tooShort' | 'tooLong'

export function fieldsOf(block: Block): BlockFields {
  const zone = zoneOf(block.start)
  const { start, end } = blockInterval(block)
  return {
    title: block.title,
    kind: block.kind,
    start: wallTimeIn(start, zone),
    end: wallTimeIn(end, zone),
    place: block.place ?? '',
    focus: block.focus ?? {},
    fixed: block.fixed ?? null,
  }
}

/** What the fields change, or what is wrong with them. An end before the start is on the next day. */
export function changeOf(
  block: Block,
  fields: BlockFields,
): { readonly change: BlockChange } | { readonly problem: FieldProblem } {
  const before = fieldsOf(block)
  const title = fields.title.trim()
  const place = fields.place.trim()
  const change: BlockChange = {
    ...(title === before.title ? {} : { title }),
    ...(fields.kind === before.kind ? {} : { kind: fields.kind }),
    ...(place === before.place ? {} : { place }),
    ...(fields.fixed === null || fields.fixed === before.fixed ? {} : { fixed: fields.fixed }),
    ...(JSON.stringify(fields.focus) === JSON.stringify(before.focus) ? {} : { focus: fields.focus }),
  }
  if (fields.start === before.start && fields.end === before.end) return { change }
  const times = timesOf(block, before, fields)
  return 'problem' in times ? times : { change: { ...change, ...times } }
}

function timesOf(
  block: Block,
  before: BlockFields,
  fields: BlockFields,
): { start?: string; minutes: number } | { problem: FieldProblem } {
  if (fields.start === '' || fields.end === '') return { problem: 'noTime' }
  const zone = zoneOf(block.start)
  const date = dateIn(instantOf(block.start), zone)
  const start = fields.start === before.start ? block.start : zonedTime(date, fields.start, zone)
  const endDate = fields.end < fields.start ? addDays(date, 1) : date
  const minutes = Math.round((instantAt(endDate, fields.end, zone) - instantOf(start)) / MINUTE)
  if (minutes < SHORTEST_BLOCK_MINUTES) return { problem: 'tooShort' }
  if (minutes > LONGEST_BLOCK_MINUTES) return { problem: 'tooLong' }
  return { ...(start === block.start ? {} : { start }), minutes }
}
