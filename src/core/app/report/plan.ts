/** The blocks of a day. */
import { z } from 'zod'
import { BLOCK_KINDS, type Block, blockInterval, type Interval } from '../../planner/block.ts'
import { dayAt, dayWindow } from '../../planner/day.ts'
import { plannedBlock, plannedIn } from '../../planner/planned.ts'
import { occurrenceId } from '../../planner/rhythm.ts'
import type { Instant } from '../../time/instant.ts'
import { isPlainDate, type PlainDate } from '../../time/zone.ts'
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

/** The time that such a report is about, so that what lies in it can be read first. */
export function planReportWindow(
  { system, settings }: State,
  { date, id }: { date?: PlainDate | undefined; id?: string | undefined },
  now: Instant,
): Interval {
  const dated = id?.slice(0, 10) ?? ''
  const day = date ?? (isPlainDate(dated) ? dated : dayAt(now, system.zone, settings.dayEndsAt))
  return dayWindow(day, system.zone, settings.dayEndsAt)
}

/** The blocks that touch a person's day in this device's zone, or those whose id starts with `id`. Today where neither is given. */
export function planReport(
  state: State,
  wanted: { date?: PlainDate | undefined; id?: string | undefined },
  now: Instant,
): PlanReport {
  const { zone } = state.system
  const date = wanted.date ?? dayAt(now, zone, state.settings.dayEndsAt)
  const found =
    wanted.id === undefined
      ? plannedIn(state, dayWindow(date, zone, state.settings.dayEndsAt))
      : blocksById(state, wanted.id)
  return { ...readingOf(state, now), date: wanted.id === undefined ? date : null, blocks: found.map(blockReport) }
}

/** A block of the rhythm is found by its date and its own id. */
function blocksById(state: State, start: string): readonly Block[] {
  const dated = Object.values(state.plan).filter(({ id }) => id.startsWith(start))
  const date = start.slice(0, 10)
  if (!isPlainDate(date)) return dated
  const ids = Object.keys(state.rhythm.blocks).map((id) => occurrenceId(id, date))
  const found = ids.filter((id) => id.startsWith(start) && state.plan[id] === undefined)
  return [...dated, ...found.flatMap((id) => plannedBlock(state, id) ?? [])]
}

function blockReport(block: Block): BlockReport {
  const { start: from, end: to } = blockInterval(block)
  return { ...block, from, to }
}
