/** Small steps on the letters and the papers that carry them. Each gives a whole new state. */
import type { ItemBody } from '../sync/items.ts'
import type { Paper } from '../sync/protocol.ts'
import { LIMITS } from '../sync/limits.ts'
import type { Letter, Received, Sent } from '../team/letters.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { withoutPaper } from './papers.ts'
import { hasLeft, isLinked } from './letterLook.ts'
import { withNotice } from './reduce/notices.ts'
import { isDue, isSnoozeOver, mayAsk } from './release.ts'
import type { State } from './state.ts'

/** What a paper about an item is for; its ref is `<this>:<item>`. */
export type Errand = 'send' | 'receipt' | 'claim' | 'done'

export const refOf = (errand: Errand, id: string): string => `${errand}:${id}`

const ERRANDS: readonly string[] = ['send', 'receipt', 'claim', 'done'] satisfies Errand[]

/** Null where the ref is of another kind of paper. */
export function readRef(ref: string): { readonly errand: Errand; readonly id: string } | null {
  const [errand = '', id] = ref.split(':')
  return id === undefined || !ERRANDS.includes(errand) ? null : { errand: errand as Errand, id }
}

export const withLetter = (state: State, letter: Letter): State => ({
  ...state,
  letters: { ...state.letters, [letter.id]: letter },
})

export function withoutLetter(state: State, id: string): State {
  const { [id]: _gone, ...letters } = state.letters
  return { ...state, letters }
}

export const isOnItsWay = (state: State, team: string, errand: Errand, id: string): boolean =>
  state.papers[team]?.[refOf(errand, id)] !== undefined

export function withErrand(state: State, team: string, errand: Errand, id: string, paper: Paper, now: Instant): State {
  if (isOnItsWay(state, team, errand, id)) return state
  const kept = { ref: refOf(errand, id), paper, at: now, refusal: null }
  return { ...state, papers: { ...state.papers, [team]: { ...state.papers[team], [kept.ref]: kept } } }
}

export const withoutErrand = (state: State, team: string, ref: string): State => ({
  ...state,
  papers: { ...state.papers, [team]: withoutPaper(state.papers[team] ?? {}, ref) },
})

export const withSent = (state: State, team: string, id: string, to: string, body: ItemBody, now: Instant): State =>
  withErrand(state, team, 'send', id, { t: 'item', op: 'send', item: id, to, body }, now)

/** The hub may forget it. */
export const withDone = (state: State, team: string, id: string, now: Instant): State =>
  withErrand(state, team, 'done', id, { t: 'item', op: 'done', item: id }, now)

/** Its id follows from the item's, so that it is sent once however often it is asked for. */
export function withReceipt(
  state: State,
  { team, id, from, body }: Received,
  is: 'seen' | 'done',
  now: Instant,
): State {
  if (body.kind !== 'knock' && body.kind !== 'handoff') return state
  const receipt = `${id.slice(0, 36)}-${is === 'seen' ? 's' : 'd'}`
  const paper = { t: 'item', op: 'send', item: receipt, to: from, body: { kind: 'receipt', re: id, is } } as const
  return withErrand(state, team, 'receipt', receipt, paper, now)
}

/** It is this device's to tell: written down before it is told, so that a crash tells it at most once and loses it never. */
export const opened = (state: State, letter: Received, now: Instant): State =>
  withReceipt(
    withDone(withLetter(state, { ...letter, is: 'open', notBefore: null }), letter.team, letter.id, now),
    letter,
    'seen',
    now,
  )

/** After every change: what became due is asked for, and what was put off comes back. */
export function settleLetters(state: State, now: Instant): State {
  let next = state
  for (const letter of Object.values(state.letters)) {
    if (letter.way === 'out') next = settleSent(next, letter, now)
    else if (isAboutNobody(state, letter)) next = withoutAlert(next, letter, now)
    else if (letter.is === 'held') next = withClaim(next, letter, now)
    else if (letter.snoozed !== null && isSnoozeOver(state, letter.snoozed, now))
      next = withLetter(next, { ...letter, snoozed: null })
  }
  return next
}

/** A crash between two files may have kept the letter and not its paper. */
function settleSent(state: State, letter: Sent, now: Instant): State {
  const { id, team, to, body, is } = letter
  if (is === 'waiting') return withSent(state, team, id, to, body, now)
  return isOver(letter, now) ? withoutLetter(state, id) : state
}

/** What is done has been read by the next day, and no receipt comes after the hub forgot the knock. */
const isOver = ({ is, hidden, heard, at }: Sent, now: Instant): boolean =>
  (is === 'done' && now - heard > DAY) || (hidden && now - at > LIMITS.itemLife)

const isAboutNobody = (state: State, { body, team, is }: Received): boolean =>
  body.kind === 'alert' && is === 'held' && hasLeft(state, team, body.about)

const withoutAlert = (state: State, { team, id }: Received, now: Instant): State =>
  withNotice(withDone(withoutLetter(state, id), team, id, now), 'notice.alertLeft', {}, now)

/** Only on a connection that stands: by the time of the next one its moment may have passed. */
function withClaim(state: State, letter: Received, now: Instant): State {
  const { team, id } = letter
  if (!isLinked(state, team) || !mayAsk(letter, now) || isOnItsWay(state, team, 'claim', id)) return state
  if (!isDue(state, letter, now)) return state
  return withErrand(state, team, 'claim', id, { t: 'item', op: 'claim', item: id }, now)
}
