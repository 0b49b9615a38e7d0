/**
 * How focus can be counted, as data: one row a mode. A session keeps the rules it was started with, so a changed setting
 * never bends one that runs. The plan is no mode but a way to start: a block that starts itself has a mode like any other.
 */
import { z } from 'zod'
import { type Millis, MINUTE, minutes } from '../time/instant.ts'

export const MODE_NAMES = ['countdown', 'until', 'pomodoro', 'flow', 'break'] as const
export type ModeName = (typeof MODE_NAMES)[number]
/** What a person may choose for a click, a block, a wish. The others follow from what was asked: a time, or a break. */
export const CHOSEN_MODES = ['countdown', 'pomodoro', 'flow'] as const

export interface Mode {
  /** `moves`: a length, so pauses and breaks move it. `fixed`: a time on the clock. `open`: none. */
  readonly end: 'moves' | 'fixed' | 'open'
  /** Whether breaks come by themselves, are only suggested, or neither. */
  readonly breaks: 'taken' | 'suggested' | 'none'
  /** Whether it is focus at all: a break on its own is a record like a session, unmuted and counted by nobody. */
  readonly isFocus: boolean
}

export const MODES: Readonly<Record<ModeName, Mode>> = {
  countdown: { end: 'moves', breaks: 'none', isFocus: true },
  until: { end: 'fixed', breaks: 'none', isFocus: true },
  pomodoro: { end: 'moves', breaks: 'taken', isFocus: true },
  flow: { end: 'open', breaks: 'suggested', isFocus: true },
  break: { end: 'moves', breaks: 'none', isFocus: false },
}

const length = (least: number, most: number) => z.int().min(least).max(most)

/** Lengths in minutes. `every`: each so many stretches of work the break is a long one. */
export const Cycle = z.strictObject({
  work: length(5, 240),
  short: length(1, 60),
  long: length(1, 120),
  every: length(1, 12),
})
export type Cycle = z.infer<typeof Cycle>

/** What a block may say of the focus in it; what it leaves out is as the settings say. */
export const BlockFocus = z.strictObject({
  mode: z.enum(CHOSEN_MODES).optional(),
  mute: z.boolean().optional(),
  strict: z.boolean().optional(),
  /** Whether it starts itself. */
  auto: z.boolean().optional(),
})
export type BlockFocus = z.infer<typeof BlockFocus>

/** How the person likes to focus: the defaults of every focus block and every click. Lengths in minutes. */
export const FocusSettings = z.strictObject({
  mode: z.enum(CHOSEN_MODES).default('countdown'),
  /** Ending early asks first. */
  strict: z.boolean().default(false),
  work: Cycle.shape.work.default(25),
  short: Cycle.shape.short.default(5),
  long: Cycle.shape.long.default(15),
  every: Cycle.shape.every.default(4),
  /** Stretches of work in one pomodoro session that was given no end. */
  rounds: length(1, 12).default(4),
  /** When flow suggests a break. */
  flow: length(15, 240).default(90),
  /** A break outside a session, and the one that flow suggests. */
  rest: length(1, 120).default(10),
  /** By how much a break or a start is put off, and how often. */
  postpone: length(1, 30).default(5),
  postpones: length(0, 10).default(2),
  /** Whether focus blocks start themselves. */
  auto: z.boolean().default(false),
  /** How long before its end a session begins to land; 0 for never. */
  landing: length(0, 30).default(5),
  /** Focus that the person would like in a day; 0 for no target. */
  target: length(0, 16 * 60).default(0),
})
export type FocusSettings = z.infer<typeof FocusSettings>

/** The rules of a new session; undefined where its mode knows no breaks. */
export function cycleOf(mode: ModeName, { work, short, long, every, flow, rest }: FocusSettings): Cycle | undefined {
  if (MODES[mode].breaks === 'taken') return { work, short, long, every }
  return MODES[mode].breaks === 'suggested' ? { work: flow, short: rest, long: rest, every: 1 } : undefined
}

/** The break after so many stretches of work. */
export function breakAfter(works: number, cycle: Cycle): { readonly long: boolean; readonly length: Millis } {
  const long = works % cycle.every === 0
  return { long, length: minutes(long ? cycle.long : cycle.short) }
}

/** How long so many stretches of work take with the breaks between them. */
export function lengthOfRounds(rounds: number, cycle: Cycle): Millis {
  let all = rounds * minutes(cycle.work)
  for (let works = 1; works < rounds; works += 1) all += breakAfter(works, cycle).length
  return all
}

/** Less focus than this after a break is not worth the break. */
export const LEAST_WORK: Millis = 5 * MINUTE
