/** Names of the channels, apart from the schemas: the preload script needs the names and must stay tiny. */
import type { CallName, NewsName } from './contract.ts'

/** One that is missing does not compile. */
const every = {
  dispatch: 0,
  watch: 0,
  unwatch: 0,
  insights: 0,
  propose: 0,
  events: 0,
  months: 0,
  docHistory: 0,
  teamHead: 0,
  drawn: 0,
  foresee: 0,
} as const satisfies Record<CallName, 0>

/** Every call of the contract. */
export const CALL_NAMES = Object.keys(every) as readonly CallName[]

export const callChannel = (name: CallName): string => `tideline:call:${name}`
export const newsChannel = (name: NewsName): string => `tideline:news:${name}`

/** What crosses for each call: errors cross as data, and the preload script turns `error` into a rejection. */
export type Reply = { readonly answer: unknown } | { readonly error: string }
