/** The plans of a team's people. Statuses change many times a second in a large team and plans rarely: the same list comes back until one does. */
import { useMemo, useState } from 'react'
import type { Checked } from '../../../core/agreement/coreHours.ts'
import { outgoingFor } from '../../../core/app/desired.ts'
import type { Roster, TeamSlice } from '../../../core/app/state.ts'
import type { Person } from '../../../core/sync/records.ts'
import { type Instant, MINUTE } from '../../../core/time/instant.ts'
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
  const minute = now - (now % MINUTE)
  const [read] = useState(planReader)
  const others = read(roster, team.me)
  return useMemo(() => {
    const mine: Checked = { id: team.me, plan: outgoingFor(app, team, minute).plan }
    return { people: [mine, ...others], minute }
  }, [app, others, team, minute])
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

const samePlan = (before: Person | undefined, person: Person): boolean =>
  before === person ||
  (before !== undefined && (before.plan === person.plan || JSON.stringify(before.plan) === JSON.stringify(person.plan)))
