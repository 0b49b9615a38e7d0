/** What becomes of the rhythm and its exceptions when a person changes them. What is past stays as it was. */
import { addDays, type PlainDate } from '../time/zone.ts'
import type { Plan, Planned } from './planned.ts'
import { MOST_ANCESTORS, occurrenceId, readOccurrenceId, RhythmBlock, type Rhythm } from './rhythm.ts'

export type RhythmChange = { readonly [Key in keyof RhythmBlock]?: RhythmBlock[Key] | undefined }

/** A new rhythm and plan, or the code of what is wrong. */
export type RhythmEdit = Planned | string

export interface FromDate {
  /** The first date that is changed; without it all are. */
  readonly from?: PlainDate | undefined
  /** The id for the other half, where the block has to be parted. */
  readonly as: string
  readonly today: PlainDate
  /** The date whose exception becomes the rule: it is no exception any more. */
  readonly settles?: PlainDate | undefined
}

const withBlock = (rhythm: Rhythm, block: RhythmBlock): Rhythm => ({
  ...rhythm,
  blocks: { ...rhythm.blocks, [block.id]: block },
})

/** Changes a block from a date on, and leaves what was before as it was. */
export function changeRhythm(planned: Planned, id: string, change: RhythmChange, when: FromDate): RhythmEdit {
  const parted = part(planned, id, when)
  if (typeof parted === 'string') return parted
  const { planned: after, target } = parted
  const before = after.rhythm.blocks[target]
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const read = RhythmBlock.safeParse({ ...before, ...given })
  if (!read.success) return read.error.issues[0]?.message ?? 'bad_block'
  const changed = { ...after, rhythm: withBlock(after.rhythm, read.data) }
  return when.settles === undefined ? changed : restoreOccurrence(changed, target, when.settles)
}

/** Takes a block away from a date on, its exceptions too. */
export function removeRhythm(planned: Planned, id: string, when: Pick<FromDate, 'from'>): RhythmEdit {
  const block = planned.rhythm.blocks[id]
  if (block === undefined) return 'no_such_block'
  const from = when.from ?? '0000-01-01'
  const { [id]: _removed, ...others } = planned.rhythm.blocks
  const blocks = startsBefore(block, from) ? { ...others, [id]: endingBefore(block, from) } : others
  return {
    rhythm: { ...planned.rhythm, blocks },
    plan: rekeyed(planned.plan, id, (date) => (date >= from ? null : id)),
  }
}

/** Leaves one date out; an exception of that date goes with it. */
export function skipOccurrence({ plan, rhythm }: Planned, id: string, date: PlainDate): RhythmEdit {
  const block = rhythm.blocks[id]
  if (block === undefined) return 'no_such_block'
  const skipped = [...new Set([...block.skipped, date])].toSorted()
  const read = RhythmBlock.safeParse({ ...block, skipped })
  if (!read.success) return read.error.issues[0]?.message ?? 'bad_block'
  return { plan: without(plan, occurrenceId(id, date)), rhythm: withBlock(rhythm, read.data) }
}

/** Gives a date back to the rhythm, whether it was left out, moved or changed. */
export function restoreOccurrence({ plan, rhythm }: Planned, id: string, date: PlainDate): RhythmEdit {
  const block = rhythm.blocks[id]
  if (block === undefined) return 'no_such_block'
  const skipped = block.skipped.filter((other) => other !== date)
  return { plan: without(plan, occurrenceId(id, date)), rhythm: withBlock(rhythm, { ...block, skipped }) }
}

/** Another rhythm from a date on: what was there ends the day before. */
export function replaceRhythm(planned: Planned, blocks: readonly RhythmBlock[], from: PlainDate): RhythmEdit {
  const ended = Object.values(planned.rhythm.blocks)
    .filter(({ until }) => until === undefined || until >= from)
    .reduce<Planned>((after, { id }) => removeRhythm(after, id, { from }) as Planned, planned)
  const begun = blocks.map((block) => (startsBefore(block, from) ? { ...block, from } : block))
  return addRhythm(ended, begun)
}

export function addRhythm(planned: Planned, blocks: readonly RhythmBlock[]): RhythmEdit {
  if (blocks.some(({ id }) => planned.rhythm.blocks[id] !== undefined)) return 'block_exists'
  const added = Object.fromEntries(blocks.map((block) => [block.id, block]))
  return { ...planned, rhythm: { ...planned.rhythm, blocks: { ...planned.rhythm.blocks, ...added } } }
}

const startsBefore = (block: RhythmBlock, date: PlainDate): boolean =>
  date > '0001-01-01' && (block.from === undefined || block.from < date)

const endingBefore = (block: RhythmBlock, date: PlainDate): RhythmBlock => ({
  ...block,
  until: addDays(date, -1),
  skipped: block.skipped.filter((skipped) => skipped < date),
})

/**
 * Two blocks of one, parted at a date. The half that today belongs to keeps the id: a session under way and what is
 * known of today's starts go on naming it.
 */
function part(
  planned: Planned,
  id: string,
  { from, as, today }: FromDate,
): { planned: Planned; target: string } | string {
  const block = planned.rhythm.blocks[id]
  if (block === undefined) return 'no_such_block'
  if (from === undefined || !startsBefore(block, from)) return { planned, target: id }
  if (planned.rhythm.blocks[as] !== undefined) return 'block_exists'
  const [early, late] = from > today ? [id, as] : [as, id]
  const before = { ...endingBefore(block, from), ...namedAs(early, block) }
  const after = { ...block, ...namedAs(late, block), from, skipped: block.skipped.filter((date) => date >= from) }
  return {
    planned: {
      rhythm: withBlock(withBlock(planned.rhythm, before), after),
      plan: rekeyed(planned.plan, id, (date) => (date < from ? early : late)),
    },
    target: late,
  }
}

/** The half with a new id knows whose half it is. */
const namedAs = (id: string, { id: was, was: before = [] }: RhythmBlock): Pick<RhythmBlock, 'id' | 'was'> =>
  id === was ? { id } : { id, was: [was, ...before].slice(0, MOST_ANCESTORS) }

const without = (plan: Plan, id: string): Plan => {
  if (plan[id] === undefined) return plan
  const { [id]: _removed, ...rest } = plan
  return rest
}

/** Exceptions belong to the block that has their date; `null` takes them away. */
function rekeyed(plan: Plan, id: string, owner: (date: PlainDate) => string | null): Plan {
  const after: Record<string, Plan[string]> = {}
  let same = true
  for (const [key, block] of Object.entries(plan)) {
    const read = readOccurrenceId(key)
    const to = read?.block === id ? owner(read.date) : id
    same &&= to === id
    if (read === null || to === id) after[key] = block
    else if (to !== null) after[occurrenceId(to, read.date)] = { ...block, id: occurrenceId(to, read.date) }
  }
  return same ? plan : after
}
