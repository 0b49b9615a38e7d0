/**
 * The rest of a day anew, after a block ran over or was missed. What is fixed stays; what comes later is pushed on, up to
 * the next thing that stays, and gives up to half of its length for that; what finds no place there, and what was missed,
 * goes into free time, else to another day. Nothing is lost. It is a proposal, and every change in it is named.
 */
import { type Instant, type Millis, MINUTE } from '../time/instant.ts'
import { type Block, blockInterval, byStart, type Interval, movedTo, overlaps } from './block.ts'
import { breaksIn, type BreakRules, focusOf, NO_BREAKS } from './breaks.ts'
import { movedByDays } from './edit.ts'
import { firstFit, freeIn, merged, nextOnGrid } from './fit.ts'

export interface Slip {
  /** The block that is still worked in, and until when that is expected; null where none is. */
  readonly over: { readonly id: string; readonly until: Instant } | null
  /** Blocks that began without the person, and are not over. */
  readonly late: readonly string[]
  /** Blocks that are over, and nothing was done in them. */
  readonly missed: readonly string[]
}

export interface ReflowInput {
  /** Of the person's day and of the days after it. */
  readonly blocks: readonly Block[]
  readonly slip: Slip
  readonly now: Instant
  readonly day: Interval
  /** Work ends by then, unless it was planned to end later: the rest before tomorrow's, and how far a day may spread. */
  readonly workUntil: Instant
  /** Where to go with what does not fit. */
  readonly days: readonly Interval[]
  /** Appointments of calendars. */
  readonly busy: readonly Interval[]
  /** When the team's agreement wants the person reachable. */
  readonly owed: readonly Interval[]
  /** What is pushed on leaves room for breaks by these; none where absent. */
  readonly breaks?: BreakRules
  /** How good a time is for focus; null where nobody knows. */
  readonly energy?: (at: Interval) => number | null
}

export interface Move {
  readonly id: string
  readonly how: 'moved' | 'shortened' | 'extended' | 'otherDay'
  readonly before: Interval
  readonly after: Interval
}

export interface Reflow {
  /** The blocks that change, as they would be. */
  readonly blocks: readonly Block[]
  /** Earliest first, by where they would be. */
  readonly moves: readonly Move[]
}

/** What a person said of a block, else what is usual: meetings and private time are promised to somebody. */
export const isFixed = ({ kind, fixed }: Pick<Block, 'kind' | 'fixed'>): boolean =>
  fixed ?? (kind === 'together' || kind === 'personal')

const LEAST_FOCUS = 25
const LEAST_OTHER = 15

/** How short a re-flow may make a block, in minutes: half of it. */
export const leastMinutes = ({ kind, minutes }: Block): number =>
  Math.min(minutes, Math.max(kind === 'focus' ? LEAST_FOCUS : LEAST_OTHER, Math.ceil(minutes / 2 / STEP) * STEP))

/** Lengths change by so many minutes. */
const STEP = 5

/** Null where nothing has to change. */
export function reflow(input: ReflowInput): Reflow | null {
  const { slip, blocks } = input
  const mine = blocks.filter((block) => moves(block, input))
  const missed = mine.filter(({ id }) => slip.missed.includes(id))
  const queue = mine
    .filter(({ id }) => !slip.missed.includes(id))
    .toSorted((a, b) => earliest(a, input) - earliest(b, input) || byStart(a, b))
  const stay = blocks.filter((block) => !mine.includes(block))
  const running = stay.find(({ id }) => id === slip.over?.id)
  const runsUntil = running === undefined ? input.now : overUntil(running, stay, input)
  const ran = running === undefined ? [] : [{ start: blockInterval(running).start, end: runsUntil }]
  const taken = merged([...stay.map(blockInterval), ...input.busy, ...ran])
  const grown = running === undefined ? [] : extended(running, runsUntil)
  const focused = focusOf([...stay, ...grown], input.breaks ?? NO_BREAKS)
  const pushed = pushedOn(queue, taken, { ...input, focused })
  const free = eachInto([...pushed.unplaced, ...missed].toSorted(byStart), pushed, (block, occupied) =>
    intoFreeTime(block, occupied, input),
  )
  const later = eachInto(free.unplaced, free, (block, occupied) => onAnotherDay(block, occupied, input.days))
  return asReflow(blocks, [...later.placed, ...grown], new Set(free.unplaced))
}

/** Whether a re-flow may move it: ahead or slipped, of this day, and promised to nobody. */
function moves(block: Block, { blocks, slip, now, day, owed }: ReflowInput): boolean {
  const span = blockInterval(block)
  if (isFixed(block) || block.id === slip.over?.id || span.start >= day.end) return false
  if (block.kind === 'open' && owed.some((hours) => overlaps(hours, span))) return false
  if (slip.late.includes(block.id) || slip.missed.includes(block.id) || span.start >= now) return true
  const running = blocks.find(({ id }) => id === slip.over?.id)
  if (running === undefined || span.end <= now) return false
  // What the session ran into has not begun either.
  return span.start >= blockInterval(running).end
}

/** A block is never put earlier than it was planned; one that began without the person begins now. */
const earliest = (block: Block, { now }: ReflowInput): Instant => Math.max(nextOnGrid(now), blockInterval(block).start)

/** Up to the next block that stays: what is promised there begins then. */
function overUntil(running: Block, stay: readonly Block[], { slip, now, busy }: ReflowInput): Instant {
  const { end } = blockInterval(running)
  const wanted = Math.max(end, nextOnGrid(slip.over?.until ?? now))
  const next = [...stay.filter(({ id }) => id !== running.id).map(blockInterval), ...busy]
    .filter((other) => other.end > end)
    .reduce((first, other) => Math.min(first, other.start), wanted)
  return Math.max(end, Math.min(wanted, next))
}

function extended(running: Block, until: Instant): readonly Block[] {
  const { start, end } = blockInterval(running)
  return isFixed(running) || until <= end ? [] : [{ ...running, minutes: Math.floor((until - start) / MINUTE) }]
}

/** Until when a block may last today. Work that was planned for later than is good stays possible until then. */
function boundOf({ kind }: Block, { blocks, day, workUntil }: ReflowInput): Instant {
  if (kind === 'rest' || kind === 'personal') return day.end
  const planned = blocks
    .filter((block) => block.kind !== 'rest' && block.kind !== 'personal')
    .map(blockInterval)
    .filter(({ start }) => start >= day.start && start < day.end)
  return Math.max(workUntil, ...planned.map(({ end }) => end))
}

interface Placing {
  readonly placed: readonly Block[]
  readonly unplaced: readonly Block[]
  readonly taken: readonly Interval[]
}

/** One after another, each around what was placed before it. */
function eachInto(
  blocks: readonly Block[],
  before: Placing,
  find: (block: Block, taken: readonly Interval[]) => Block | null,
): Placing {
  const placed = [...before.placed]
  const unplaced: Block[] = []
  let { taken } = before
  for (const block of blocks) {
    const found = find(block, taken)
    if (found === null) unplaced.push(block)
    else {
      placed.push(found)
      taken = merged([...taken, blockInterval(found)])
    }
  }
  return { placed, unplaced, taken }
}

interface PushInput extends ReflowInput {
  /** The focus that stays, where it counts for breaks. */
  readonly focused: readonly Interval[]
}

/** Within each stretch between what stays, in the order of the plan. */
function pushedOn(queue: readonly Block[], taken: readonly Interval[], input: PushInput): Placing {
  const placed: Block[] = []
  const unplaced: Block[] = []
  let waiting = queue
  for (const stretch of freeIn(taken, { start: nextOnGrid(input.now), end: Number.MAX_SAFE_INTEGER })) {
    const own = waiting.filter((block) => earliest(block, input) < stretch.end)
    waiting = waiting.filter((block) => !own.includes(block))
    const chain: Block[] = []
    for (const block of own) {
      if (chainIn([...chain, block], stretch, input) === null) unplaced.push(block)
      else chain.push(block)
    }
    placed.push(...(chainIn(chain, stretch, input) ?? []))
  }
  return { placed, unplaced: [...unplaced, ...waiting], taken: merged([...taken, ...placed.map(blockInterval)]) }
}

/** With breaks if they fit; a block that finds no place today for want of one would be worse off. */
const chainIn = (blocks: readonly Block[], stretch: Interval, input: PushInput): readonly Block[] | null =>
  chained(blocks, stretch, input) ?? chained(blocks, stretch, { ...input, breaks: NO_BREAKS })

/** These blocks one after another, the pushed ones shortened as far as needed; null where that is not enough. */
function chained(blocks: readonly Block[], stretch: Interval, input: PushInput): readonly Block[] | null {
  let lengths = blocks.map(({ minutes }) => minutes)
  for (;;) {
    const chain = inARow(blocks, lengths, stretch, input)
    const over = chain.findIndex((block) => blockInterval(block).end > Math.min(stretch.end, boundOf(block, input)))
    if (over === -1) return chain
    // The one with the most to give, of those that stand in the way.
    const gives = blocks.map((block, index) => {
      const isPushed = chain[index] !== undefined && chain[index].start !== block.start
      return index <= over && isPushed ? (lengths[index] ?? 0) - leastMinutes(block) : 0
    })
    const most = gives.indexOf(Math.max(...gives))
    if ((gives[most] ?? 0) <= 0) return null
    lengths = lengths.map((minutes, index) => (index === most ? minutes - Math.min(STEP, gives[most] ?? 0) : minutes))
  }
}

function inARow(
  blocks: readonly Block[],
  lengths: readonly number[],
  stretch: Interval,
  input: PushInput,
): readonly Block[] {
  let from = stretch.start
  const startOf = breaksIn(from, input.focused, input.breaks ?? NO_BREAKS)
  return blocks.map((block, index) => {
    const minutes = lengths[index] ?? block.minutes
    const there = { ...at(block, startOf(block, from, earliest(block, input), minutes)), minutes }
    from = nextOnGrid(blockInterval(there).end)
    return there
  })
}

const at = (block: Block, start: Instant): Block =>
  blockInterval(block).start === start ? block : movedTo(block, start)

/** Free time from where it was planned: for focus where the person's energy is best, for the rest as soon as can be. */
function intoFreeTime(block: Block, taken: readonly Interval[], input: ReflowInput): Block | null {
  const free = freeIn(taken, { start: earliest(block, input), end: boundOf(block, input) })
  const whole = free.filter(({ start, end }) => end - start >= block.minutes * MINUTE)
  if (whole.length > 0) return at(block, bestStart(block, whole, input))
  const [longest] = free.toSorted((a, b) => b.end - b.start - (a.end - a.start))
  if (longest === undefined) return null
  const minutes = Math.floor((longest.end - longest.start) / MINUTE / STEP) * STEP
  return minutes < leastMinutes(block) ? null : { ...at(block, longest.start), minutes }
}

/** The earliest of the best starts, looked for in steps of half an hour. */
function bestStart(block: Block, free: readonly Interval[], { energy }: ReflowInput): Instant {
  const length = block.minutes * MINUTE
  const good = (start: Instant): number => energy?.({ start, end: start + length }) ?? 0
  return free
    .flatMap(({ start, end }) => {
      const count =
        block.kind === 'focus' && energy !== undefined ? Math.floor((end - length - start) / HALF_AN_HOUR) : 0
      return Array.from({ length: count + 1 }, (_none, index) => start + index * HALF_AN_HOUR)
    })
    .reduce((best, start) => (good(start) > good(best) + CLEARLY ? start : best))
}

const HALF_AN_HOUR: Millis = 30 * MINUTE
/** Energy is a number from 1 to 3; less of a difference is no reason to wait. */
const CLEARLY = 0.1

/** At the same time of day if that is free, else where it fits first between that day's first block and its last. */
function onAnotherDay(block: Block, taken: readonly Interval[], days: readonly Interval[]): Block {
  const length = block.minutes * MINUTE
  for (const [index, day] of days.entries()) {
    const same = movedByDays(block, index + 1)
    const span = blockInterval(same)
    if (firstFit(taken, length, span) === span.start) return same
    const inDay = taken.filter((other) => overlaps(other, day))
    const start = Math.max(day.start, inDay[0]?.start ?? span.start)
    const end = Math.min(day.end, inDay.at(-1)?.end ?? span.end)
    const found = firstFit(taken, length, { start: nextOnGrid(start), end })
    if (found !== null) return at(block, found)
  }
  // Never over anything, wherever that is.
  return at(block, nextOnGrid(Math.max(blockInterval(block).start, ...taken.map(({ end }) => end))))
}

/** `put off` are the blocks, as they were, that found no place today. */
function asReflow(before: readonly Block[], after: readonly Block[], putOff: ReadonlySet<Block>): Reflow | null {
  const old = new Map(before.map((block) => [block.id, block]))
  const changed = after.flatMap((is) => {
    const was = old.get(is.id)
    return was === undefined || (was.start === is.start && was.minutes === is.minutes) ? [] : [{ was, is }]
  })
  const moves = changed.map(({ was, is }): Move => {
    const how = putOff.has(was) ? 'otherDay' : howOf(was, is)
    return { id: is.id, how, before: blockInterval(was), after: blockInterval(is) }
  })
  if (moves.every(({ how }) => how === 'extended')) return null
  return { blocks: changed.map(({ is }) => is), moves: moves.toSorted((a, b) => a.after.start - b.after.start) }
}

function howOf(was: Block, is: Block): Move['how'] {
  if (is.minutes < was.minutes) return 'shortened'
  return is.minutes > was.minutes ? 'extended' : 'moved'
}
