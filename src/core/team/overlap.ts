/**
 * When can these people meet? Windows in which everybody can be reached, by everybody's shared plan; where there are
 * none, the slots that put people out least, and whoever bore more before counts more (docs/decisions/0021).
 * A sweep over the edges of blocks: the best start is always at an edge, or ends at one.
 */
import type { Interval } from '../planner/block.ts'
import { type Instant, type Millis, MINUTE } from '../time/instant.ts'
import type { Attendee } from './overlap/attendee.ts'
import { clockDays, type Stretch } from './overlap/clockDays.ts'
import { burdenIn, type Piece, piecesOf, type Standing, WEIGHTS } from './overlap/measure.ts'
import { type Line, lineOf, type Weighted } from './overlap/sweep.ts'

export interface OverlapWish {
  readonly attendees: readonly Attendee[]
  readonly length: Millis
  /** Where to look. */
  readonly window: Interval
  /** The team's core hours: where there is a choice, a meeting lies in them. */
  readonly core?: readonly Interval[]
  /** No-meeting blocks and quiet hours of the team: no meeting touches them. */
  readonly closed?: readonly Interval[]
  /** What each bore before, in weighted minutes (`WEIGHTS`). */
  readonly tally?: Readonly<Record<string, number>>
  /** How many at most. */
  readonly most?: number
}

export interface Seat {
  readonly id: string
  /** Weighted minutes; 0 where the slot suits them. */
  readonly burden: number
  /** How they stand at worst in it. */
  readonly worst: Standing
}

export interface Slot extends Interval {
  /** The whole window in which everybody can be reached; null where somebody is put out. */
  readonly free: Interval | null
  readonly inCore: boolean
  /** Whether some are in a `together` block in it while others are not: they may have a meeting. */
  readonly isMixed: boolean
  /** Weighted minutes of all. */
  readonly burden: number
  /** Everybody, as they were given. */
  readonly seats: readonly Seat[]
}

export interface Overlap {
  /** Best first. */
  readonly slots: readonly Slot[]
  /** Whether everybody can be reached in all of them. */
  readonly isFree: boolean
}

const MOST_SLOTS = 8
/** So far apart are two suggestions that put somebody out, in minutes: two beside each other are one idea. */
const APART = 180
const QUARTER = 15
/** The team agreed to be there in core hours, so they weigh more than that some may have a meeting (1). */
const OUT_OF_CORE = 2

interface Ground {
  readonly window: Stretch
  readonly length: number
  readonly people: readonly { readonly id: string; readonly pieces: readonly Piece[] }[]
  /** What all bear, each by their own factor. */
  readonly cost: Line
  /** What is better avoided where nobody is put out: minutes outside of core hours, and mixed ones. */
  readonly taste: Line
  readonly core: Line
  readonly mixed: Line
  readonly closed: Line
}

export function findOverlap(wish: OverlapWish): Overlap {
  const ground = groundOf(wish)
  const most = wish.most ?? MOST_SLOTS
  if (ground === null || most < 1) return { slots: [], isFree: false }
  const free = freeSlots(ground)
  if (free.length > 0) return { slots: free.slice(0, most), isFree: true }
  return { slots: leastSlots(ground, most), isFree: false }
}

function groundOf(wish: OverlapWish): Ground | null {
  const length = Math.ceil(wish.length / MINUTE)
  const window = { start: Math.ceil(wish.window.start / MINUTE), end: Math.floor(wish.window.end / MINUTE) }
  if (wish.attendees.length === 0 || length < 1 || window.end - window.start < length) return null
  const days = clockDays(window)
  const people = wish.attendees.map((attendee) => ({ id: attendee.id, pieces: piecesOf(attendee, days) }))
  const mixed = lineOf(window, mixedIn(window, people))
  const core = lineOf(window, merged(wish.core ?? []))
  const isOutOfCore = (piece: Weighted): boolean => wish.core !== undefined && piece.weight === 0
  const taste = [
    ...mixed.pieces,
    ...core.pieces.filter(isOutOfCore).map((piece) => ({ ...piece, weight: OUT_OF_CORE })),
  ]
  return {
    window,
    length,
    people,
    cost: lineOf(window, costs(people, wish.tally ?? {})),
    taste: lineOf(window, taste),
    core,
    mixed,
    closed: lineOf(window, merged(wish.closed ?? [])),
  }
}

/** Each minute counts by what its person bore before: once, and once more for each weighted hour above the least. */
function* costs(people: Ground['people'], tally: Readonly<Record<string, number>>): Generator<Weighted> {
  const least = people.reduce((low, { id }) => Math.min(low, tally[id] ?? 0), Infinity)
  for (const { id, pieces } of people) {
    const factor = 60 + Math.round((tally[id] ?? 0) - least)
    for (const { start, end, is } of pieces) yield { start, end, weight: WEIGHTS[is] * factor }
  }
}

/** Where some, but not all, are in a `together` block. */
function mixedIn(window: Stretch, people: Ground['people']): Weighted[] {
  const together = people.flatMap(({ pieces }) => pieces.filter(({ is }) => is === 'together'))
  const count = lineOf(
    window,
    together.map(({ start, end }) => ({ start, end, weight: 1 })),
  )
  return count.pieces.flatMap(({ start, end, weight }) =>
    weight > 0 && weight < people.length ? [{ start, end, weight: 1 }] : [],
  )
}

/** In whole minutes and without overlaps. */
function merged(intervals: readonly Interval[]): Weighted[] {
  const result: { start: number; end: number; weight: number }[] = []
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    const next = { start: Math.floor(start / MINUTE), end: Math.ceil(end / MINUTE), weight: 1 }
    const last = result.at(-1)
    if (last !== undefined && next.start <= last.end) last.end = Math.max(last.end, next.end)
    else result.push(next)
  }
  return result
}

interface Start {
  readonly at: number
  readonly cost: number
  readonly taste: number
}

const slotAt = (at: number, { length }: Ground): Stretch => ({ start: at, end: at + length })

/** Every start at which something could be best: costs are straight lines between these. */
function startsIn(stretch: Stretch, ground: Ground): Start[] {
  const last = stretch.end - ground.length
  const marks = [ground.cost, ground.taste, ground.closed].flatMap((line) => line.marks)
  const found = new Set([stretch.start, last])
  for (const mark of marks) {
    if (mark >= stretch.start && mark <= last) found.add(mark)
    if (mark - ground.length >= stretch.start && mark <= stretch.end) found.add(mark - ground.length)
  }
  return [...found].flatMap((at) => startAt(at, ground) ?? [])
}

/** Null where the team holds no meetings. */
function startAt(at: number, ground: Ground): Start | null {
  const slot = slotAt(at, ground)
  if (ground.closed.sum(slot) > 0) return null
  return { at, cost: ground.cost.sum(slot), taste: ground.taste.sum(slot) }
}

const byWorth = (a: Start, b: Start): number => a.cost - b.cost || a.taste - b.taste || a.at - b.at

/** The best start of each window that is free for all. */
function freeSlots(ground: Ground): Slot[] {
  return freeWindows(ground)
    .flatMap((free) => {
      const [best] = startsIn(free, ground).toSorted(byWorth)
      return best === undefined ? [] : [{ best, free }]
    })
    .toSorted((a, b) => byWorth(a.best, b.best))
    .map(({ best, free }) => slotOf(onQuarter(best, free, ground), free, ground))
}

/** Stretches that are long enough, in which everybody can be reached and the team meets. */
function freeWindows({ window, length, cost, closed }: Ground): Stretch[] {
  const all = lineOf(window, [...cost.pieces, ...closed.pieces])
  const free: { start: number; end: number }[] = []
  for (const { start, end, weight } of all.pieces) {
    if (weight > 0) continue
    const last = free.at(-1)
    if (last?.end === start) last.end = end
    else free.push({ start, end })
  }
  return free.filter(({ start, end }) => end - start >= length)
}

/** Meetings start at a quarter of an hour, where that is as good. */
function onQuarter(start: Start, { end }: Stretch, ground: Ground): Start {
  const at = Math.ceil(start.at / QUARTER) * QUARTER
  const later = at + ground.length <= end ? startAt(at, ground) : null
  return later !== null && later.cost === start.cost && later.taste <= start.taste ? later : start
}

/** Where no window is free: what costs least, and among equals what puts nobody out more than need be. */
function leastSlots(ground: Ground, most: number): Slot[] {
  const chosen: Slot[] = []
  const starts = startsIn(ground.window, ground).toSorted(byWorth)
  for (let index = 0; index < starts.length && chosen.length < most;) {
    const { cost } = starts[index] ?? { cost: 0 }
    const equal: Start[] = []
    for (; starts[index]?.cost === cost; index += 1) equal.push(...starts.slice(index, index + 1))
    for (const start of byWorst(equal.filter(isApart(chosen, ground)), ground)) {
      if (chosen.length < most && isApart(chosen, ground)(start)) {
        chosen.push(slotOf(onQuarter(start, ground.window, ground), null, ground))
      }
    }
  }
  return chosen
}

const isApart =
  (chosen: readonly Interval[], { length }: Ground) =>
  ({ at }: Start): boolean =>
    chosen.every(({ start, end }) => at >= end / MINUTE + APART || at + length + APART <= start / MINUTE)

/** One who bears it all comes after two who share it. */
function byWorst(starts: readonly Start[], ground: Ground): Start[] {
  const most = ({ at }: Start): number =>
    ground.people.reduce((high, { pieces }) => Math.max(high, burdenIn(pieces, slotAt(at, ground)).burden), 0)
  const read = starts.map((start) => ({ start, worst: starts.length > 1 ? most(start) : 0 }))
  return read.toSorted((a, b) => a.worst - b.worst || byWorth(a.start, b.start)).map(({ start }) => start)
}

function slotOf({ at }: Start, free: Stretch | null, ground: Ground): Slot {
  const slot = slotAt(at, ground)
  const seats = ground.people.map(({ id, pieces }) => ({ id, ...burdenIn(pieces, slot) }))
  return {
    ...instants(slot),
    free: free === null ? null : instants(free),
    inCore: ground.core.sum(slot) === ground.length,
    isMixed: ground.mixed.sum(slot) > 0,
    burden: seats.reduce((sum, { burden }) => sum + burden, 0),
    seats,
  }
}

const instants = ({ start, end }: Stretch): { start: Instant; end: Instant } => ({
  start: start * MINUTE,
  end: end * MINUTE,
})
