import { standingOf } from '../team/standing.ts'
import { earliest, type Instant } from '../time/instant.ts'
import type { State } from './state.ts'

export const isLinked = ({ teams }: Pick<State, 'teams'>, team: string): boolean =>
  teams[team]?.link.status === 'online'

/** Not in the team any more. A roster that was never heard says nothing. */
export function hasLeft({ rosters }: Pick<State, 'rosters'>, team: string, person: string): boolean {
  const roster = rosters[team] ?? {}
  return Object.keys(roster).length > 0 && roster[person] === undefined
}

/** When time alone may make something due, beside the changes of my own availability and session. */
export function nextLetterLook(state: State, now: Instant): Instant | null {
  let next: Instant | null = null
  for (const letter of Object.values(state.letters)) {
    if (letter.way === 'out') continue
    const { body, team, notBefore, snoozed } = letter
    const about = body.kind === 'alert' ? state.rosters[team]?.[body.about] : undefined
    const standing = about === undefined ? null : standingOf(about, isLinked(state, team), now)
    const ahead = [notBefore, snoozed?.until, standing?.holdsUntil].filter((at) => (at ?? 0) > now)
    next = earliest(next, ...ahead)
  }
  return next
}
