/** One suggestion for a day: the focus block that lies farthest from the person's own peak, and where it would lie better. */
import { type Instant, MINUTE } from '../time/instant.ts'
import { type Block, blockInterval, type Interval, movedTo, overlaps } from './block.ts'
import { firstFit, freeIn, merged, nextOnGrid } from './fit.ts'
import { isFixed, type Reflow } from './reflow.ts'

export interface SwapInput {
  /** That touch the day. */
  readonly blocks: readonly Block[]
  readonly day: Interval
  readonly now: Instant
  readonly busy: readonly Interval[]
  /** When the team's agreement wants the person reachable. */
  readonly owed: readonly Interval[]
  readonly energy: (at: Interval) => number
}

/** So much better, of a scale from 1 to 3, or it is not worth a word. */
const CLEARLY = 0.3

/** Null where nothing would be clearly better. */
export function energySwap(input: SwapInput): Reflow | null {
  const ahead = input.blocks.filter((block) => isMovable(block, input))
  const found = ahead
    .filter(({ kind }) => kind === 'focus')
    .flatMap((focus) => [...exchanges(focus, ahead, input), ...moves(focus, input)])
    .toSorted((a, b) => b.gain - a.gain)
  const [best] = found
  if (best === undefined || best.gain < CLEARLY) return null
  const moved = best.blocks.map((block) => ({ block, was: input.blocks.find(({ id }) => id === block.id) ?? block }))
  return {
    blocks: best.blocks,
    moves: moved.map(({ block, was }) => ({
      id: block.id,
      how: 'moved',
      before: blockInterval(was),
      after: blockInterval(block),
    })),
  }
}

function isMovable(block: Block, { now, day, owed }: SwapInput): boolean {
  const span = blockInterval(block)
  if (isFixed(block) || span.start <= now || span.start < day.start || span.start >= day.end) return false
  return block.kind !== 'open' || !owed.some((hours) => overlaps(hours, span))
}

interface Swap {
  readonly blocks: readonly Block[]
  readonly gain: number
}

/** With a block that is no focus: each where the other began, if both fit there. */
function exchanges(focus: Block, ahead: readonly Block[], input: SwapInput): readonly Swap[] {
  const own = blockInterval(focus)
  return ahead
    .filter(({ kind }) => kind !== 'focus')
    .flatMap((other) => {
      const blocks = [movedTo(focus, blockInterval(other).start), movedTo(other, own.start)] as const
      const gain = input.energy(blockInterval(blocks[0])) - input.energy(own)
      return gain >= CLEARLY && fits(blocks, input) ? [{ blocks, gain }] : []
    })
}

function fits(blocks: readonly [Block, Block], { blocks: all, busy, owed }: SwapInput): boolean {
  const [focus, other] = [blockInterval(blocks[0]), blockInterval(blocks[1])]
  const rest = all.filter(({ id }) => id !== blocks[0].id && id !== blocks[1].id).map(blockInterval)
  const taken = [...rest, ...busy]
  return (
    !overlaps(focus, other) &&
    [focus, other].every((span) => !taken.some((one) => overlaps(one, span))) &&
    !owed.some((hours) => overlaps(hours, focus))
  )
}

/** Into free time between the day's first block and its last. */
function moves(focus: Block, { blocks, busy, owed, now, day, energy }: SwapInput): readonly Swap[] {
  const length = focus.minutes * MINUTE
  const own = blockInterval(focus)
  const others = blocks.filter(({ id }) => id !== focus.id).map(blockInterval)
  const taken = merged([...others, ...busy, ...owed])
  const ofDay = [...others, own].filter(({ start }) => start >= day.start && start < day.end)
  const first = Math.min(...ofDay.map(({ start }) => start))
  const window = { start: Math.max(nextOnGrid(now), first), end: Math.max(...ofDay.map(({ end }) => end)) }
  return freeIn(taken, window).flatMap(({ start, end }) => {
    const starts = Array.from(
      { length: Math.max(0, Math.floor((end - length - start) / HALF_AN_HOUR) + 1) },
      (_none, index) => start + index * HALF_AN_HOUR,
    )
    return starts
      .filter((at) => firstFit(taken, length, { start: at, end }) === at)
      .map((at) => ({ blocks: [movedTo(focus, at)], gain: energy({ start: at, end: at + length }) - energy(own) }))
  })
}

const HALF_AN_HOUR = 30 * MINUTE
