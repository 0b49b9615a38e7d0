/** What the hub tells of the items of a team, and of what was asked about them. */
import type { PaperAnswer } from '../../sync/linkState.ts'
import type { InboxItem } from '../../sync/protocol.ts'
import type { Received, Sent } from '../../team/letters.ts'
import { type Instant, MINUTE } from '../../time/instant.ts'
import { isOnItsWay, opened, readRef, withDone, withLetter, withoutErrand, withoutLetter } from '../letters.ts'
import { isDue } from '../release.ts'
import type { State } from '../state.ts'

export interface InboxNews {
  readonly team: string
  /** With `full` these are all. */
  readonly full: boolean
  readonly items: readonly InboxItem[]
  readonly gone: readonly string[]
}

export function withInbox(state: State, { team, full, items, gone }: InboxNews, now: Instant): State {
  let next = state
  for (const item of items) next = withItem(next, team, item, now)
  const there = new Set(items.map(({ i }) => i))
  for (const letter of Object.values(next.letters)) {
    if (letter.way !== 'in' || letter.team !== team || letter.is !== 'held') continue
    // Told by another device of mine, or taken back.
    if (gone.includes(letter.id) || (full && !there.has(letter.id)))
      next = withReplied(withoutLetter(next, letter.id), letter)
  }
  return next
}

function withItem(state: State, team: string, item: InboxItem, now: Instant): State {
  const { i: id, body } = item
  // It was told here, and the hub is about to hear so.
  if (isOnItsWay(state, team, 'done', id)) return state
  if (body.kind === 'receipt') return withReceived(state, team, id, body, item.at, now)
  const known = state.letters[id]
  if (known?.way === 'in') return known.is === 'open' ? withDone(state, team, id, now) : state
  if (known !== undefined && known.body.kind !== 'alert') return state
  const asked = body.kind === 'reply' ? sentLetter(state, team, body.re) : null
  const letter: Received = {
    ...{ way: 'in', id, team, body, from: item.from, at: item.at, is: 'held', notBefore: null, snoozed: null },
    name: state.rosters[team]?.[item.from]?.name ?? '',
    about: asked !== null && 'text' in asked.body ? asked.body.text : '',
  }
  return withLetter(state, letter)
}

const sentLetter = ({ letters }: State, team: string, id: string): Sent | null => {
  const letter = letters[id]
  return letter?.way === 'out' && letter.team === team ? letter : null
}

/** The device that sent the knock takes its receipts; to every other device of mine they say nothing. */
function withReceived(
  state: State,
  team: string,
  id: string,
  { re, is }: { readonly re: string; readonly is: 'seen' | 'done' },
  since: Instant,
  now: Instant,
): State {
  const known = sentLetter(state, team, re)
  if (known === null) return state
  const taken = withDone(state, team, id, now)
  if (is === 'done')
    return known.hidden ? withoutLetter(taken, re) : withLetter(taken, { ...known, is, since, heard: now })
  return known.is === 'done' ? taken : withLetter(taken, { ...known, is, since, heard: now })
}

/** What became of a paper about an item; null where the paper was about something else. */
export function withItemAnswer(
  state: State,
  team: string,
  ref: string,
  answer: PaperAnswer,
  now: Instant,
): State | null {
  const about = readRef(ref)
  if (about === null) return null
  const next = withoutErrand(state, team, ref)
  const letter = next.letters[about.id]
  if (letter === undefined) return next
  if (letter.way === 'out') return about.errand === 'send' ? withSendAnswer(next, letter, answer, now) : next
  if (about.errand === 'claim') return withClaimAnswer(next, letter, answer, now)
  const isTold = about.errand === 'done' && letter.body.kind === 'alert'
  return isTold ? withoutLetter(next, letter.id) : next
}

function withSendAnswer(state: State, letter: Sent, answer: PaperAnswer, now: Instant): State {
  if (answer.ok) {
    // The hub passes a knock on before it has it on disk and says so: a receipt may be sooner than the answer.
    if (letter.is === 'seen' || letter.is === 'done') return state
    const goesOn = letter.body.kind === 'knock' || letter.body.kind === 'handoff'
    return goesOn
      ? withLetter(state, { ...letter, is: 'sent', since: now, heard: now })
      : withoutLetter(state, letter.id)
  }
  const { code, retryMs } = answer
  const refusal = { code, ...(retryMs === undefined ? {} : { retryMs }) }
  return withLetter(state, { ...letter, is: 'refused', since: now, heard: now, refusal, hidden: false })
}

/** The moment may have passed while the answer was on its way: then the claim runs out unused. */
function withClaimAnswer(state: State, letter: Received, answer: PaperAnswer, now: Instant): State {
  if (letter.is !== 'held') return state
  if (answer.ok) return isDue(state, letter, now) ? opened(withReplied(state, letter), letter, now) : state
  if (answer.code === 'unknown_item') return withoutLetter(state, letter.id)
  return withLetter(state, { ...letter, notBefore: now + (answer.retryMs ?? MINUTE) })
}

/** What I asked is answered: the answer stands for both. */
function withReplied(state: State, { team, body }: Received): State {
  const asked = body.kind === 'reply' ? sentLetter(state, team, body.re) : null
  return asked === null ? state : withoutLetter(state, asked.id)
}
