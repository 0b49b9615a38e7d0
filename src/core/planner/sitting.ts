/** The first fitting time for a task: in a block of focus that has none yet, else where the day is free. */
import type { Zone } from '../time/zone.ts'
import { type Instant, type Millis, MINUTE } from '../time/instant.ts'
import { type Block, blockInterval, byStart, type Interval, overlaps } from './block.ts'
import { newBlock, withEdge } from './edit.ts'
import { firstFit, merged, nextOnGrid } from './fit.ts'
import { readOccurrenceId } from './rhythm.ts'
import type { Task } from './task.ts'

export interface SittingInput {
  readonly task: Pick<Task, 'id' | 'title'>
  readonly minutes: number
  readonly now: Instant
  /** The person's days, today's first. */
  readonly days: readonly Interval[]
  /** Of these days. */
  readonly blocks: readonly Block[]
  /** Appointments of calendars. */
  readonly busy: readonly Interval[]
  readonly zone: Zone
  readonly newId: () => string
}

/** The blocks to put into the plan, the sitting first; null where no day has room. */
export function sittingFor(input: SittingInput): readonly [Block, ...Block[]] | null {
  const open = openFocus(input)
  const free = freeTime(input)
  if (open !== null && (free === null || blockInterval(open).start <= free)) return inBlock(open, input)
  if (free === null) return null
  const { task, minutes, zone, newId } = input
  const span = { start: free, end: free + minutes * MINUTE }
  return [{ ...newBlock({ id: newId(), kind: 'focus', title: task.title }, span, zone), task: task.id }]
}

/** What a rhythm calls its focus is no task; what a person wrote on one date is something of its own. */
const isOpen = ({ kind, title, task, id }: Block): boolean =>
  kind === 'focus' && task === undefined && (title === '' || readOccurrenceId(id) !== null)

function openFocus({ blocks, busy, now, days }: SittingInput): Block | null {
  const last = days.at(-1)?.end ?? now
  const found = blocks
    .filter((block) => isOpen(block) && blockInterval(block).start >= now && blockInterval(block).start < last)
    .filter((block) => !busy.some((time) => overlaps(time, blockInterval(block))))
  return found.toSorted(byStart)[0] ?? null
}

/** As much of the block as is needed; the rest stays for something else, if it is worth a block. */
function inBlock(block: Block, { task, minutes, newId }: SittingInput): readonly [Block, ...Block[]] {
  const sitting = { ...block, title: task.title, task: task.id }
  const { start, end } = blockInterval(block)
  const cut = nextOnGrid(start + minutes * MINUTE)
  if (end - cut < LEAST_REST) return [sitting]
  return [withEdge(sitting, 'end', cut), { ...withEdge(block, 'start', cut), id: newId() }]
}

const LEAST_REST: Millis = 25 * MINUTE

/** Between a day's first block and its last; a day without any has the usual hours. */
function freeTime({ blocks, busy, now, days, minutes }: SittingInput): Instant | null {
  const taken = merged([...blocks.map(blockInterval), ...busy])
  for (const day of days) {
    const own = blocks.map(blockInterval).filter(({ start }) => start >= day.start && start < day.end)
    const from = own.length === 0 ? day.start + USUAL.from : Math.min(...own.map(({ start }) => start))
    const until = own.length === 0 ? day.start + USUAL.until : Math.max(...own.map(({ end }) => end))
    const found = firstFit(taken, minutes * MINUTE, { start: Math.max(nextOnGrid(now), from), end: until })
    if (found !== null) return found
  }
  return null
}

const USUAL = { from: 9 * 60 * MINUTE, until: 17 * 60 * MINUTE }
