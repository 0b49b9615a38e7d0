/** Quiet hours: the complement of the plan. Muted between the shared blocks, where the person asked for it. */
import type { Instant } from '../time/instant.ts'
import { sharedOf } from './shared.ts'
import type { State } from './state.ts'

export interface Quiet {
  readonly muted: boolean
  /** When it changes: the next shared block's start, or the end of the one now. */
  readonly until: Instant
}

/** Null where they are off, or where nothing is planned ahead: an empty plan says nothing about when to be quiet. */
export function quietHours(state: State, now: Instant): Quiet | null {
  if (!state.settings.quietHours || state.settings.mute === 'never') return null
  const { intervals } = sharedOf(state, { place: false }, now)
  const ahead = intervals.filter(({ end }) => end > now)
  const [next] = ahead
  if (next === undefined) return null
  if (next.start > now) return { muted: true, until: next.start }
  return { muted: false, until: endOfStretch(ahead, next.end) }
}

/** Blocks without a gap between them are one stretch of work. */
const endOfStretch = (ahead: readonly { readonly start: Instant; readonly end: Instant }[], end: Instant): Instant =>
  ahead.reduce((last, each) => (each.start <= last ? Math.max(last, each.end) : last), end)
