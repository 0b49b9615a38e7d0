/** The tray's lines for the teams: who can be reached now. */
import type { State } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import { rowReader, type RosterView, viewRoster } from '../../core/team/roster.ts'
import { text } from '../text.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

/** More do not fit into a menu; the team window has them all. */
const MOST = 12

export type TeamLine = (world: TrayWorld) => Line | null

/** Remembers what it read, so that a large team costs nothing while nothing about it changes. Null without a team. */
export function createTeamLine(): TeamLine {
  const readers = new Map<string, (state: State, now: Instant) => RosterView>()
  const readerOf = (id: string) => {
    const reader = readers.get(id) ?? rosterReader(id)
    readers.set(id, reader)
    return reader
  }
  return (world) => {
    const teams = Object.values(world.state.teams)
    if (teams.length === 0) return null
    const lines = teams.flatMap(({ team, name }, index) => [
      ...(index > 0 ? (['separator'] as const) : []),
      ...(teams.length > 1 ? [{ label: name }] : []),
      ...peopleOf(team, readerOf(team)(world.state, world.now), world),
    ])
    return group(text('tray.team'), lines)
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

function peopleOf(id: string, view: RosterView, world: TrayWorld): readonly Line[] {
  const open = { type: 'window.open', window: 'team' } as const
  if (world.state.teams[id]?.link.status !== 'online') return [ask(world, text('tray.team.offline'), open)]
  const now = view.groups.find(({ group: name }) => name === 'now')?.rows ?? []
  if (now.length === 0) return [ask(world, nobody(view, world), open)]
  const people = now.slice(0, MOST).map(({ person, standing }) => {
    const until = standing.until === null ? '' : world.times.moment(standing.until, world.now)
    const key = standing.state === 'together' ? 'tray.team.together' : 'tray.team.available'
    return ask(
      world,
      until === '' ? text(key, { name: person.name }) : text(`${key}.until`, { name: person.name, at: until }),
      open,
    )
  })
  return now.length > MOST
    ? [...people, ask(world, text('tray.team.more', { count: now.length - MOST }), open)]
    : people
}

/** Who comes back first, where anybody is known to. */
function nobody({ groups }: RosterView, { times, now }: TrayWorld): string {
  const next = groups.find(({ group: name }) => name === 'later')?.rows[0]
  const back = next?.standing.back ?? null
  if (next === undefined || back === null) return text('tray.team.nobody')
  return text('tray.team.next', { name: next.person.name, at: times.moment(back, now) })
}
