/** The one way to read what is planned: the dated blocks, and what the rhythm has where no exception stands in its place. */
import { onceFor } from '../onceFor.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { dateIn, type PlainDate } from '../time/zone.ts'
import { type Block, blockInterval, byStart, type Interval, overlaps } from './block.ts'
import { occurrenceOn, readOccurrenceId, type Rhythm, type RhythmBlock, startsOn } from './rhythm.ts'

/** Dated blocks by their id. One with an occurrence's id is that day's exception: moved, changed or made longer. */
export type Plan = Readonly<Record<string, Block>>

export interface Planned {
  readonly plan: Plan
  readonly rhythm: Rhythm
}

/** Reading is far more frequent than changing, and the same few windows are read again and again. */
const MOST_WINDOWS = 32
const windows = new WeakMap<Plan, { readonly rhythm: Rhythm; readonly found: Map<string, readonly Block[]> }>()

/** All blocks that touch this window, earliest first. The same list until one of them changes. */
export function plannedIn({ plan, rhythm }: Planned, window: Interval): readonly Block[] {
  let kept = windows.get(plan)
  if (kept?.rhythm !== rhythm) windows.set(plan, (kept = { rhythm, found: new Map() }))
  const key = `${window.start}-${window.end}`
  const known = kept.found.get(key)
  if (known !== undefined) return known
  const found = asBefore(key, [...datedIn(plan, window), ...occurrencesIn({ plan, rhythm }, window)].toSorted(byStart))
  if (kept.found.size >= MOST_WINDOWS) kept.found.clear()
  kept.found.set(key, found)
  return found
}

/** What was found last in a window, whatever plan it was of. */
const latest = new Map<string, readonly Block[]>()

/** The list of before where the new one holds the same blocks: what was made of it need not be made again. */
function asBefore(key: string, found: readonly Block[]): readonly Block[] {
  const before = latest.get(key)
  if (before?.length === found.length && before.every((block, at) => block === found[at])) return before
  if (latest.size >= MOST_WINDOWS) latest.clear()
  latest.set(key, found)
  return found
}

/** A block is at most a day long, and no zone is more than a day from another. */
const REACH = 2 * DAY

/** The blocks that can touch a window: reading a zoned time costs far more than looking at its date. */
function datedIn(plan: Plan, window: Interval): Block[] {
  const near = datesNear(window).flatMap(({ date }) => byDateOf(plan).get(date) ?? [])
  const odd = byDateOf(plan).get(ODD) ?? []
  return [...near, ...odd].filter((block) => overlaps(blockInterval(block), window))
}

/** Years that are not written with four digits. */
const ODD = ''

/** Of ten years of blocks few are near, and a plan is read for many windows before it changes. */
const byDateOf = onceFor((plan: Plan): ReadonlyMap<PlainDate, Block[]> => {
  const found = new Map<PlainDate, Block[]>()
  for (const block of Object.values(plan)) {
    const date = /^\d/.test(block.start) ? block.start.slice(0, 10) : ODD
    const there = found.get(date)
    if (there === undefined) found.set(date, [block])
    else there.push(block)
  }
  return found
})

function occurrencesIn({ plan, rhythm }: Planned, window: Interval): Block[] {
  const blocks = Object.values(rhythm.blocks)
  if (blocks.length === 0) return []
  const dates = datesNear(window)
  return blocks.flatMap((block) =>
    dates
      .filter(({ date, day }) => startsOn(rhythm, block, date, day))
      .map(({ date }) => occurrence(block, date))
      .filter(({ id }) => plan[id] === undefined)
      .filter((one) => overlaps(blockInterval(one), window)),
  )
}

/** Every date on which, in whatever zone, something could start that touches the window. */
function datesNear({ start, end }: Interval): readonly { readonly date: PlainDate; readonly day: number }[] {
  const first = Math.floor((start - REACH) / DAY)
  const count = Math.floor((end + DAY) / DAY) - first + 1
  return Array.from({ length: count }, (_none, index) => ({ date: dateOf(first + index), day: first + index }))
}

/** The same few days are asked for again and again. */
const dayNames = new Map<number, PlainDate>()
const MOST_DAYS = 2_000

function dateOf(day: number): PlainDate {
  const known = dayNames.get(day)
  if (known !== undefined) return known
  if (dayNames.size >= MOST_DAYS) dayNames.clear()
  const date = dateIn(day * DAY, 'UTC')
  dayNames.set(day, date)
  return date
}

/** An occurrence stays the same object, so that what is drawn of it need not be drawn again. */
const occurrences = new WeakMap<RhythmBlock, Map<PlainDate, Block>>()
const MOST_OCCURRENCES = 500

function occurrence(block: RhythmBlock, date: PlainDate): Block {
  let kept = occurrences.get(block)
  if (kept === undefined) occurrences.set(block, (kept = new Map<PlainDate, Block>()))
  const known = kept.get(date)
  if (known !== undefined) return known
  const made = occurrenceOn(block, date)
  if (kept.size >= MOST_OCCURRENCES) kept.clear()
  kept.set(date, made)
  return made
}

/** A block by its id, dated or of the rhythm; undefined where there is none, or none on that date. */
export function plannedBlock({ plan, rhythm }: Planned, id: string): Block | undefined {
  return plan[id] ?? rhythmBlockOf({ rhythm }, id)?.occurrence ?? undefined
}

/** What of the rhythm stands behind an id, also where an exception has its place; null where nothing does. */
export function rhythmBlockOf(
  { rhythm }: Pick<Planned, 'rhythm'>,
  id: string,
): { readonly block: RhythmBlock; readonly date: PlainDate; readonly occurrence: Block | null } | null {
  const read = readOccurrenceId(id)
  const block = read === null ? undefined : rhythm.blocks[read.block]
  if (read === null || block === undefined) return null
  return {
    block,
    date: read.date,
    occurrence: startsOn(rhythm, block, read.date) ? occurrence(block, read.date) : null,
  }
}

/** The blocks at this instant and in the next so many milliseconds. */
export const plannedFrom = (planned: Planned, at: Instant, span: number): readonly Block[] =>
  plannedIn(planned, { start: at, end: at + span })
