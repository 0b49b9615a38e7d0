/** The people of several teams as one roster. Who is in two of them is in it twice: ids of one team say nothing in another. */
import type { Person } from '../sync/records.ts'

type People = Readonly<Record<string, Person>>

export interface TeamPeople {
  /** My own id in it: I am not listed among the others. */
  readonly me: string
  /** Whether our link to its hub stands; without it nobody in it is known to be live. */
  readonly linked: boolean
  readonly people: People
}

export interface Everybody {
  readonly people: People
  /** Who that is, and in which of the teams, by their place among them; undefined for who is in none. */
  placeOf(id: string): { readonly team: number; readonly person: Person } | undefined
}

const DIVIDER = '/'

/** The place of the team that this id of `Everybody` belongs to, as the key of its section. */
export const teamKey = (id: string): string => id.slice(0, id.indexOf(DIVIDER))

/** So many are read between two stops, in a millisecond or two. */
const PORTION = 200

/** Reads them again and again, with stops in between; people who stayed the same are the same objects, so that nothing of theirs is worked out anew. */
export function everybodyReader(): (teams: readonly TeamPeople[]) => Generator<undefined, Everybody> {
  const known = [new WeakMap<Person, Person>(), new WeakMap<Person, Person>()] as const
  return function* (teams) {
    const people: Record<string, Person> = {}
    let read = 0
    for (const [index, { me, linked, people: here }] of teams.entries())
      for (const id in here) {
        read += 1
        if (read % PORTION === 0) yield
        const person = here[id]
        if (person !== undefined && id !== me) put(people, `${index}${DIVIDER}${id}`, person, linked)
      }
    return {
      people,
      placeOf(id) {
        const key = teamKey(id)
        const person = teams[Number(key)]?.people[id.slice(key.length + 1)]
        return person === undefined || key === '' ? undefined : { team: Number(key), person }
      },
    }
  }

  function put(people: Record<string, Person>, id: string, person: Person, linked: boolean): void {
    const same = known[linked ? 1 : 0].get(person)
    const one = same?.id === id ? same : { ...(linked ? person : unlinked(person)), id }
    known[linked ? 1 : 0].set(person, one)
    people[id] = one
  }
}

/** As they read where our link to their hub is down (`evidenceOf`), whatever the links of the other teams. */
const unlinked = (person: Person): Person => ({ ...person, live: false, gone: 'lost' })
