/** The tray's lines for the teams: who can be reached now. */
import type { RosterView } from '../../core/team/roster.ts'
import type { RosterViews } from '../rosterViews.ts'
import { text } from '../text.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

/** More do not fit into a menu; the team window has them all. */
const MOST = 12

export type TeamLine = (world: TrayWorld) => Line | null

/** Null without a team. */
export function createTeamLine(views: RosterViews): TeamLine {
  return (world) => {
    const teams = Object.values(world.state.teams)
    if (teams.length === 0) return null
    const lines = teams.flatMap(({ team, name }, index) => [
      ...(index > 0 ? (['separator'] as const) : []),
      ...(teams.length > 1 ? [{ label: name }] : []),
      ...peopleOf(team, views(world.state, team, world.now), world),
    ])
    return group(text('tray.team'), lines)
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
