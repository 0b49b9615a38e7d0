import { DEFAULT_URGENT_PER_DAY } from '../../sync/documents.ts'
import type { ItemBody } from '../../sync/items.ts'
import type { Received, Sent } from '../../team/letters.ts'
import { HOUR, type Instant, type Millis } from '../../time/instant.ts'
import { addDays, dateIn, dayStart } from '../../time/zone.ts'
import { agreementOf } from '../agreed.ts'
import { myAvailability } from '../desired.ts'
import type { Intent } from '../intent.ts'
import type { Snooze } from '../knockWishes.ts'
import { hasLeft } from '../letterLook.ts'
import { withDone, withLetter, withoutLetter, withReceipt, withSent } from '../letters.ts'
import { canBeReached } from '../release.ts'
import type { State } from '../state.ts'
import { withInbox } from './inbox.ts'
import { changed, type Reduced, refuse } from './result.ts'

type KnockIntent = Exclude<
  Extract<Intent, { type: `knock.${string}` | `alert.${string}` | 'items.report' }>,
  { type: 'knock.follow' }
>
type Wanted<Type extends KnockIntent['type']> = Extract<KnockIntent, { type: Type }>

export function reduceKnocks(state: State, intent: KnockIntent, now: Instant): Reduced {
  switch (intent.type) {
    case 'items.report':
      return state.teams[intent.team] === undefined
        ? refuse(state, 'no_such_team')
        : changed(withInbox(state, intent, now))
    case 'knock.send':
      return send(state, intent, now)
    case 'knock.reply':
      return withOpen(state, intent.to, (letter) => reply(state, letter, intent, now))
    case 'knock.snooze':
      return withOpen(state, intent.id, (letter) => {
        const snoozed = snoozeOf(state, intent.until, now)
        return changed(withLetter(state, { ...letter, snoozed }))
      })
    case 'knock.done':
      return withOpen(state, intent.id, (letter) =>
        changed(withReceipt(withoutLetter(state, letter.id), letter, 'done', now)),
      )
    case 'knock.forget':
      return forget(state, intent.id)
    case 'alert.set':
      return setAlert(state, intent, now)
    case 'alert.drop':
      return dropAlert(state, intent, now)
  }
}

function withOpen(state: State, id: string, change: (letter: Received) => Reduced): Reduced {
  const letter = state.letters[id]
  return letter?.way === 'in' && letter.is === 'open' ? change(letter) : refuse(state, 'no_such_knock')
}

interface Post {
  readonly team: string
  readonly id: string
  readonly to: string
  readonly name: string
  readonly body: ItemBody
}

/** Kept here until the hub took it, and there until it is done. */
function post(state: State, { team, id, to, name, body }: Post, now: Instant): State {
  const letter: Sent = {
    ...{
      way: 'out',
      id,
      team,
      to,
      name,
      body,
      at: now,
      is: 'waiting',
      since: now,
      heard: now,
      refusal: null,
      hidden: false,
    },
  }
  return withLetter(withSent(state, team, id, to, body, now), letter)
}

function send(state: State, intent: Wanted<'knock.send'>, now: Instant): Reduced {
  const { team, to, id, urgency, text, link } = intent
  const known = state.teams[team]
  if (known === undefined) return refuse(state, 'no_such_team')
  if (state.letters[id] !== undefined) return changed(state)
  if (to === known.me) return refuse(state, 'knock_self')
  if (text.trim() === '' && link === undefined) return refuse(state, 'knock_empty')
  if (hasLeft(state, team, to)) return refuse(state, 'knock_left')
  const perDay = agreementOf(state, team).urgent?.perDay ?? DEFAULT_URGENT_PER_DAY
  if (urgency === 'urgent' && perDay === 0) return refuse(state, 'knock_no_urgent')
  const body = { kind: 'knock', urgency, ...wordsOf(text, link) } as const
  return changed(post(state, { team, id, to, name: state.rosters[team]?.[to]?.name ?? '', body }, now))
}

const wordsOf = (text: string, link: string | undefined): { text: string; link?: string } => ({
  text: text.trim(),
  ...(link === undefined ? {} : { link }),
})

function reply(state: State, letter: Received, intent: Wanted<'knock.reply'>, now: Instant): Reduced {
  const { id, text, link } = intent
  if (letter.body.kind !== 'knock' && letter.body.kind !== 'handoff') return refuse(state, 'no_such_knock')
  if (text.trim() === '' && link === undefined) return refuse(state, 'knock_empty')
  const { team, from: to, name } = letter
  const body = { kind: 'reply', re: letter.id, ...wordsOf(text, link) } as const
  return changed(post(withoutLetter(state, letter.id), { team, id, to, name, body }, now))
}

function snoozeOf(state: State, until: Snooze, now: Instant): NonNullable<Received['snoozed']> {
  if (until === 'hour') return { until: now + HOUR, reachable: false }
  if (until === 'tomorrow') return { until: tomorrow(state, now), reachable: true }
  const end = canBeReached(state, now) ? myAvailability(state, now).until : now
  return { until: end ?? now + HOUR, reachable: true }
}

function tomorrow({ system, settings }: State, now: Instant): Instant {
  const late: Millis = settings.dayEndsAt * HOUR
  return dayStart(addDays(dateIn(now - late, system.zone), 1), system.zone) + late
}

/** One that is not settled stays out of sight until its receipt came. */
function forget(state: State, id: string): Reduced {
  const letter = state.letters[id]
  if (letter?.way !== 'out') return refuse(state, 'no_such_knock')
  if (letter.is === 'waiting') return refuse(state, 'paper_under_way')
  const isSettled = letter.is === 'done' || letter.is === 'refused'
  return changed(isSettled ? withoutLetter(state, id) : withLetter(state, { ...letter, hidden: true }))
}

const alertsAbout = ({ letters }: State, team: string, person: string) =>
  Object.values(letters).filter(
    (letter) => letter.team === team && letter.body.kind === 'alert' && letter.body.about === person,
  )

function setAlert(state: State, { team, about, id }: Wanted<'alert.set'>, now: Instant): Reduced {
  const known = state.teams[team]
  if (known === undefined) return refuse(state, 'no_such_team')
  if (hasLeft(state, team, about)) return refuse(state, 'knock_left')
  if (alertsAbout(state, team, about).length > 0) return changed(state)
  const name = state.rosters[team]?.[about]?.name ?? ''
  return changed(post(state, { team, id, to: known.me, name, body: { kind: 'alert', about } }, now))
}

function dropAlert(state: State, { team, about }: Wanted<'alert.drop'>, now: Instant): Reduced {
  let next = state
  for (const { id } of alertsAbout(state, team, about)) next = withDone(withoutLetter(next, id), team, id, now)
  return changed(next)
}
