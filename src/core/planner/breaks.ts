/** Room for a break where a re-flow pushes focus onto focus. */
import { type Instant, type Millis, MINUTE } from '../time/instant.ts'
import { type Block, blockInterval, type Interval } from './block.ts'
import { merged, nextOnGrid } from './fit.ts'
import { LEAST_BREAK } from './work.ts'

/** How much room is left, where there is none in the plan. */
const BREAK: Millis = 10 * MINUTE

export interface BreakRules {
  /** The longest focus without a break; 0 where the person wants no such limit. */
  readonly longest: Millis
  /** Whether a block of focus takes breaks of its own. */
  readonly hasBreaks: (block: Block) => boolean
}

export const NO_BREAKS: BreakRules = { longest: 0, hasBreaks: () => false }

const counts = (block: Block, { longest, hasBreaks }: BreakRules): boolean =>
  longest > 0 && block.kind === 'focus' && !hasBreaks(block)

/** The stretches of focus among blocks, where they count. */
export const focusOf = (blocks: readonly Block[], rules: BreakRules): readonly Interval[] =>
  merged(blocks.filter((block) => counts(block, rules)).map(blockInterval))

/** Follows a row of blocks and says where each begins at the earliest, so that focus has its breaks. */
export function breaksIn(
  from: Instant,
  before: readonly Interval[],
  rules: BreakRules,
): (block: Block, after: Instant, planned: Instant, minutes: number) => Instant {
  const last = before.find(({ end }) => end <= from && from - end < LEAST_BREAK)
  let run: Millis = last === undefined ? 0 : last.end - last.start
  return (block, after, planned, minutes) => {
    const isLong = counts(block, rules) && run > 0 && run + minutes * MINUTE > rules.longest
    // What was planned so is the person's own; only what is pushed leaves room.
    const start = isLong && planned < after ? nextOnGrid(after + BREAK) : Math.max(after, planned)
    if (!counts(block, rules)) run = 0
    else run = (start - after < LEAST_BREAK ? run : 0) + minutes * MINUTE
    return start
  }
}
