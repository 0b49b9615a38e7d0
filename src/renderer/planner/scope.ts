/** A block that comes back each week: what is changed of it is for this day only, unless the person says otherwise. */
import type { BlockChange, Wish } from '../../core/app/intent.ts'
import { type Block, blockInterval } from '../../core/planner/block.ts'
import { type Planned, rhythmBlockOf } from '../../core/planner/planned.ts'
import type { RhythmBlock } from '../../core/planner/rhythm.ts'
import { dateIn, type PlainDate, wallTimeIn, weekday } from '../../core/time/zone.ts'

export const SCOPES = ['day', 'following', 'every'] as const
export type Scope = (typeof SCOPES)[number]

export interface Recurring {
  readonly block: RhythmBlock
  readonly date: PlainDate
  /** Whether it was moved or changed for its date. */
  readonly isException: boolean
}

/** What of the rhythm is behind a dated block; null where nothing is. */
export function recurringOf(planned: Planned, { id }: Block): Recurring | null {
  const found = rhythmBlockOf(planned, id)
  return found === null ? null : { block: found.block, date: found.date, isException: planned.plan[id] !== undefined }
}

/** *Every week* begins today: what is past stays as it was. */
const from = (scope: Scope, date: PlainDate, today: PlainDate): PlainDate =>
  scope === 'every' && today < date ? today : date

export interface Scoped {
  readonly scope: Scope
  readonly recurring: Recurring | null
  readonly today: PlainDate
  /** For the half that is parted off. */
  readonly id: string
}

export function changeWish(block: Block, change: BlockChange, { scope, recurring, today, id }: Scoped): Wish {
  if (recurring === null || scope === 'day') return { type: 'plan.change', id: block.id, change }
  const { block: rule, date } = recurring
  return {
    type: 'rhythm.change',
    id: rule.id,
    change: ruleChange({ ...block, ...given(change) }, recurring),
    from: from(scope, date, today),
    as: id,
    settles: date,
  }
}

export function removeWish({ id }: Block, { scope, recurring, today }: Scoped): Wish {
  if (recurring === null || scope === 'day') return { type: 'plan.remove', id }
  return { type: 'rhythm.remove', id: recurring.block.id, from: from(scope, recurring.date, today) }
}

/** What the rhythm has to become for its block to be like this one: also what a drag changed for one day before. */
function ruleChange(
  wanted: Block,
  { block: rule, date }: Recurring,
): Extract<Wish, { type: 'rhythm.change' }>['change'] {
  const span = blockInterval(wanted)
  const [before, after] = [weekday(date), weekday(dateIn(span.start, rule.zone))]
  const days = [...new Set(rule.days.map((day) => (day === before ? after : day)))].toSorted((a, b) => a - b)
  return {
    kind: wanted.kind,
    title: wanted.title,
    start: wallTimeIn(span.start, rule.zone),
    end: wallTimeIn(span.end, rule.zone),
    ...(before === after ? {} : { days }),
    ...(wanted.place === undefined ? {} : { place: wanted.place }),
    ...(wanted.focus === undefined ? {} : { focus: wanted.focus }),
    ...(wanted.fixed === undefined ? {} : { fixed: wanted.fixed }),
  }
}

const given = (change: BlockChange): Partial<Block> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
