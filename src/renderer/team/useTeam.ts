/** A team's people as this window reads them, again whenever they, the link or the time change them. */
import { useEffect, useMemo, useState } from 'react'
import type { LinkStatus, TeamSlice } from '../../core/app/state.ts'
import { type DayWindow, dayWindow } from '../../core/team/ribbon.ts'
import { type RosterView, rowReader, viewRoster } from '../../core/team/roster.ts'
import { type Instant, MINUTE, type Millis, SECOND } from '../../core/time/instant.ts'
import { dateIn } from '../../core/time/zone.ts'
import { useRoster, useSlice } from '../lib/app.tsx'
import { useLookAt, useNow } from '../lib/useNow.ts'

export interface TeamReading {
  readonly view: RosterView
  readonly linked: boolean
  readonly day: DayWindow
  /** The full minute that began last. */
  readonly minute: Instant
}

export function useTeam(team: TeamSlice): TeamReading {
  const roster = useRoster(team.team)
  const linked = useLinked(team.link.status)
  const { zone } = useSlice('system')
  const now = useNow('minute')
  const [read] = useState(rowReader)
  const view = useMemo(
    () => viewRoster(Object.values(roster), { me: team.me, linked, now }, read),
    [roster, team.me, linked, now, read],
  )
  useLookAt(view.holdsUntil)
  const date = dateIn(now, zone)
  // A minute of this date stands for all of them: the day changes with the date alone.
  // oxlint-disable-next-line react/exhaustive-deps
  const day = useMemo(() => dayWindow(now, zone), [date, zone])
  return { view, linked, day, minute: now - (now % MINUTE) }
}

/** A link that comes back within this time was never away: the hub keeps everybody's lease for longer. */
const BLINK: Millis = 5 * SECOND

function useLinked(status: LinkStatus): boolean {
  const online = status === 'online'
  const [linked, setLinked] = useState(online)
  useEffect(() => {
    const timer = setTimeout(() => setLinked(online), online ? 0 : BLINK)
    return () => clearTimeout(timer)
  }, [online])
  return online || (linked && status !== 'refused')
}
