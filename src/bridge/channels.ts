/** Names of the channels, apart from the schemas: the preload script needs the names and must stay tiny. */
import type { CallName, NewsName } from './contract.ts'

/** Every call of the contract; `calls` has the same keys. */
export const CALL_NAMES = ['dispatch', 'watch', 'unwatch', 'insights', 'drawn'] as const satisfies readonly CallName[]

export const callChannel = (name: CallName): string => `tideline:call:${name}`
export const newsChannel = (name: NewsName): string => `tideline:news:${name}`

/** What crosses for each call: errors cross as data, and the preload script turns `error` into a rejection. */
export type Reply = { readonly answer: unknown } | { readonly error: string }
