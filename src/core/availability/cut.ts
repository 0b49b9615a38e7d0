/** The privacy cut: what of a plan a team may see. Cut first, then decide (product.md). */
import type { BusyTime } from '../calendar/calendar.ts'
import { layCalendars } from '../calendar/lay.ts'
import { type Block, blockInterval, overlaps } from '../planner/block.ts'
import { MOST_SHARED_INTERVALS, type SharedInterval, type SharedPlan } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'
import { addDays, dateIn, dayStart, UNKNOWN_CLOCK, type Zone } from '../time/zone.ts'
import { joined } from './intervals.ts'

/** Which optional fields a person shares with a team. Everything else is never sent. */
export interface Shares {
  readonly place: boolean
  /** That I am away from my device, where it knows. */
  readonly away?: boolean | undefined
  /** What one may ask me about. */
  readonly skills?: boolean | undefined
  /** When I focus, am available or together; with it go places and skills. Shared unless it was switched off. */
  readonly plan?: boolean | undefined
  /** Where my clock is. Shared unless it was switched off. */
  readonly zone?: boolean | undefined
}

export const sharesPlan = ({ plan }: Shares): boolean => plan !== false

/** Each message has to name a zone; who does not share theirs says the one that stands for none. */
export const toldZone = (zone: Zone, shares: Shares): Zone => (shares.zone === false ? UNKNOWN_CLOCK : zone)

const SHARED_STATE = { focus: 'focusing', open: 'available', together: 'together' } as const

const DAYS_BACK = 1
const DAYS_AHEAD = 15

/** Blocks of the kinds focus, open and together as plain intervals; personal, rest and empty time are the same nothing. */
export function sharedIntervals(blocks: Iterable<Block>, shares: Shares): SharedInterval[] {
  const cut: SharedInterval[] = []
  for (const block of blocks) {
    if (block.kind === 'personal' || block.kind === 'rest') continue
    const place = shares.place && block.place ? { place: block.place } : {}
    cut.push({ ...blockInterval(block), state: SHARED_STATE[block.kind], ...place })
  }
  return withoutOverlaps(cut)
}

/** Where intervals overlap the later start wins, as on the owner's own timeline. */
function withoutOverlaps(intervals: SharedInterval[]): SharedInterval[] {
  const result: SharedInterval[] = []
  for (const next of intervals.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const resumed: SharedInterval[] = []
    for (let last = result.at(-1); last !== undefined && last.end > next.start; last = result.at(-1)) {
      result.pop()
      if (last.end > next.end) resumed.unshift({ ...last, start: Math.max(last.start, next.end) })
      if (last.start < next.start) {
        result.push({ ...last, end: next.start })
        break
      }
    }
    result.push(next, ...resumed)
  }
  return joined(result)
}

/** The days a shared plan covers: yesterday to 15 days ahead in the person's zone. It moves once a day, at their midnight. */
export function sharedWindow(now: Instant, zone: Zone): { start: Instant; end: Instant } {
  const today = dateIn(now, zone)
  return { start: dayStart(addDays(today, -DAYS_BACK), zone), end: dayStart(addDays(today, DAYS_AHEAD + 1), zone) }
}

/** `busy` is what the person's calendars take up: it goes over what was planned. */
export function sharedPlan(
  blocks: Iterable<Block>,
  zone: Zone,
  shares: Shares,
  now: Instant,
  busy: readonly BusyTime[] = [],
): SharedPlan {
  const window = sharedWindow(now, zone)
  const inSight = busy.filter((time) => overlaps(time, window))
  const cut = sharedIntervals(blocks, shares).filter((interval) => overlaps(interval, window))
  const intervals = layCalendars(cut, inSight)
  return { zone, intervals: intervals.slice(0, MOST_SHARED_INTERVALS) }
}
