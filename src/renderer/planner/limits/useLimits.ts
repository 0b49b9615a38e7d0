import { useMemo } from 'react'
import { findingOfWeek, findingsOfDay, type LimitState, piecesNear } from '../../../core/app/dayLimits.ts'
import { type Block, blockInterval, type Interval } from '../../../core/planner/block.ts'
import { dayAt, dayWindow } from '../../../core/planner/day.ts'
import { type Finding, newlyPassed } from '../../../core/planner/limits.ts'
import { plannedBlock } from '../../../core/planner/planned.ts'
import { addDays, type PlainDate } from '../../../core/time/zone.ts'
import { useSlice, useZone } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { usePlan } from '../../lib/usePlanned.ts'
import { firstWeekday, weekStart } from '../week/columns.ts'

/** A finding, and the day it is about where that is not the one in sight. */
export interface DayFinding extends Finding {
  readonly date: PlainDate
}

export interface LimitsOfDays {
  /** By date. */
  readonly days: ReadonlyMap<PlainDate, readonly DayFinding[]>
  readonly week: Finding | null
}

function useLimitState(): LimitState {
  const planned = usePlan()
  const settings = useSlice('settings')
  const calendars = useSlice('calendars')
  const busy = useSlice('busy')
  return useMemo(() => ({ ...planned, settings, calendars, busy }), [planned, settings, calendars, busy])
}

export interface Limits {
  /** With the block under the hand in its place. */
  readonly limits: LimitsOfDays
  /** As the plan is: the same while a block is dragged. */
  readonly still: LimitsOfDays
}

/** Of so many days from a date on and of the week that the first is in. */
export function useLimits(first: PlainDate, count: number, draft: Block | null): Limits {
  const state = useLimitState()
  const zone = useZone()
  const { dayEndsAt } = state.settings
  const days = useMemo(() => daysFrom(first, count, zone, dayEndsAt), [first, count, zone, dayEndsAt])
  const still = useMemo(() => limitsOf(state, days, null), [state, days])
  const limits = useMemo(() => (draft === null ? still : limitsOf(state, days, draft)), [state, days, draft, still])
  return { limits, still }
}

interface Days {
  readonly days: readonly { readonly date: PlainDate; readonly window: Interval }[]
  /** The calendar week of the first. */
  readonly week: Interval
}

/** Calendars cost more than all the counting, and a block under the hand changes none of this. */
function daysFrom(first: PlainDate, count: number, zone: string, dayEndsAt: number): Days {
  const windowOf = (date: PlainDate): Interval => dayWindow(date, zone, dayEndsAt)
  const monday = weekStart(first, firstWeekday())
  const dates = Array.from({ length: count }, (_none, index) => addDays(first, index))
  return {
    days: dates.map((date) => ({ date, window: windowOf(date) })),
    week: { start: windowOf(monday).start, end: windowOf(addDays(monday, 6)).end },
  }
}

function limitsOf(state: LimitState, { days, week }: Days, draft: Block | null): LimitsOfDays {
  const end = Math.max(week.end, ...days.map(({ window }) => window.end))
  const pieces = piecesNear(state, { start: week.start, end }, draft)
  const found = days.map(
    ({ date, window }) => [date, findingsOfDay(state, pieces, window).map((one) => ({ ...one, date }))] as const,
  )
  return { days: new Map(found), week: findingOfWeek(state, pieces, week) }
}

export interface LimitWords {
  /** `Rest 8 h 30, less than 11 h`. */
  said(finding: Finding): string
  /** `rest 8 h 30`, where there is little room. */
  short(finding: Finding): string
}

export function useLimitWords(): LimitWords {
  const text = useText()
  const times = useTimes()
  return useMemo(
    () => ({
      said: ({ name, is, limit }) =>
        text(`planner.limit.${name}`, { is: times.length(is), limit: times.length(limit) }),
      short: ({ name, is }) => text(`planner.limit.${name}.short`, { is: times.length(is) }),
    }),
    [text, times],
  )
}

/** What a block, as it is now to be, makes pass a limit: said once, with the change. */
export function useLimitNews(): (block: Block) => readonly string[] {
  const state = useLimitState()
  const zone = useZone()
  const words = useLimitWords()
  const times = useTimes()
  return (block) => {
    const { dayEndsAt } = state.settings
    const date = dayAt(blockInterval(block).start, zone, dayEndsAt)
    const days = daysFrom(date, 2, zone, dayEndsAt)
    const before = limitsOf(state, days, plannedBlock(state, block.id) ?? null)
    const after = limitsOf(state, days, block)
    const own = newlyPassed(before.days.get(date) ?? [], after.days.get(date) ?? []).map(words.said)
    const next = addDays(date, 1)
    const rest = newlyPassed(before.days.get(next) ?? [], after.days.get(next) ?? []).filter(
      ({ name }) => name === 'rest',
    )
    const week = newlyPassed(before.week === null ? [] : [before.week], after.week === null ? [] : [after.week])
    return [
      ...own,
      ...rest.map((finding) => `${times.date(next, 'weekday')}: ${words.said(finding)}`),
      ...week.map(words.said),
    ]
  }
}
