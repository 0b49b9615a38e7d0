/** The people of all my teams as this window reads them. */
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { outgoingFor } from '../../../core/app/desired.ts'
import type { Roster, TeamSlice } from '../../../core/app/state.ts'
import type { Person } from '../../../core/sync/records.ts'
import { type BookView, type RosterBook, rosterBook } from '../../../core/team/book.ts'
import { type Everybody, everybodyReader } from '../../../core/team/everybody.ts'
import { noHead, viewOfHead } from '../../../core/team/head.ts'
import { fullMinute, type Instant } from '../../../core/time/instant.ts'
import { rowReader } from '../../../core/team/roster.ts'
import type { Grouping } from '../../../core/team/sections.ts'
import { NOBODY, useAppState, useRosters, useSlice } from '../../lib/app.tsx'
import { useSliced } from '../../lib/inSlices.ts'
import { readNow, useLookAt, useNow } from '../../lib/useNow.ts'
import { BLINK } from '../useTeam.ts'
import { type Today, useToday } from '../useToday.ts'
import type { AllHere } from './allHere.ts'

export interface EverybodyReading extends Today {
  readonly view: BookView
  /** Whether any hub is in reach. */
  readonly linked: boolean
  readonly here: AllHere
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
  const now = Math.max(useNow('minute'), heard)
  const { allTeamsGroup: by } = useSlice('settings')
  const mine = useMine()
  const [read] = useState(everybodyReader)
  const [book] = useState(rosterBook)
  const reading = useCallback(
    () => readEverybody({ teams, rosters, isLinked, read, mine, now, by, book }),
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
  const linked = teams.some(({ team }) => isLinked(team))
  return { view, linked, here, ...useToday(now) }
}

interface Reading {
  readonly teams: readonly TeamSlice[]
  /** Of the teams, in their order. */
  readonly rosters: readonly Roster[]
  readonly isLinked: (team: string) => boolean
  readonly read: ReturnType<typeof everybodyReader>
  readonly mine: Person
  readonly now: Instant
  readonly by: Grouping
  readonly book: RosterBook
}

/** Null while somebody's people are missing: some of the teams alone would be another number of people. */
function* readEverybody(reading: Reading): Generator<undefined, Known | null> {
  const { teams, rosters, isLinked, read, mine, now, by, book } = reading
  if (rosters.length < teams.length || rosters.includes(NOBODY)) return null
  const everybody = yield* read(
    teams.map(({ team, me }, at) => ({ me, linked: isLinked(team), people: rosters[at] ?? NOBODY })),
  )
  const at = { me: ME, linked: true, now }
  yield* book.readAhead(everybody.people, at, by)
  return { teams, by, everybody, view: book.read(everybody.people, mine, at, by) }
}

/** No id of a person among those of all teams is like it. */
const ME = 'me'

/** My own row: what this device knows of me, whatever each team is told; that is told where the row is opened. */
function useMine(): Person {
  const app = useAppState()
  const minute = fullMinute(useNow('minute'))
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
