/** Solo and together: when a team works alone, is open and meets, from what its people share; and my own share of it. */
import type { Interval } from '../planner/block.ts'
import type { SharedInterval } from '../sync/records.ts'
import { HOUR, type Instant, type Millis, MINUTE } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, type Zone } from '../time/zone.ts'
import { lineOf } from './overlap/sweep.ts'

type Plan = readonly SharedInterval[]

const overlapOf = (one: Interval, other: Interval): Millis =>
  Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start))

export interface TogetherWindows {
  /** How many are together at once in them, two at least; 0 where nobody is. */
  readonly people: number
  /** Earliest first. */
  readonly windows: readonly Interval[]
}

/** When most of these people marked their time as `together`: all of them, where that happens at all. */
export function mostTogether(plans: readonly Plan[], { start, end }: Interval): TogetherWindows {
  const minutes = { start: Math.floor(start / MINUTE), end: Math.ceil(end / MINUTE) }
  const together = plans.flatMap((plan) => plan.filter(({ state }) => state === 'together'))
  const count = lineOf(
    minutes,
    together.map((one) => ({ start: Math.ceil(one.start / MINUTE), end: Math.floor(one.end / MINUTE), weight: 1 })),
  )
  const people = count.pieces.reduce((most, { weight }) => Math.max(most, weight), 0)
  if (people < 2) return { people: 0, windows: [] }
  const windows: { start: Instant; end: Instant }[] = []
  for (const piece of count.pieces.filter(({ weight }) => weight === people)) {
    const last = windows.at(-1)
    if (last?.end === piece.start * MINUTE) last.end = piece.end * MINUTE
    else windows.push({ start: piece.start * MINUTE, end: piece.end * MINUTE })
  }
  return { people, windows }
}

export interface Balance {
  readonly solo: Millis
  /** Open or together. */
  readonly reachable: Millis
  /** Of both, 0 to 1; null where there is nothing. */
  readonly share: number | null
}

/** How much of the shared time in a window is focus. */
export function balanceOf(plan: Plan, window: Interval): Balance {
  const sum = (wanted: (state: SharedInterval['state']) => boolean): Millis =>
    plan.filter(({ state }) => wanted(state)).reduce((all, one) => all + overlapOf(one, window), 0)
  const solo = sum((state) => state === 'focusing')
  const reachable = sum((state) => state !== 'focusing')
  return { solo, reachable, share: solo + reachable === 0 ? null : solo / (solo + reachable) }
}

/** People in each state, on average over an hour. */
export interface Crest {
  readonly start: Instant
  readonly solo: number
  readonly open: number
  readonly together: number
}

export interface WaveDay {
  readonly date: PlainDate
  /** 23 to 25 of them. */
  readonly hours: readonly Crest[]
}

/** Seven days from today on, in the viewer's zone. Only what is shared is counted, and never whose it is. */
export function teamWave(plans: readonly Plan[], zone: Zone, now: Instant): readonly WaveDay[] {
  const today = dateIn(now, zone)
  const all = plans.flat().toSorted((a, b) => a.start - b.start)
  return Array.from({ length: 7 }, (_none, index) => {
    const date = addDays(today, index)
    const day = { start: dayStart(date, zone), end: dayStart(addDays(date, 1), zone) }
    const near = all.filter((one) => overlapOf(one, day) > 0)
    const count = Math.ceil((day.end - day.start) / HOUR)
    return {
      date,
      hours: Array.from({ length: count }, (_hour, hour) => crestOf(near, day.start + hour * HOUR, day.end)),
    }
  })
}

function crestOf(near: Plan, start: Instant, dayEnd: Instant): Crest {
  const hour = { start, end: Math.min(start + HOUR, dayEnd) }
  const mean = (wanted: SharedInterval['state']): number =>
    near.filter(({ state }) => state === wanted).reduce((sum, one) => sum + overlapOf(one, hour), 0) /
    (hour.end - hour.start)
  return { start, solo: mean('focusing'), open: mean('available'), together: mean('together') }
}

/** The hours of a day in which most work alone, and in which most can be reached; null where nobody does. */
export function highTides({ hours }: WaveDay): { readonly solo: Crest | null; readonly reachable: Crest | null } {
  const highest = (height: (crest: Crest) => number): Crest | null =>
    hours.reduce<Crest | null>(
      (best, crest) => (height(crest) > (best === null ? 0 : height(best)) ? crest : best),
      null,
    )
  return { solo: highest(({ solo }) => solo), reachable: highest(({ open, together }) => open + together) }
}
