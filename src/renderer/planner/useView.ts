import { useState } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import { dayWindow } from '../../core/planner/day.ts'
import { addDays, type PlainDate } from '../../core/time/zone.ts'
import { useSlice } from '../lib/app.tsx'
import type { Layout } from '../lib/useLayout.ts'
import type { Day } from './useDay.ts'
import { firstWeekday, weekStart } from './week/columns.ts'

export const VIEWS = ['day', 'week', 'rhythm'] as const
export type ViewName = (typeof VIEWS)[number]

export interface View {
  readonly name: ViewName
  show(name: ViewName): void
  /** The one after it. */
  next(): void
  /** The days in sight: their first, how many, and the time they cover. */
  readonly first: PlainDate
  readonly count: number
  readonly window: Interval
  /** To earlier or later days. */
  go(steps: number): void
}

/** Small windows show fewer days of a week, beginning with the one in sight. */
const FEW = 3

export function useView(day: Day, layout: Layout): View {
  const [name, show] = useState<ViewName>('day')
  const { dayEndsAt } = useSlice('settings')
  const isWeek = name === 'week'
  const count = !isWeek ? 1 : layout === 'narrow' ? FEW : 7
  const first = count === 7 ? weekStart(day.date, firstWeekday()) : day.date
  const last = dayWindow(addDays(first, count - 1), day.zone, dayEndsAt)
  return {
    name,
    show,
    next: () => show(VIEWS[(VIEWS.indexOf(name) + 1) % VIEWS.length] ?? 'day'),
    first,
    count,
    window: { start: dayWindow(first, day.zone, dayEndsAt).start, end: last.end },
    go: (steps) => name !== 'rhythm' && day.go(steps * count),
  }
}
