/** The plan by months: a life of blocks lies in files of a month each, and only the months that are looked at are read. */
import { DAY, type Instant } from '../time/instant.ts'
import { dateIn } from '../time/zone.ts'
import type { Block, Interval } from './block.ts'
import type { Plan } from './planned.ts'
import { comesOn, occurrenceId, readOccurrenceId, type Rhythm } from './rhythm.ts'

/** `YYYY-MM`, of a block's start on its own clock. */
export type Month = string

/** Null for years that are not written with four digits: those blocks stay where nothing is put away. */
export const monthOf = ({ start }: Block): Month | null => /^\d{4}-\d{2}(?=-)/.exec(start)?.[0] ?? null

/** The first month that always stays in memory: the one before this. What is older is put away. */
export const edgeAt = (now: Instant): Month => {
  const [year = 0, month = 1] = dateIn(now, 'UTC').split('-').map(Number)
  return month === 1 ? monthText(year - 1, 12) : monthText(year, month - 1)
}

const monthText = (year: number, month: number): Month =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`

/** A block is at most a day long, and no zone is more than a day from another. */
const REACH = 2 * DAY

/** The months in which blocks of this window can start, earliest first, but none from `edge` on. */
export function monthsBefore(edge: Month, { start, end }: Interval): readonly Month[] {
  const last = dateIn(end + REACH, 'UTC').slice(0, 7)
  const months: Month[] = []
  let month = dateIn(start - REACH, 'UTC').slice(0, 7)
  while (month < edge && month <= last) {
    months.push(month)
    const [year = 0, number = 1] = month.split('-').map(Number)
    month = number === 12 ? monthText(year + 1, 1) : monthText(year, number + 1)
  }
  return months
}

/** The plan without the blocks of these months, and with those of others; a block that is there already wins. */
export function exchanged(plan: Plan, blocks: Plan, gone: readonly Month[]): Plan {
  const away = new Set<Month | null>(gone)
  const stay =
    gone.length === 0 ? plan : Object.fromEntries(Object.entries(plan).filter(([, b]) => !away.has(monthOf(b))))
  return { ...blocks, ...stay }
}

/**
 * Exceptions of the rhythm that were put away while their block was parted: each goes to the half that has its date now.
 */
export function settled(blocks: Plan, { blocks: rules }: Rhythm): Plan {
  const after: Record<string, Block> = {}
  for (const block of Object.values(blocks)) {
    const id = ownerOf(block.id, rules)
    after[id] = id === block.id ? block : { ...block, id }
  }
  return after
}

function ownerOf(id: string, rules: Rhythm['blocks']): string {
  const read = readOccurrenceId(id)
  if (read === null) return id
  const rule = rules[read.block]
  if (rule !== undefined && comesOn(rule, read.date)) return id
  const heir = Object.values(rules).find((one) => one.was?.includes(read.block) === true && comesOn(one, read.date))
  return heir === undefined ? id : occurrenceId(heir.id, read.date)
}
