/** The people of one team as the hub told them, passed on at most ten times a second; of many, once or twice. */
import type { Item } from '../../core/sync/protocol.ts'
import type { Person } from '../../core/sync/records.ts'

export interface RosterChange {
  readonly full: boolean
  readonly set: Person[]
  readonly gone: string[]
  readonly me: string
  readonly teamName: string
}

export interface Roster {
  team(me: string, name: string): void
  take(told: {
    readonly full: boolean
    readonly items: readonly Item[]
    readonly gone: readonly string[]
    readonly end: boolean
  }): void
  /** The connection broke: what was told in part is told again. */
  broke(): void
  /** Passes on what is left, and nothing after. */
  stop(): void
}

interface Known {
  readonly r: number
  readonly person: Person
}

const PAUSE_MS = 100
/** Of so many nobody reads every change, and each costs windows and main as many looks as there are people. */
const PAUSES = [
  { above: 2_000, millis: 1_000 },
  { above: 500, millis: 500 },
]
const pauseFor = (people: number): number => PAUSES.find(({ above }) => people > above)?.millis ?? PAUSE_MS

export function createRoster(tell: (change: RosterChange) => void): Roster {
  let people = new Map<string, Known>()
  let filling: Map<string, Known> | null = null
  let who = { me: '', teamName: '' }
  let news = { full: false, changed: new Set<string>(), some: false }
  let pause: NodeJS.Timeout | null = null

  const pass = (): void => {
    const { full, changed } = news
    news = { full: false, changed: new Set(), some: false }
    const set = full ? [...people.values()] : present(people, changed)
    const gone = full ? [] : [...changed].filter((id) => !people.has(id))
    tell({ full, set: set.map(({ person }) => person), gone, ...who })
    pause = setTimeout(() => {
      pause = null
      if (news.some) pass()
    }, pauseFor(people.size))
  }
  const changed = (ids: Iterable<string>): void => {
    news.some = true
    for (const id of ids) news.changed.add(id)
    if (pause === null) pass()
  }
  const fill = (items: readonly Item[], end: boolean): void => {
    filling ??= new Map()
    for (const item of items) keep(filling, item, undefined)
    if (!end) return
    people = filling
    filling = null
    news.full = true
    changed([])
  }

  return {
    team(me, teamName) {
      const isNews = people.size > 0 && (who.me !== me || who.teamName !== teamName)
      who = { me, teamName }
      if (isNews) changed([])
    },
    take({ full, items, gone, end }) {
      if (full) return fill(items, end)
      const kept = items.filter((item) => keep(people, item, people.get(item.p)))
      for (const id of gone) people.delete(id)
      if (kept.length + gone.length > 0) changed([...kept.map(({ p }) => p), ...gone])
    },
    broke() {
      filling = null
    },
    stop() {
      if (pause !== null) clearTimeout(pause)
      pause = setTimeout(() => {}, 0)
    },
  }
}

const present = (people: ReadonlyMap<string, Known>, ids: Iterable<string>): Known[] =>
  [...ids].map((id) => people.get(id)).filter((known) => known !== undefined)

/** Takes the item over if it is newer; what it leaves out stays as it was. */
function keep(people: Map<string, Known>, item: Item, before: Known | undefined): boolean {
  const name = item.name ?? before?.person.name
  if (name === undefined || (before !== undefined && before.r >= item.r)) return false
  const plan = item.plan === undefined ? (before?.person.plan ?? null) : item.plan
  const { p: id, r, live, gone, presence, manual, asOf } = item
  people.set(id, { r, person: { id, name, live, gone, presence, manual, plan, asOf } })
  return true
}
