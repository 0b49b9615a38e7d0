/**
 * The limits that a person sets for their own working days. They are shown while planning and never in the way. All
 * lengths are time that really passes, so a night on which the clocks are set is as long as it is.
 */
import { z } from 'zod'
import { DAY, type Millis, MINUTE, minutes } from '../time/instant.ts'
import type { Block, Interval } from './block.ts'
import { focusRuns, type Piece, timeIn, workOf } from './work.ts'

const UP_TO_A_DAY = z
  .int()
  .min(0)
  .max(24 * 60)

/** In minutes; 0 where the person wants no such limit. */
const shape = {
  /** The least rest between one stretch of work and the next, once a day. */
  rest: UP_TO_A_DAY,
  /** The longest time from the first work of a day to the end of its last. */
  spread: UP_TO_A_DAY,
  /** The most work in a week. */
  week: z
    .int()
    .min(0)
    .max(7 * 24 * 60),
  /** The longest focus without a break. */
  focus: UP_TO_A_DAY,
  /** How long others can reach the person on each day of work: a promise, so less is too little. */
  reachable: UP_TO_A_DAY,
}

export const Limits = z.strictObject({
  rest: shape.rest.default(11 * 60),
  spread: shape.spread.default(14 * 60),
  week: shape.week.default(48 * 60),
  focus: shape.focus.default(3 * 60),
  reachable: shape.reachable.default(0),
})
export type Limits = z.infer<typeof Limits>

/** Only what is given changes. */
export const LimitsChange = z.strictObject({
  rest: shape.rest.optional(),
  spread: shape.spread.optional(),
  week: shape.week.optional(),
  focus: shape.focus.optional(),
  reachable: shape.reachable.optional(),
})

export type LimitName = keyof Limits

/** What a plan comes to, beside the limit. */
export interface Finding {
  readonly name: LimitName
  readonly is: Millis
  readonly limit: Millis
  readonly passed: boolean
  /** Where it lies; null for sums. */
  readonly at: Interval | null
}

/** How far back work is looked for: whoever rested for longer has rested. */
export const LOOK_BACK: Millis = 3 * DAY

/**
 * The longest rest before a stretch of work that starts in this window; null where no work starts in it, or none is
 * known of the days before. A daily rest may lie anywhere between two stretches of work, so that a night owl's and a
 * shift worker's count too. `work` is earliest first and without overlaps.
 */
export function restGap(work: readonly Interval[], window: Interval): Interval | null {
  let longest: Interval | null = null
  for (const [index, { start }] of work.entries()) {
    if (start < window.start || start >= window.end) continue
    const before = work[index - 1]
    if (before === undefined) return null
    if (longest === null || start - before.end > longest.end - longest.start)
      longest = { start: before.end, end: start }
  }
  return longest
}

/** From the first work that starts in the window to the end of the last that does; null where none does. */
export function daySpread(work: readonly Interval[], window: Interval): Interval | null {
  const own = work.filter(({ start }) => start >= window.start && start < window.end)
  const [first] = own
  return first === undefined ? null : { start: first.start, end: Math.max(...own.map(({ end }) => end)) }
}

/** The longest focus without a break that touches the window; null where there is none. */
export function longestFocus(runs: readonly Interval[], window: Interval): Interval | null {
  return runs
    .filter(({ start, end }) => start < window.end && end > window.start)
    .reduce<Interval | null>((most, run) => (most === null || lengthOf(run) > lengthOf(most) ? run : most), null)
}

const lengthOf = ({ start, end }: Interval): Millis => end - start

/** What a day comes to. `pieces` are laid from `LOOK_BACK` before the window on; `hasBreaks` tells of a block of focus that takes its own. */
export function dayFindings(
  pieces: readonly Piece[],
  window: Interval,
  limits: Limits,
  hasBreaks: (block: Block) => boolean = () => false,
): readonly Finding[] {
  const { work, runs } = stretchesOf(pieces, hasBreaks)
  const spread = daySpread(work, window)
  const found = [
    about('rest', restGap(work, window), limits),
    about('spread', spread, limits),
    about('focus', longestFocus(runs, window), limits),
  ].filter((finding) => finding !== null)
  if (spread === null || limits.reachable === 0) return found
  return [...found, sum('reachable', reachableIn(pieces, window), limits)]
}

interface Stretches {
  readonly work: readonly Interval[]
  readonly runs: readonly Interval[]
}
/** The days of a week are looked at one after another, in the same pieces. */
const stretches = new WeakMap<readonly Piece[], Stretches>()

function stretchesOf(pieces: readonly Piece[], hasBreaks: (block: Block) => boolean): Stretches {
  const known = stretches.get(pieces)
  if (known !== undefined) return known
  const found = { work: workOf(pieces), runs: focusRuns(pieces, hasBreaks) }
  stretches.set(pieces, found)
  return found
}

const reachableIn = (pieces: readonly Piece[], window: Interval): Millis =>
  timeIn(
    pieces.filter(({ kind }) => kind === 'open' || kind === 'together'),
    window,
  )

/** What a week comes to; null where the person set no limit for it. */
export const weekFinding = (pieces: readonly Piece[], week: Interval, limits: Limits): Finding | null =>
  limits.week === 0 ? null : sum('week', timeIn(workOf(pieces), week), limits)

/** Too little, rather than too much. */
const LEAST: ReadonlySet<LimitName> = new Set(['rest', 'reachable'])

function about(name: LimitName, at: Interval | null, limits: Limits): Finding | null {
  return at === null || limits[name] === 0 ? null : { ...sum(name, lengthOf(at), limits), at }
}

function sum(name: LimitName, is: Millis, limits: Limits): Finding {
  const limit = minutes(limits[name])
  return { name, is, limit, passed: LEAST.has(name) ? is < limit : is > limit, at: null }
}

/** What a change made pass a limit, or pass it by more: worth a word while planning. */
export function newlyPassed(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const over = ({ is, limit, passed }: Finding): Millis => (passed ? Math.abs(is - limit) : 0)
  return after.filter((finding) => {
    const was = before.find(({ name }) => name === finding.name)
    return over(finding) > (was === undefined ? 0 : over(was)) + MINUTE / 2
  })
}
