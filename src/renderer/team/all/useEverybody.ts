/** The people of all my teams as this window reads them. */
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { outgoingFor } from '../../../core/app/desired.ts'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { Person } from '../../../core/sync/records.ts'
import { type BookView, rosterBook } from '../../../core/team/book.ts'
import { type Everybody, everybodyReader } from '../../../core/team/everybody.ts'
import { noHead, viewOfHead } from '../../../core/team/head.ts'
import { type DayWindow, dayWindow } from '../../../core/team/ribbon.ts'
import { type Instant, MINUTE } from '../../../core/time/instant.ts'
import { rowReader } from '../../../core/team/roster.ts'
import type { Grouping } from '../../../core/team/sections.ts'
import { dateIn } from '../../../core/time/zone.ts'
import { NOBODY, useAppState, useRosters, useSlice, useZone } from '../../lib/app.tsx'
import { useSliced } from '../../lib/inSlices.ts'
import { readNow, useLookAt, useNow } from '../../lib/useNow.ts'
import { BLINK } from '../useTeam.ts'
import type { AllHere } from './allHere.ts'

export interface EverybodyReading {
  readonly view: BookView
  /** Whether any hub is in reach. */
  readonly linked: boolean
  readonly here: AllHere
  readonly day: DayWindow
  /** The full minute that began last. */
  readonly minute: Instant
}

interface Known {
  readonly teams: readonly TeamSlice[]
  readonly by: Grouping
  readonly everybody: Everybody
  readonly view: BookView
}

/** Of thousands a little at a time: what is drawn is what was known a moment ago. */
export function useEverybody(teams: readonly TeamSlice[]): EverybodyReading {
  const rosters = useDeferredValue(useRosters(teams.map(({ team }) => team)))
  const heard = useMemo(() => ({ rosters, at: readNow() }), [rosters]).at
  const isLinked = useLinks(teams)
  const zone = useZone()
  const now = Math.max(useNow('minute'), heard)
  const { allTeamsGroup: by } = useSlice('settings')
  const mine = useMine()
  const [read] = useState(everybodyReader)
  const [book] = useState(rosterBook)
  const reading = useCallback(
    function* (): Generator<undefined, Known | null> {
      // Some of the teams alone would be another number of people.
      if (rosters.length < teams.length || rosters.includes(NOBODY)) return null
      const everybody = yield* read(
        teams.map(({ team, me }, at) => ({ me, linked: isLinked(team), people: rosters[at] ?? NOBODY })),
      )
      const at = { me: ME, linked: true, now }
      yield* book.readAhead(everybody.people, at, by)
      return { teams, by, everybody, view: book.read(everybody.people, mine, at, by) }
    },
    [teams, rosters, isLinked, read, mine, now, by, book],
  )
  const known = useSliced(reading)
  const none = useMemo(
    () => viewOfHead(noHead(by), NOBODY, mine, { me: ME, linked: true, now }, rowReader()),
    [by, mine, now],
  )
  const view = known?.view ?? none
  useLookAt(view.holdsUntil)
  const here = useMemo(
    (): AllHere => ({
      teams: known?.teams ?? teams,
      inRows: (known?.by ?? by) !== 'team',
      placeOf(id) {
        const place = known?.everybody.placeOf(id)
        const team = place === undefined ? undefined : known?.teams[place.team]
        return place === undefined || team === undefined
          ? undefined
          : { team, linked: isLinked(team.team), person: place.person }
      },
    }),
    [teams, by, known, isLinked],
  )
  const date = dateIn(now, zone)
  // A minute of this date stands for all of them: the day changes with the date alone.
  // oxlint-disable-next-line react/exhaustive-deps
  const day = useMemo(() => dayWindow(now, zone), [date, zone])
  const linked = teams.some(({ team }) => isLinked(team))
  return { view, linked, here, day, minute: now - (now % MINUTE) }
}

/** No id of a person among those of all teams is like it. */
const ME = 'me'

/** My own row: what this device knows of me, whatever each team is told; that is told where the row is opened. */
function useMine(): Person {
  const app = useAppState()
  const now = useNow('minute')
  const minute = now - (now % MINUTE)
  return useMemo(
    () => ({
      ...outgoingFor(app, { shares: { place: true } }, minute),
      ...{ id: ME, name: app.settings.name, live: true, gone: null, asOf: null },
    }),
    [app, minute],
  )
}

/** Which hubs are in reach. A link that comes back soon was never away. */
function useLinks(teams: readonly TeamSlice[]): (team: string) => boolean {
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set())
  const key = JSON.stringify(teams.map(({ team, link }) => [team, link.status]))
  useEffect(() => {
    const links = JSON.parse(key) as [string, string][]
    const timers = links.map(([team, status]) =>
      setTimeout(
        () => setHeld((before) => changed(before, team, status === 'online')),
        status === 'online' ? 0 : BLINK,
      ),
    )
    return () => timers.forEach(clearTimeout)
  }, [key])
  return useMemo(() => {
    const status = new Map(JSON.parse(key) as [string, string][])
    return (team) => {
      const is = status.get(team)
      return is === 'online' || (held.has(team) && is !== 'refused')
    }
  }, [key, held])
}

function changed(before: ReadonlySet<string>, team: string, isIn: boolean): ReadonlySet<string> {
  if (before.has(team) === isIn) return before
  return isIn ? new Set([...before, team]) : new Set([...before].filter((one) => one !== team))
}
