import { isUrgent, type Received } from '../team/letters.ts'
import type { Announcement } from './announce.ts'
import type { State } from './state.ts'

/**
 * What was told of just now: a knock, an answer, a hand-off, or that somebody can be reached. Not the urgent ones: no
 * notice gets through a mute, so they have a window of their own (main/knockView.ts).
 */
export function ofLetters(before: State, after: State): readonly Announcement[] {
  if (before.letters === after.letters) return []
  return newlyTold(before, after)
    .filter((letter) => !isUrgent(letter))
    .map((letter) => said(letter, after))
}

/** Open now and not before, or back after it was put off. */
export function newlyTold(before: State, after: State): readonly Received[] {
  return Object.values(after.letters).filter((letter): letter is Received => {
    const was = before.letters[letter.id]
    return isTold(letter) && letter !== was && !(was !== undefined && isTold(was))
  })
}

const isTold = (letter: State['letters'][string]): boolean =>
  letter.way === 'in' && letter.is === 'open' && letter.snoozed === null

function said({ body, team, from, name }: Received, { rosters }: State): Announcement {
  const nameOf = (person: string): string => rosters[team]?.[person]?.name ?? ''
  const title = (body.kind === 'alert' ? nameOf(body.about) : nameOf(from)) || name
  const words = 'text' in body ? body.text || (body.link ?? '') : ''
  const kind = body.kind === 'receipt' ? 'knock' : body.kind
  return { key: `announce.${kind}`, values: { title, text: words } }
}
