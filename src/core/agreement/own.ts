/** My own plan as the core-hours check may move it about: with my private blocks, so it never leaves this device. */
import type { State } from '../app/state.ts'
import { sharedIntervals } from '../availability/cut.ts'
import { busyOf, layCalendars } from '../calendar/lay.ts'
import { type Block, blockInterval, type Interval, overlaps } from '../planner/block.ts'
import { plannedIn } from '../planner/planned.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { checkedWindow } from './coreHours.ts'
import type { Piece } from './repair.ts'

/** What of a stretch of days I am open, together or focusing in, as teammates would read it. */
export function ownShared(state: Own, window: Interval): readonly Piece[] {
  const cut = sharedIntervals(plannedIn(state, window), { place: false })
  const busy = busyOf(state).filter((time) => overlaps(time, window))
  return layCalendars(cut, busy).map(({ start, end, state: is }) => ({
    start,
    end,
    reachable: is !== 'focusing',
    movable: false,
  }))
}

type Own = Pick<State, 'plan' | 'rhythm' | 'calendars' | 'busy'>

/** A block moves where nothing lies on it; appointments of calendars stay where they are. */
export function ownPieces(state: Own, now: Instant): readonly Piece[] {
  const { start, end } = checkedWindow(now)
  const window = { start: start - DAY, end: end + DAY }
  const blocks = plannedIn(state, window)
  const busy = busyOf(state).filter((time) => overlaps(time, window))
  const isAlone = (block: Block): boolean =>
    !busy.some((time) => overlaps(time, blockInterval(block))) &&
    !blocks.some((other) => other !== block && overlaps(blockInterval(other), blockInterval(block)))
  const own = blocks.map((block): Piece => {
    const reachable = block.kind === 'open' || block.kind === 'together'
    return { ...blockInterval(block), reachable, movable: reachable && isAlone(block), block: block.id }
  })
  const appointments = busy.map((time): Piece => ({
    start: time.start,
    end: time.end,
    reachable: time.as === 'together',
    movable: false,
  }))
  return [...own, ...appointments].toSorted((a, b) => a.start - b.start)
}
