/** The plans of a team's people. Statuses change many times a second in a large team and plans rarely: the same list comes back until one does. */
import { useMemo, useState } from 'react'
import type { Checked } from '../../../core/agreement/coreHours.ts'
import { sharedOf } from '../../../core/app/shared.ts'
import { sharesPlan } from '../../../core/availability/cut.ts'
import type { Roster, TeamSlice } from '../../../core/app/state.ts'
import type { SharedInterval, SharedPlan } from '../../../core/sync/records.ts'
import { fullMinute, type Instant } from '../../../core/time/instant.ts'
import { useAppState, useRoster } from '../../lib/app.tsx'
import { useNow } from '../../lib/useNow.ts'

export interface Plans {
  /** Mine as this device knows it, then everybody else's. */
  readonly people: readonly Checked[]
  /** The full minute that began last. */
  readonly minute: Instant
}

export function usePlans(team: TeamSlice): Plans {
  const roster = useRoster(team.team)
  const app = useAppState()
  const now = useNow('minute')
  const minute = fullMinute(now)
  const [read] = useState(planReader)
  const others = read(roster, team.me)
  const { plan: blocks, rhythm, calendars, busy, system } = app
  const { me } = team
  const { place } = team.shares
  const hasPlan = sharesPlan(team.shares)
  const [asBefore] = useState(planKeeper)
  const mine = useMemo(() => {
    // My own clock is known here, whoever else is told of it; a plan that nobody else has keeps no agreement.
    const plan = hasPlan ? sharedOf({ plan: blocks, rhythm, calendars, busy, system }, { place }, minute) : null
    return asBefore({ id: me, plan })
  }, [blocks, rhythm, calendars, busy, system, me, place, hasPlan, minute, asBefore])
  const people = useMemo(() => [mine, ...others], [mine, others])
  return useMemo(() => ({ people, minute }), [people, minute])
}

/** Mine is made anew each minute, and nearly always says the same: then it stays the same object, and so does the list. */
function planKeeper(): (mine: Checked) => Checked {
  let kept: Checked | null = null
  return (mine) => {
    if (kept?.id !== mine.id || !samePlan(kept, mine)) kept = mine
    return kept
  }
}

/** People come in as other objects with each news of them, though their plan says the same. */
function planReader(): (roster: Roster, me: string) => readonly Checked[] {
  let seen: Roster = {}
  let kept: readonly Checked[] = []
  return (roster, me) => {
    if (roster === seen) return kept
    const before = seen
    seen = roster
    const people = Object.values(roster)
    const isSame =
      people.length === Object.keys(before).length && people.every((person) => samePlan(before[person.id], person))
    if (!isSame) kept = people.filter(({ id }) => id !== me).map(({ id, plan }) => ({ id, plan }))
    return kept
  }
}

const samePlan = (before: Checked | undefined, person: Checked): boolean =>
  before === person || (before !== undefined && (before.plan === person.plan || saysTheSame(before.plan, person.plan)))

/** Field by field: after a new connection all plans of a team come anew, and thousands of texts would take long to make. */
function saysTheSame(one: SharedPlan | null, other: SharedPlan | null): boolean {
  if (one === null || other === null || one.zone !== other.zone) return false
  return (
    one.intervals.length === other.intervals.length && one.intervals.every((a, at) => isEqual(a, other.intervals[at]))
  )
}

const isEqual = (a: SharedInterval, b: SharedInterval | undefined): boolean =>
  b !== undefined && a.start === b.start && a.end === b.end && a.state === b.state && a.place === b.place
