/** The slices that windows mirror, and the change from one revision of a slice to the next. Whole objects are shared, never copied. */
import { shownLetters } from '../team/letters.ts'
import type { State } from './state.ts'

type Flat = Readonly<Record<string, unknown>>

export const ROSTER_PREFIX = 'roster:'

/** Slices of one team, named `<prefix><team>`. */
const OF_TEAM = {
  [ROSTER_PREFIX]: (state: State, team: string) => state.rosters[team],
  'docs:': (state: State, team: string) => state.docs[team],
  'papers:': (state: State, team: string) => state.papers[team],
} as const satisfies Record<string, (state: State, team: string) => Flat | undefined>

function sliceOfTeam(state: State, name: string): Flat | null {
  const prefix = (Object.keys(OF_TEAM) as (keyof typeof OF_TEAM)[]).find((each) => name.startsWith(each))
  return prefix === undefined ? null : (OF_TEAM[prefix](state, name.slice(prefix.length)) ?? null)
}

/** Every slice but those of one team. */
export const SLICE_NAMES = [
  'settings',
  'plan',
  'rhythm',
  'history',
  'session',
  'ledger',
  'starts',
  'status',
  'mute',
  'inbox',
  'calendars',
  'busy',
  'teams',
  'letters',
  'system',
  'notices',
] as const

/** A slice by its name; null where there is none of that name. */
export function sliceOf(state: State, name: string): Flat | null {
  switch (name as (typeof SLICE_NAMES)[number]) {
    case 'settings':
    case 'plan':
    case 'rhythm':
    case 'starts':
    case 'inbox':
    case 'calendars':
    case 'busy':
    case 'teams':
      return state[name as 'settings']
    case 'session':
      return { ...state.session }
    case 'ledger':
      return { ...state.ledger }
    case 'mute':
      return { ...state.mute }
    case 'system':
      return { ...state.system }
    case 'history':
      return { undo: state.history.past.length, redo: state.history.future.length }
    case 'letters':
      return shownLetters(state.letters)
    case 'status':
      return { status: state.status }
    case 'notices':
      return { list: state.notices }
    default:
      return sliceOfTeam(state, name)
  }
}

export interface Difference {
  readonly set: Flat
  readonly gone: readonly string[]
}

/** The keys whose values are another object or value than before; null where nothing differs. */
export function difference(before: Flat, after: Flat): Difference | null {
  if (before === after) return null
  const set: Record<string, unknown> = {}
  for (const key of Object.keys(after)) if (before[key] !== after[key]) set[key] = after[key]
  const gone = Object.keys(before).filter((key) => !(key in after))
  return gone.length === 0 && Object.keys(set).length === 0 ? null : { set, gone }
}
