import { useMemo, useState } from 'react'
import { dayAt, dayWindow } from '../../core/planner/day.ts'
import type { Interval } from '../../core/planner/block.ts'
import { addDays, type PlainDate, type Zone } from '../../core/time/zone.ts'
import { useSlice, useZone } from '../lib/app.tsx'
import { useNow } from '../lib/useNow.ts'

export interface Day {
  readonly date: PlainDate
  readonly zone: Zone
  readonly window: Interval
  readonly isToday: boolean
  /** By days, from the one in sight. */
  go(by: number): void
  goToday(): void
  show(date: PlainDate): void
}

/** The date of the person's day now. */
export function useToday(): PlainDate {
  const zone = useZone()
  const { dayEndsAt } = useSlice('settings')
  return dayAt(useNow('minute'), zone, dayEndsAt)
}

/** The day in sight. Until another one is chosen it is today, also after midnight. */
export function useDay(): Day {
  const zone = useZone()
  const { dayEndsAt } = useSlice('settings')
  const today = useToday()
  const [chosen, choose] = useState<PlainDate | null>(null)
  const date = chosen ?? today
  return useMemo(() => {
    const goTo = (other: PlainDate): void => choose(other === today ? null : other)
    return {
      date,
      zone,
      window: dayWindow(date, zone, dayEndsAt),
      isToday: date === today,
      go: (by) => goTo(addDays(date, by)),
      goToday: () => choose(null),
      show: goTo,
    }
  }, [date, today, zone, dayEndsAt])
}
