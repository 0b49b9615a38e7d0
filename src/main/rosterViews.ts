/** The people of my teams as they read now: for the tray, and for a window that shows the first of them. */
import type { State } from '../core/app/state.ts'
import { rowReader, type RosterView, viewRoster } from '../core/team/roster.ts'
import type { Instant } from '../core/time/instant.ts'

export type RosterViews = (state: State, team: string, now: Instant) => RosterView

/** Remembers what it read, so that a large team costs nothing while nothing about it changes. */
export function createRosterViews(): RosterViews {
  const readers = new Map<string, ReturnType<typeof rosterReader>>()
  return (state, team, now) => {
    const reader = readers.get(team) ?? rosterReader(team)
    readers.set(team, reader)
    return reader(state, now)
  }
}

function rosterReader(id: string): (state: State, now: Instant) => RosterView {
  const read = rowReader()
  let last: { roster: unknown; linked: boolean; me: string; from: Instant; view: RosterView } | null = null
  return (state, now) => {
    const roster = state.rosters[id] ?? {}
    const linked = state.teams[id]?.link.status === 'online'
    const me = state.teams[id]?.me ?? ''
    const holds = last?.view.holdsUntil ?? Infinity
    if (
      last !== null &&
      last.roster === roster &&
      last.linked === linked &&
      last.me === me &&
      last.from <= now &&
      now < holds
    )
      return last.view
    last = { roster, linked, me, from: now, view: viewRoster(Object.values(roster), { me, linked, now }, read) }
    return last.view
  }
}
