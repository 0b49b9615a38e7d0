/** What changed in a team after a given change. The state is sent, not its history: only the latest of each person. */
import type { Books, PersonBook, TeamBook } from './books.ts'
import type { Delta, DocView, ItemView, PersonLine, TeamView } from './port.ts'

function isUsable(team: TeamBook, from: { readonly epoch: string; readonly rev: number }): boolean {
  if (from.epoch !== team.epoch || from.rev > team.rev || from.rev < team.floor) return false
  return !team.gaps.some(([after, upTo]) => from.rev > after && from.rev <= upTo)
}

export function since(team: TeamBook, from: { readonly epoch: string; readonly rev: number } | null): Delta {
  if (from === null || !isUsable(team, from)) return everything(team)
  const set: PersonBook[] = []
  for (const person of team.people.values()) if (person.rev > from.rev) set.push(person)
  const gone: string[] = []
  for (const [person, tomb] of team.tombs) if (tomb.rev > from.rev) gone.push(person)
  const docs: DocView[] = []
  for (const doc of team.docs.values()) if (doc.rev > from.rev) docs.push(doc)
  return { full: false, set, gone, docs }
}

function everything(team: TeamBook): Delta {
  const docs = [...team.docs.values()].filter(({ body }) => body !== null)
  return { full: true, set: [...team.people.values()], gone: [], docs }
}

const lineOf = ({ id, name, role, joined, devices }: PersonBook): PersonLine => ({
  id,
  name,
  role,
  joined,
  devices: [...devices.values()].map((device) => ({ id: device.id, name: device.name, live: device.live })),
})

function inboxOf(team: TeamBook, person: string): ItemView[] {
  if (team.items.size === 0) return []
  const waiting = [...team.items.values()].filter(({ to }) => to === person)
  return waiting.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
}

/** Reads the book that `find` answers at each question: it may be replaced by another one. */
export function viewOf(books: Pick<Books, 'invites'>, find: () => TeamBook): TeamView {
  return {
    get id() {
      return find().id
    },
    get name() {
      return find().name
    },
    get nameRev() {
      return find().nameRev
    },
    get epoch() {
      return find().epoch
    },
    get rev() {
      return find().rev
    },
    person: (id) => find().people.get(id),
    doc: (id) => find().docs.get(id),
    inbox: (person) => inboxOf(find(), person),
    people: () => [...find().people.values()].map(lineOf),
    invites: () => [...books.invites.values()].filter(({ team }) => team === find().id),
    history: (doc) => find().history.get(doc) ?? [],
    docs: () => [...find().docs.values()].filter(({ body }) => body !== null),
    since: (from) => since(find(), from),
  }
}
