/** The same hands and keys as on a day, but what they change is the rhythm, from today on. */
import { useRef } from 'react'
import type { Wish } from '../../../core/app/intent.ts'
import { type Block, blockInterval } from '../../../core/planner/block.ts'
import { duplicate, newBlock, split } from '../../../core/planner/edit.ts'
import { occurrenceId, readOccurrenceId, type RhythmBlock } from '../../../core/planner/rhythm.ts'
import type { RhythmChange } from '../../../core/planner/rhythmEdit.ts'
import { HOUR } from '../../../core/time/instant.ts'
import { dateIn, type PlainDate, weekday, type Zone } from '../../../core/time/zone.ts'
import { say } from '../../lib/announce.ts'
import { useSlice } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { useAskAloud } from '../useAskAloud.ts'
import { useBlockWords } from '../useBlockWords.ts'
import { useDraft } from '../useDraft.ts'
import type { PlanEdit } from '../useEdit.ts'
import { ruleOf, typicalBlocks, wallsOf } from './typical.ts'

export interface TypicalWeek {
  readonly first: PlainDate
  readonly zone: Zone
  readonly today: PlainDate
}

export interface RhythmEditing extends PlanEdit {
  /** The rhythm's blocks as they are drawn: with the one under way as it would be. */
  readonly drawn: (blocks: readonly RhythmBlock[]) => readonly Block[]
  readonly isDraft: (block: Block) => boolean
  ruleOf(block: Block): RhythmBlock | undefined
}

export function useRhythmEdit(week: TypicalWeek, travel: PlanEdit['travel']): RhythmEditing {
  const { first, zone, today } = week
  const { blocks } = useSlice('rhythm')
  const ask = useAskAloud()
  const text = useText()
  const words = useBlockWords()
  const { draft, held, hold } = useDraft()
  /** What main was asked for and has not answered yet. */
  const asking = useRef<Block | null>(null)
  const ruleIn = ({ id }: Pick<Block, 'id'>): RhythmBlock | undefined => blocks[readOccurrenceId(id)?.block ?? '']
  const change = (rule: RhythmBlock, what: RhythmChange, block: Block): Promise<boolean> =>
    ask(changeWish(rule, what, today), 'planner.rhythm.said.changed', {
      name: words.name({ ...block, ...(what.kind === undefined ? {} : { kind: what.kind }) }),
      span: words.span(block),
    })
  async function add(block: Block, from?: RhythmBlock): Promise<string | null> {
    const made = ruleFrom(block, from, week)
    const said = { name: words.name(block), span: words.span(block) }
    const ok = await ask({ type: 'rhythm.add', blocks: [made] }, 'planner.rhythm.said.added', said)
    return ok ? occurrenceId(made.id, dateIn(blockInterval(block).start, zone)) : null
  }

  return {
    draft,
    latest: (id) => (held.current?.id === id ? held.current : typicalOf(id, ruleIn({ id }), week)),
    preview: hold,
    cancel: () => hold(null),
    async settle() {
      const block = held.current
      // As on a day: Alt and an arrow are let go one after the other, and twice would be two changes of the rule.
      if (block === null || block === asking.current) return null
      asking.current = block
      const rule = ruleIn(block)
      const added = rule === undefined ? await add(block) : null
      if (rule !== undefined && isMoved(rule, block, week)) await change(rule, ruleOf(rule, block, zone), block)
      if (asking.current === block) asking.current = null
      if (held.current === block) hold(null)
      return added
    },
    async setKind(block, kind) {
      const rule = ruleIn(block)
      if (rule !== undefined && rule.kind !== kind) await change(rule, { kind }, block)
    },
    add: (now) => add(newBlock({ id: newId(), kind: 'focus' }, { start: now, end: now + HOUR }, zone)),
    async addAll() {},
    async remove(block) {
      const rule = ruleIn(block)
      if (rule === undefined) return
      const day = wallsOf(block, zone).day
      const days = rule.days.filter((one) => one !== day)
      const wish: Wish = days.length === 0 ? removeWish(rule, today) : changeWish(rule, { days }, today)
      await ask(wish, 'planner.said.removed', { name: words.name(block) })
    },
    duplicate: (block) => add(duplicate(block, newId()), ruleIn(block)),
    async split(block) {
      const rule = ruleIn(block)
      const parts = split(block, newId(), null)
      if (rule === undefined || parts === null) return say(text('planner.said.tooShortToSplit'))
      if (await change(rule, { end: wallsOf(parts[0], zone).end }, parts[0])) await add(parts[1], rule)
    },
    travel,
    drawn: (rules) => {
      const rule = draft === null ? undefined : ruleIn(draft)
      const shown = rules.flatMap((one) =>
        one === rule && draft !== null ? movedWith(one, draft, week) : typicalBlocks(one, first, zone),
      )
      return draft !== null && rule === undefined ? [...shown, draft] : shown
    },
    isDraft: (block) =>
      draft !== null && (block.id === draft.id || (ruleIn(draft) !== undefined && ruleIn(block) === ruleIn(draft))),
    ruleOf: ruleIn,
  }
}

export const changeWish = (rule: RhythmBlock, change: RhythmChange, today: PlainDate): Wish => ({
  type: 'rhythm.change',
  id: rule.id,
  change,
  from: today,
  as: newId(),
})

export const removeWish = (rule: RhythmBlock, today: PlainDate): Wish => ({
  type: 'rhythm.remove',
  id: rule.id,
  from: today,
})

/** All its weekdays go along, while one of them is held. The one that is held keeps its id. */
function movedWith(rule: RhythmBlock, draft: Block, { first, zone }: TypicalWeek): Block[] {
  const others = typicalBlocks({ ...rule, ...ruleOf(rule, draft, zone) } as RhythmBlock, first, zone)
  const { day } = wallsOf(draft, zone)
  return [...others.filter(({ id }) => weekday(readOccurrenceId(id)?.date ?? first) !== day), draft]
}

const typicalOf = (id: string, rule: RhythmBlock | undefined, { first, zone }: TypicalWeek): Block | undefined =>
  rule === undefined ? undefined : typicalBlocks(rule, first, zone).find((block) => block.id === id)

function isMoved(rule: RhythmBlock, block: Block, week: TypicalWeek): boolean {
  const before = typicalOf(block.id, rule, week)
  return before?.start !== block.start || before.minutes !== block.minutes
}

function ruleFrom(block: Block, from: RhythmBlock | undefined, { zone, today }: TypicalWeek): RhythmBlock {
  const { start, end, day } = wallsOf(block, zone)
  const base = from ?? { days: [day], every: 1, zone, anchor: today }
  const { title, kind } = block
  const place = block.place === undefined ? {} : { place: block.place }
  return { ...base, id: newId(), title, kind, ...place, start, end, from: today, skipped: [] }
}
