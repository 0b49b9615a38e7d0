import { useMemo } from 'react'
import { type DayWindow, dayWindow } from '../../core/team/ribbon.ts'
import { fullMinute, type Instant } from '../../core/time/instant.ts'
import { dateIn } from '../../core/time/zone.ts'
import { useZone } from '../lib/app.tsx'

export interface Today {
  readonly day: DayWindow
  /** The full minute that began last. */
  readonly minute: Instant
}

/** The day that ribbons show; the same object until it is another day. */
export function useToday(now: Instant): Today {
  const zone = useZone()
  const date = dateIn(now, zone)
  // A minute of this date stands for all of them: the day changes with the date alone.
  // oxlint-disable-next-line react/exhaustive-deps
  const day = useMemo(() => dayWindow(now, zone), [date, zone])
  return { day, minute: fullMinute(now) }
}
