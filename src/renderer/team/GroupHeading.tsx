import type { ReactNode } from 'react'
import { cityOf } from '../../core/team/names.ts'
import { NOWHERE, type RosterSection } from '../../core/team/sections.ts'
import type { RosterGroup } from '../../core/team/standing.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { useAllHere } from './all/allHere.ts'

/** `Reachable or together`, `home`, or `Lisbon, 09:06`, and how many they are. */
export function GroupHeading({
  section,
  minute,
}: {
  readonly section: RosterSection
  readonly minute: Instant
}): ReactNode {
  const { by, key, name, size: count } = section
  const text = useText()
  const times = useTimes()
  const all = useAllHere()
  return (
    <h2 className="team-group">
      {by === 'state' ? text(`team.group.${key as RosterGroup}`) : heading()}{' '}
      <span className="team-group-count">{text('team.group.count', { count })}</span>
    </h2>
  )

  function heading(): string {
    if (by === 'team') return all?.teams[Number(key)]?.name ?? ''
    if (key === NOWHERE) return text(by === 'place' ? 'team.group.noPlace' : 'team.group.noZone')
    return by === 'place' ? name : text('team.group.zone', { city: cityOf(key), time: times.time(minute, key) })
  }
}
