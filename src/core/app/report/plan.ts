/** The blocks of a day. */
import { z } from 'zod'
import { BLOCK_KINDS, type Block, blockInterval, blocksIn } from '../../planner/block.ts'
import type { Instant } from '../../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate } from '../../time/zone.ts'
import type { State } from '../state.ts'
import { instant, reading, readingOf } from './common.ts'

const BlockReport = z.object({
  id: z.string(),
  kind: z.enum(BLOCK_KINDS),
  title: z.string(),
  /** Exact start with its zone (RFC 9557). */
  start: z.string(),
  minutes: z.number(),
  from: instant,
  to: instant,
  place: z.string().optional(),
})
export type BlockReport = z.infer<typeof BlockReport>

export const PlanReport = z.object({
  ...reading,
  /** The day that was asked for; null where blocks were asked for by id. */
  date: z.string().nullable(),
  blocks: z.array(BlockReport),
})
export type PlanReport = z.infer<typeof PlanReport>

/** The blocks that touch a date in this device's zone, or those whose id starts with `id`. Today where neither is given. */
export function planReport(
  state: State,
  wanted: { date?: PlainDate | undefined; id?: string | undefined },
  now: Instant,
): PlanReport {
  const { zone } = state.system
  const blocks = Object.values(state.plan)
  const date = wanted.date ?? dateIn(now, zone)
  const found =
    wanted.id === undefined
      ? blocksIn(blocks, { start: dayStart(date, zone), end: dayStart(addDays(date, 1), zone) })
      : blocks.filter(({ id }) => id.startsWith(wanted.id ?? ''))
  return { ...readingOf(state, now), date: wanted.id === undefined ? date : null, blocks: found.map(blockReport) }
}

function blockReport(block: Block): BlockReport {
  const { start: from, end: to } = blockInterval(block)
  return { ...block, from, to }
}
