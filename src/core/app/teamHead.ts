/** What a window is told of a large team before everybody in it is on the way. */
import { headOf, type RosterHead } from '../team/head.ts'
import { packPeople } from '../team/pack.ts'
import type { RosterView } from '../team/roster.ts'
import type { Instant } from '../time/instant.ts'
import type { Roster, State } from './state.ts'

export interface TeamHead extends RosterHead {
  /** Whether our link to the hub stood: else nobody is where they would be. */
  readonly linked: boolean
  /** Packed (`core/team/pack.ts`): those of the list's beginning, and whoever else is named above it. */
  readonly people: string
}

/** A team of fewer people comes whole as soon as its beginning would. */
const FEW = 300
/** As many as the highest screens show. */
const FIRST = 80

/** Null where the team is small. `view` is its roster as it reads now. */
export function teamHead(state: State, team: string, view: () => RosterView, now: Instant): TeamHead | null {
  const roster = state.rosters[team] ?? {}
  if (isSmall(roster)) return null
  const rows = view().groups.flatMap((group) => group.rows)
  const head = headOf(rows, state.settings.teamGroup, now, FIRST)
  return {
    ...head,
    linked: state.teams[team]?.link.status === 'online',
    people: packPeople(peopleOf(roster, [...head.sections.flatMap(({ first }) => first), ...namedIn(state, team)])),
  }
}

function isSmall(roster: Roster): boolean {
  let people = 0
  for (const _ in roster) if (++people > FEW) return false
  return true
}

/** Me, and those whose knocks are above the list. */
function namedIn({ teams, letters }: State, team: string): readonly string[] {
  const ofTeam = Object.values(letters).filter((letter) => letter.team === team)
  return [teams[team]?.me ?? '', ...ofTeam.map((letter) => (letter.way === 'in' ? letter.from : letter.to))]
}

function peopleOf(roster: Roster, ids: readonly string[]): Roster {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const person = roster[id]
      return person === undefined ? [] : [[id, person]]
    }),
  )
}
