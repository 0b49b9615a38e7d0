/** What changed in a team after a given change. The state is sent, not its history: only the latest of each person. */
import type { PersonBook, TeamBook } from './books.ts'
import type { Delta, TeamView } from './port.ts'

function isUsable(team: TeamBook, from: { readonly epoch: string; readonly rev: number }): boolean {
  if (from.epoch !== team.epoch || from.rev > team.rev || from.rev < team.floor) return false
  return !team.gaps.some(([after, upTo]) => from.rev > after && from.rev <= upTo)
}

export function since(team: TeamBook, from: { readonly epoch: string; readonly rev: number } | null): Delta {
  if (from === null || !isUsable(team, from)) return { full: true, set: [...team.people.values()], gone: [] }
  const set: PersonBook[] = []
  for (const person of team.people.values()) if (person.rev > from.rev) set.push(person)
  const gone: string[] = []
  for (const [person, tomb] of team.tombs) if (tomb.rev > from.rev) gone.push(person)
  return { full: false, set, gone }
}

export function viewOf(team: TeamBook): TeamView {
  return {
    id: team.id,
    name: team.name,
    nameRev: team.nameRev,
    epoch: team.epoch,
    get rev() {
      return team.rev
    },
    person: (id) => team.people.get(id),
    since: (from) => since(team, from),
  }
}
