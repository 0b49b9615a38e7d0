/** The one way to read what is planned: the dated blocks, and what the rhythm has where no exception stands in its place. */
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

/** All blocks that touch this window, earliest first. The same list until the plan or the rhythm changes. */
export function plannedIn({ plan, rhythm }: Planned, window: Interval): readonly Block[] {
  let kept = windows.get(plan)
  if (kept?.rhythm !== rhythm) windows.set(plan, (kept = { rhythm, found: new Map() }))
  const key = `${window.start}-${window.end}`
  const known = kept.found.get(key)
  if (known !== undefined) return known
  const found = [...datedIn(plan, window), ...occurrencesIn({ plan, rhythm }, window)].toSorted(byStart)
  if (kept.found.size >= MOST_WINDOWS) kept.found.clear()
  kept.found.set(key, found)
  return found
}

/** A block is at most a day long, and no zone is more than a day from another. */
const REACH = 2 * DAY

/** Reading a zoned time costs far more than looking at its date, and of ten years of blocks few are near. */
function datedIn(plan: Plan, window: Interval): Block[] {
  const first = dateIn(window.start - REACH, 'UTC')
  const last = dateIn(window.end + REACH, 'UTC')
  const isFar = ({ start }: Block): boolean => /^\d/.test(start) && (start.slice(0, 10) < first || start > `${last}~`)
  return Object.values(plan).filter((block) => !isFar(block) && overlaps(blockInterval(block), window))
}

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
  return Array.from({ length: count }, (_none, index) => {
    const day = first + index
    return { date: dateIn(day * DAY, 'UTC'), day }
  })
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
