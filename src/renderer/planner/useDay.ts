import { useMemo, useState } from 'react'
import { dayWindow } from '../../core/planner/day.ts'
import type { Interval } from '../../core/planner/block.ts'
import { addDays, dateIn, type PlainDate, type Zone } from '../../core/time/zone.ts'
import { useZone } from '../lib/app.tsx'
import { useNow } from '../lib/useNow.ts'

export interface Day {
  readonly date: PlainDate
  readonly zone: Zone
  readonly window: Interval
  readonly isToday: boolean
  /** By days, from the one in sight. */
  go(by: number): void
  goToday(): void
}

/** The day in sight. Until another one is chosen it is today, also after midnight. */
export function useDay(): Day {
  const zone = useZone()
  const today = dateIn(useNow('minute'), zone)
  const [chosen, choose] = useState<PlainDate | null>(null)
  const date = chosen ?? today
  return useMemo(() => {
    const goTo = (other: PlainDate): void => choose(other === today ? null : other)
    return {
      date,
      zone,
      window: dayWindow(date, zone),
      isToday: date === today,
      go: (by) => goTo(addDays(date, by)),
      goToday: () => choose(null),
    }
  }, [date, today, zone])
}
